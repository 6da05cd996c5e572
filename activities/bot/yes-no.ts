import { words } from '../../language/spanish.ts';

/** Whether the text accepts an offer. Read only right after one: `dale` says nothing by itself. */
export function isYes(text: string): boolean {
  if (isNo(text)) return false;
  if (/^\s*(?:👍|✅|👌|🙏|💯|🆗|🤝)/u.test(text)) return true;
  const said = ` ${words(text).join(' ')} `;
  if (/ (?:pero|lo pienso|despues|luego|mas tarde|todavia no|mejor no|no gracias|primero|aunque) /.test(said))
    return false;
  // "Sí" with its accent or followed by a comma is an answer; a bare "si" before a verb is "if".
  if (/^\s*[¡¿"]*(?:hola[ ,]+)?(?:s[ií]+p?)\s*(?:[,.!]|$)/i.test(text) || /^\s*¡?s[íÍ]+(?![a-z])/i.test(text))
    return true;
  return yes.test(said);
}

/** A yes that may as well be courtesy: a thumb, `perfecto`, `ok gracias`. */
export function isHalfheartedYes(text: string): boolean {
  const said = words(text);
  return (
    said.length === 0 ||
    said.some(
      (word) => ['gracias', 'perfecto', 'genial', 'barbaro', 'joya', 'listo'].includes(word) && !said.includes('si'),
    )
  );
}

/** Whether the text turns an offer down or puts it off. */
export function isNo(text: string): boolean {
  const said = ` ${words(text).join(' ')} `;
  if (/^\s*[¡"]*n+[oóÓ]+p?[oe]?\s*(?:[,.!;]|$)/i.test(text))
    return !/ (?:si|quiero) (?:por favor|una|un|hablar|que me) /.test(said);
  return /^\s*👎/u.test(text) || no.test(said);
}

const yes =
  /^ (?:hola )?(?:(?:si|sii|sip|sisi|sep|ok|dale|bueno|claro|ya|ah) )*(?:si|sip|sisi|sep|sipi|ok|dale|claro|obvio|bueno|vale|va|sale|orale|simon|andale|perfecto|listo|genial|joya|buenisimo|barbaro|adelante|correcto|exacto|afirmativo|seguro|hagale|hacelo|hazlo|meta|metale|yes|ya|bien|eso|quiero eso|por favor|por supuesto|desde luego|de una|de acuerdo|esta bien|me parece|me parece bien|como no|encantado|encantada|te agradeceria|me gustaria|me encantaria|quiero|lo necesito|necesito|pasame|pasa|paseme|pasen|derivame|comunicame|conectame|cuando quieras|cuando puedas|la verdad que si|creo que si|mejor|venga) (?:(?:si|claro|dale|ok|por favor|favor|gracias|muchas|mil|po|pues|quiero|que|me|quisiera|necesito|pasame|paseme|comunicame|derivame|obvio|eso|con|una|un|persona|alguien|asesor|humano|ya|ahora|mejor|bueno|soy|porque|reservame|reservamelo|genial|perfecto|te|agradezco|agradeceria|lo|mas|bien|hace|hacelo|podes|puede|pueden|amigo|che|vale|venga|gustaria) ?)*(?:soy .*|me llamo .*|mi nombre .*|porque .*|necesito .*|quiero .*|reservame .*)?$/;

const no =
  /^ (?:hola |ok |bueno |dale |ah |mm |uh |nono |no no |perfecto |genial |listo |vale )*(?:no|nop|nope|nah|naa|na|nel|no no|nono|negativo|para nada|ni loco|ni loca|ni ahi|deja|dejalo|dejala|dejame|olvidalo|no gracias|gracias no|por ahora no|ahora no|todavia no|aun no|no hace falta|no es necesario|no quiero|no deseo|no por favor|no te preocupes|no se preocupe|mejor no|asi esta bien|esta bien asi|asi estoy bien|estoy bien asi|tranqui|tranquilo|tranquila|lo pienso|gracias lo pienso|lo voy a pensar|despues veo|despues te aviso|despues vemos|mas tarde|otro dia|en otro momento|luego veo|seguimos aca|prefiero que no|creo que no) (?:(?:no|gracias|muchas|por|ahora|favor|igual|deja|dejalo|ya|esta|asi|nomas|tranqui|todo|bien|era|eso|solo|lo|pienso|veo|despues|hoy|te|aviso|hace|falta|che|amigo|mil|quiero|necesario|es|vos|con|seguir|preocupes|resolvi|resuelto|chau|listo|dale|por el momento|momento|el|nada|mas) ?)*$/;
