import type { MessageType } from '../../domain/vocabulary.ts';
import { contactDataIn } from './contact-data.ts';
import { asksWhoItIs } from './wants-person.ts';
import { fillers, phrases } from './data/courtesies.ts';
import { clauses, words } from '../../language/spanish.ts';

export type SmallTalk =
  | 'greeting'
  | 'thanks'
  | 'bye'
  | 'ack'
  /** Looks something up and comes back. */
  | 'wait'
  | 'laugh'
  | 'wellbeing'
  | 'justTesting'
  | 'identity'
  | 'apology'
  /** Leads up to a question that has not been asked yet. */
  | 'opener'
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
  if (notHelped.test(` ${spoken.join(' ')} `)) return 'unhelped';
  const seen = new Set<SmallTalk>();
  for (const clause of clauses(text)) {
    // What is left after greetings and courtesies are taken away must be nothing.
    let rest = clause;
    for (const [kind, pattern] of compiled) {
      const shorter = rest.replace(pattern, ' ').replace(/ {2,}/g, ' ');
      if (shorter !== rest) seen.add(kind);
      rest = shorter;
    }
    if (rest.replace(isFiller, '').trim() !== '') return null;
  }
  return order.find((kind) => seen.has(kind)) ?? 'ack';
}

/**
 * What a text is about: its folded words, a line per clause, without greetings, courtesies and the ways people lead up
 * to a question. Empty when it has nothing else.
 */
export function subjectOf(text: string): string {
  return clauses(text)
    .map((clause) => {
      let rest = clause;
      for (const [kind, pattern] of compiled)
        if (aroundQuestions.has(kind)) rest = rest.replace(pattern, ' ').replace(/ {2,}/g, ' ');
      return rest.trim();
    })
    .filter((clause) => clause !== '')
    .join('\n');
}

const aroundQuestions: ReadonlySet<SmallTalk> = new Set(['greeting', 'wellbeing', 'apology', 'thanks', 'opener']);

/** What a line without text is to a bot that reads text only. */
export function kindOfLine(type: MessageType): 'gesture' | 'unreadable' | 'text' {
  if (type === 'sticker' || type === 'reaction') return 'gesture';
  return type === 'text' || type === 'interactive' || type === 'button' || type === 'template' || type === 'system'
    ? 'text'
    : 'unreadable';
}

const order: SmallTalk[] = [
  'justTesting',
  'opener',
  'wellbeing',
  'bye',
  'thanks',
  'greeting',
  'apology',
  'laugh',
  'wait',
  'ack',
];

const compiled: [SmallTalk, RegExp][] = phrases.map(([kind, source]) => [kind, whole(source)]);

const isFiller = whole(fillers);

/** The phrases as whole words of a text that has a space around each word. */
function whole(source: string): RegExp {
  return new RegExp(`(?<= )(?:${source})(?= )`, 'g');
}

const notHelped =
  / (?:no me (?:sirve|sirvio|ayuda|ayudo|ayudaste|resuelve|resolvio|resolviste|solucionaste|soluciona)|no es (?:eso|lo que (?:pregunte|pregunto|necesito|quiero|busco))|no era eso|no (?:me )?(?:entendiste|entendes|entiendes|estas entendiendo|entiende)|no (?:respondiste|contestaste|respondes|contestas)(?: lo que| mi| a)?|eso (?:ya lo se|no es)|ya (?:probe|hice|intente|lei) eso|eso ya lo (?:probe|hice|intente)|no te pregunte eso|pregunte otra cosa) /;
