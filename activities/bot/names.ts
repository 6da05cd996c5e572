import { stopWords } from '../../language/stop-words.ts';
import { clauses, fold } from '../../language/spanish.ts';
import { givenNames } from './data/given-names.ts';
import { matterOf } from './matter.ts';
import { recogniseSentiment } from './sentiment.ts';
import { smallTalkOf } from './small-talk.ts';
import { topicsOf } from './choose-inbox.ts';
import { wantsPerson } from './wants-person.ts';
import { isNo, isYes } from './yes-no.ts';

export interface PersonName {
  firstName?: string;
  lastName?: string;
}

/** What is known of a name, and which parts of it were just asked for. */
export interface NameContext {
  known: PersonName;
  asked: readonly ('firstName' | 'lastName')[];
}

/** The name that a text tells, with its parts where they can be told apart; null when it tells none. */
export function nameIn(text: string, context: NameContext): PersonName | null {
  return labelled(text) ?? corrected(text, context) ?? introduced(text) ?? bare(text, context);
}

const letter = "[\\p{L}'’]";
const word = `${letter}{2,20}`;
const run = `(${word}(?:[ ]+${word}){0,4})`;

/** "mi apellido es Díaz", "Nombre: Ana". */
function labelled(text: string): PersonName | null {
  const found: PersonName = {};
  const last = new RegExp(`apellidos?(?: correcto)?(?: es| era|:| seria)* +${run}`, 'iu').exec(text);
  const first = new RegExp(`(?<!apellido y )nombre(?: correcto| de pila)?(?: es| era|:| seria)+ *${run}`, 'iu').exec(
    text,
  );
  const lastWords = nameWords(last?.[1]);
  const firstWords = nameWords(first?.[1]);
  if (lastWords.length > 0) found.lastName = capitals(lastWords);
  if (firstWords.length > 0) Object.assign(found, last ? { firstName: capitals(firstWords) } : split(firstWords));
  return Object.keys(found).length > 0 ? found : null;
}

/** "no, es Gómez con z", "me equivoqué, soy Ana": what looks like a part already known takes its place. */
function corrected(text: string, { known }: NameContext): PersonName | null {
  const start =
    /(?:^|[\s,.;])(?:no|perd[oó]n|disculp[aá]|me equivoqu[eé]|corrijo|correcci[oó]n|quise decir|mejor dicho|digo)[\s,.;:]+(?:(?:es|era|soy|quise decir|se escribe|con)[\s,:]+)+/iu.exec(
      text,
    );
  if (!start) return null;
  const words = nameWords(new RegExp(`^${run}`, 'u').exec(text.slice(start.index + start[0].length))?.[1]);
  if (words.length === 0 || words.length > 4) return null;
  if (words.length > 1) return split(words);
  const told = capitals(words);
  if (known.lastName !== undefined && alike(known.lastName, told)) return { lastName: told };
  if (known.firstName !== undefined && (alike(known.firstName, told) || givenNames.has(fold(told))))
    return { firstName: told };
  return known.lastName !== undefined ? { lastName: told } : known.firstName === undefined ? { firstName: told } : null;
}

/** "soy Ana Pérez", "me llamo jorge", "a nombre de Ferreyra". */
function introduced(text: string): PersonName | null {
  const said = new RegExp(
    `(?:^|[^\\p{L}])(?:soy|me llamo|mi nombre|les? habla|te habla|les? escribe|habla|atte\\.?|firma)[ ,:]+${run}`,
    'iu',
  ).exec(text);
  const words = nameWords(said?.[1]);
  if (words.length === 0) return null;
  const [first = ''] = words;
  return isGiven(first) || (isCapital(first) && !isCommon(first)) || /me llamo|mi nombre/i.test(said?.[0] ?? '')
    ? split(words)
    : null;
}

/** A text that is a name and nothing else, or begins with one: as an answer, or where its first word is a given name. */
function bare(text: string, { known, asked }: NameContext): PersonName | null {
  const trimmed = text
    .trim()
    .replace(/^(?:(?:s[ií]|ok|dale|bueno|claro|hola)[ ,.!]+)+/iu, '')
    .replace(new RegExp(`^(${word}), (${word})`, 'u'), (both, a, b) =>
      isGiven(b) && !isGiven(a) ? `${a} ${b}` : both,
    );
  const lead = new RegExp(`^${run}(?=$|[\\s,.;!])`, 'u').exec(trimmed);
  const words = nameWords(lead?.[1]);
  const [first = ''] = words;
  if (words.length === 0) return null;
  const whole = trimmed.replace(/[\s.,;!]+$/u, '').split(/\s+/).length === words.length;
  const waiting = asked.length > 0;
  if (!isGiven(first) && !(waiting && whole && isNameLike(trimmed))) {
    return whole && waiting && isCapital(first) && !isCommon(first) && words.length <= 3
      ? place(words, known, asked)
      : null;
  }
  if (!waiting && !(whole && words.length >= 2)) {
    return known.firstName !== undefined && known.lastName === undefined && whole
      ? { lastName: capitals(words) }
      : null;
  }
  return place(words, known, asked);
}

