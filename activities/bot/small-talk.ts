import type { MessageType } from '../../domain/vocabulary.ts';
import { contactDataIn } from './contact-data.ts';
import { asksWhoItIs } from './wants-person.ts';
import { words } from './spanish.ts';

export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'bye'
  | 'ack'
  | 'laugh'
  | 'wellbeing'
  | 'justTesting'
  | 'identity'
  | 'apology'
  | 'introduction'
  | 'contact'
  | 'unhelped'
  | 'emoji';

/** What a text without a question is about, or null when it says more than that. */
export function smallTalkOf(text: string): SmallTalk | null {
  if (asksWhoItIs(text)) return 'identity';
  const spoken = words(text);
  if (spoken.length === 0) return /[?¿]/.test(text) ? null : 'emoji';
  const data = contactDataIn(text);
  if (data !== null) return data === 'name' ? 'introduction' : 'contact';
  const said = ` ${spoken.join(' ')} `;
  if (notHelped.test(said)) return 'unhelped';
  // What is left after greetings and courtesies are taken away must be nothing.
  const seen: SmallTalk[] = [];
  let rest = said;
  for (const [kind, pattern] of phrases) {
    const shorter = rest.replace(pattern, '  ');
    if (shorter !== rest) seen.push(kind);
    rest = shorter;
  }
  if (rest.replace(/\s+/g, ' ').replace(fillers, ' ').trim() !== '') return null;
  return order.find((kind) => seen.includes(kind)) ?? 'ack';
}

/** What a line without text is to a bot that reads text only. */
export function kindOfLine(type: MessageType): 'gesture' | 'unreadable' | 'text' {
  if (type === 'sticker' || type === 'reaction') return 'gesture';
  return type === 'text' || type === 'interactive' || type === 'button' || type === 'template' || type === 'system'
    ? 'text'
    : 'unreadable';
}

const order: SmallTalk[] = ['justTesting', 'wellbeing', 'bye', 'thanks', 'apology', 'greeting', 'laugh', 'ack'];

const phrases: [SmallTalk, RegExp][] = (
  [
    [
      'justTesting',
      'nada (?:solo )?(?:queria|quiero|era para) (?:ver|probar) (?:si )?(?:andaba|funcionaba|anda|funciona|funciona esto)|(?:solo )?(?:estoy |estaba )?probando|(?:es |era )?una prueba|test|testing|prueba|nada era para probar|me equivoque de chat|numero equivocado',
    ],
    [
      'bye',
      'chau|chao|adios|bye|hasta luego|hasta mañana|hasta manana|nos vemos|saludos|un saludo|un abrazo|abrazo|besos|que tengas? (?:un )?(?:lindo|buen|excelente|bonito) (?:dia|finde|fin de semana|tarde|noche)|buen finde|buen fin de semana|hasta pronto|que descanses|que estes bien|(?:despues|luego|mañana|manana) (?:paso|voy|vuelvo|les escribo|te escribo|te aviso|les aviso)(?: por el local| por ahi| por alla)?|eso (?:era|es|seria) todo|era eso(?: nomas| nada mas)?|eso era|nada mas|nada mas gracias|con eso estoy|ya esta',
    ],
    [
      'thanks',
      '(?:muchas |muchisimas |mil |ok |bueno )?gracias(?: totales| por todo| por la ayuda| por tu ayuda| por avisar| por la info| por la informacion| por responder| igual| igualmente| a (?:vos|ti|usted|ustedes))?|(?:muy|re|mas que) amables?|te (?:lo )?agradezco|se agradece|(?:te|le) agradezco|agradecid[oa]|me (?:salvaste|ayudaste)(?: mucho)?|te pasaste|un capo|sos (?:un genio|una genia|lo mas|un capo|crack)|un genio|crack|me (?:re )?sirvio(?: mucho)?|genial la (?:encontre|atencion)',
    ],
    [
      'wellbeing',
      '(?:como|que) (?:estas|estan|esta|andas|andan|anda|te va|les va|va|va todo|onda|hubo|mas|hay)(?: todo)?(?: bien)?|todo (?:bien|tranqui|ok)|como (?:te|le) va|como va(?: todo)?',
    ],
    [
      'greeting',
      'hola|holis|hello|hi|hey|buenas|buenos|buenas? (?:tardes|noches|dias)|buen(?:os)? dias?|buen dia|que tal|ola|wenas|saludos|alo|hay alguien(?: ahi| aca| por ahi)?|estan ahi|estas ahi|estan|holi',
    ],
    [
      'apology',
      'perdon|disculpa|disculpas|disculpe|disculpen|perdona|perdoname|sorry|perdon (?:por )?la (?:demora|molestia)|perdon recien veo',
    ],
    ['laugh', '(?:ja|je|ji|jo|ha|he|xd|lol|k|ka)+|(?:ja|aj){2,}j?a?|a?(?:ja){2,}j?|jsjs\\w*|kaka\\w*|que risa'],
    [
      'ack',
      'ok|oki|dale|listo|perfecto|genial|joya|buenisimo|barbaro|excelente|entiendo|entendido|comprendo|claro|clarisimo|de acuerdo|vale|va|si|sip|sisi|ya|bueno|esta bien|todo claro|(?:lo|la) (?:encontre|pienso|pense|voy a pensar|vi|veo|tengo)|ya (?:pude|esta|lo vi|la vi|lo encontre|la encontre|me llego|lo tengo|entendi|entre|pude entrar)|ahi (?:me llego|lo vi|lo veo|va|esta)|ahora si(?: que)?(?: me)?(?: sale| anda| funciona| pude)?|pude(?: entrar)?|ok ok|copado|bien|muy bien|no|nada|mira vos|ah|aja|mmm?|oh|uh|eso|era|barbaro|esta(?: todo)? bien|ya quedo|de una|lo pienso|lo vere|lo voy viendo|no hay problema|tranqui|tranquilo|deja|dejalo|no pasa nada|tarde pero seguro',
    ],
  ] satisfies [SmallTalk, string][]
).map(([kind, source]) => [kind, new RegExp(`(?<= )(?:${source})(?= )`, 'g')]);

const fillers =
  / (?:(?:y|e|o|a|che|amigo|amiga|amigos|señor|senor|señora|senora|srta|sr|sra|mas|muy|por|favor|pues|po|entonces|igual|tambien|por ahora|ahora|todo|todos|que|de|por todo|ustedes|usted|vos|te|me|le|ahi|nomas|hoy|mismo|jaja|para|el|la|lo|gente|bot|equipo) )+/g;

const notHelped =
  / (?:no me (?:sirve|sirvio|ayuda|ayudo|ayudaste|resuelve|resolvio|resolviste|solucionaste|soluciona)|no es (?:eso|lo que (?:pregunte|pregunto|necesito|quiero|busco))|no era eso|no (?:me )?(?:entendiste|entendes|entiendes|estas entendiendo|entiende)|no (?:respondiste|contestaste|respondes|contestas)(?: lo que| mi| a)?|eso (?:ya lo se|no es)|ya (?:probe|hice|intente|lei) eso|eso ya lo (?:probe|hice|intente)|no te pregunte eso|pregunte otra cosa) /;