/** One word is the part that is missing. */
function place(words: string[], known: PersonName, asked: NameContext['asked']): PersonName {
  const wantsLastOnly = known.firstName !== undefined && known.lastName === undefined;
  const single = words.length === 1 || (asked.length === 1 && asked[0] === 'lastName');
  if (single && wantsLastOnly && !(words.length > 1 && isGiven(words[0] ?? ''))) return { lastName: capitals(words) };
  return split(words);
}

/** The words up to the first that is no part of a name. */
function nameWords(text: string | undefined): string[] {
  if (text === undefined) return [];
  const words: string[] = [];
  for (const one of text.trim().split(/\s+/)) {
    const plain = fold(one);
    const particle = particles.has(plain) && words.length > 0;
    if (!particle && (isCommon(one) || (plain.length < 2 && !isGiven(one)))) break;
    // "Marta de la panadería" comes from there; it is not her name.
    if (!particle && isCapital(words[0] ?? '') && !isCapital(one) && particles.has(fold(words.at(-1) ?? ''))) break;
    words.push(one);
  }
  while (words.length > 0 && particles.has(fold(words.at(-1) ?? ''))) words.pop();
  return words;
}

function split(words: string[]): PersonName {
  const [first = '', second = '', ...more] = words;
  const others = words.slice(1);
  if (others.length > 0 && !isGiven(first) && others.every(isGiven))
    return { firstName: capitals(others), lastName: capitals([first]) };
  if (second === '') return { firstName: capitals([first]) };
  const twoGiven = more.length > 0 && isGiven(second) && !particles.has(fold(second));
  const given = twoGiven ? 2 : 1;
  return { firstName: capitals(words.slice(0, given)), lastName: capitals(words.slice(given)) };
}

/** As it was written where it has capitals; nothing is added to it, no accent either. */
function capitals(words: string[]): string {
  return words
    .map((one) => {
      const plain = one.toLocaleLowerCase('es');
      if (particles.has(fold(one)) && words.length > 1) return plain;
      const shouted = one.length > 1 && one === one.toLocaleUpperCase('es');
      return isCapital(one) && !shouted ? one : plain.charAt(0).toLocaleUpperCase('es') + plain.slice(1);
    })
    .join(' ')
    .slice(0, 80);
}

/** No small talk, no yes or no, no matter, no mood: words that could be a name. */
function isNameLike(text: string): boolean {
  const talk = smallTalkOf(text);
  return (
    (talk === null || talk === 'introduction') &&
    !isYes(text) &&
    !isNo(text) &&
    wantsPerson(text) === null &&
    recogniseSentiment(text) === null &&
    matterOf([text]) === null &&
    topicsOf([text]).size === 0 &&
    clauses(text).length <= 2 &&
    !/[?¿\d]/.test(text)
  );
}

function isCommon(text: string): boolean {
  const plain = fold(text);
  return !givenNames.has(plain) && (stopWords.has(plain) || commonWords.has(plain));
}

const isGiven = (text: string) => givenNames.has(fold(text));
const isCapital = (text: string) => /^\p{Lu}/u.test(text);
const alike = (a: string, b: string) =>
  fold(a).slice(0, 3) === fold(b).slice(0, 3) || fold(a).slice(-4) === fold(b).slice(-4);

const particles = new Set(['de', 'del', 'la', 'las', 'los', 'san', 'santa', 'da', 'dos', 'di', 'von', 'van']);

/** Words that follow "soy" or stand where a name was asked for, and are none. */
const commonWords = new Set(
  `cliente clienta comprador compradora vecino vecina nuevo nueva mayorista minorista revendedor revendedora distribuidor instalador
  dueno duena socio socia titular usuario usuaria empleado empleada jubilado jubilada alergico alergica argentino argentina madre
  padre mama papa hijo hija hermano hermana esposo esposa marido mujer novio novia encargado encargada estudiante docente medico
  gracias nada nadie ninguno ninguna anonimo anonima paso rapido urgente importa importas quien cual donde nombre apellido telefono
  numero celular mail correo pedido compra orden cuenta producto incorrecto incorrecta imposible seguro dije dijeron espero esperando
  prefiero prefieren decir decirlo decirte darlo dartelo doy dar mando mandar paso pasar luego tarde manana ayer ahorita listo perfecto
  genial barbaro joya obvio claro okey oka vale bot robot persona humano alguien responsable vergüenza verguenza ladron ladrones estafa
  mierda carajo boludo boluda pelotudo idiota inutil chorros basta harto harta cansado cansada llego llegar quiero devuelvan devolver
  cambiar cancelar cambio reclamo queja denuncia plata dinero respuesta respondan contesten ayuda soy llamo somos tengo tiene llega
  aca aqui alla pregunto preguntar preguntas preguntan consulto vivo desde escribo hablo interesado interesada negro blanco rojo azul
  verde grande chico roto rota mal peor mejor nunca jamas sirve funciona anda entiendo entendes ningun secreto privado igual eso esa
  con para por sin pero porque ademas tambien necesitan hace falta va pasa tal vez quizas despues ningun cualquiera mandril taladro
  y e o u ni que como cuando si no`
    .trim()
    .split(/\s+/)
    .map(fold),
);
