import type { BotInput, BotMemory } from '../../domain/bot.ts';
import { kindOfLine, subjectOf } from './small-talk.ts';

/** The new lines of a turn, read together: a burst gets one answer. */
export interface Turn {
  /** All new text of the customer, a line each. */
  text: string;
  /** What of it is a question or a matter: folded words, a line per clause, without courtesies. */
  subject: string;
  /** All new text, line by line. */
  texts: string[];
  /** Whether there is anything new of the customer at all. */
  any: boolean;
  /** A sticker or reaction came. */
  gesture: boolean;
  /** A voice message, picture or file came without a word. */
  unreadable: boolean;
  /** Everything the customer wrote that the bot can see, oldest first. */
  customer: string[];
  /** What the customer asked before this turn, for questions that lean on it ("¿y cuánto sale?"). */
  before: string | null;
  /** What the bot said in its last few lines. */
  botSaid: string[];
}

/** Nobody asks a question of more; what is beyond is not read. */
const longestLine = 1500;
const mostLines = 12;

export function readTurn(input: BotInput): Turn {
  const start = Math.max(0, input.lines.length - input.fresh);
  const fresh = input.lines.slice(start).filter((line) => line.from === 'contact');
  const earlier = input.lines.slice(0, start).filter((line) => line.from === 'contact' && line.text.trim() !== '');
  const spoken = fresh.filter((line) => line.text.trim() !== '' && kindOfLine(line.type) !== 'gesture');
  const texts = spoken.slice(-mostLines).map((line) => line.text.trim().slice(0, longestLine));
  return {
    text: texts.join('\n'),
    subject: subjectOf(texts.join('\n')),
    texts,
    any: fresh.length > 0,
    gesture: fresh.some((line) => kindOfLine(line.type) === 'gesture'),
    unreadable: fresh.some((line) => kindOfLine(line.type) === 'unreadable' && line.text.trim() === ''),
    customer: [...earlier.map((line) => line.text.slice(0, longestLine)), ...texts],
    before: earlier.findLast((line) => subjectOf(line.text) !== '')?.text ?? null,
    botSaid: input.lines
      .filter((line) => line.from === 'bot')
      .slice(-4)
      .map((line) => line.text),
  };
}

/** What the built-in bot keeps between turns. */
export interface Remembered {
  greeted: boolean;
  /** The last thing said offers a person and awaits an answer. */
  offered: boolean;
  /** A person has been offered since the chat came to the bot. */
  everOffered: boolean;
  /** The customer has turned a person down. */
  declined: boolean;
  /** Turns in a row without an answer. */
  misses: number;
  /** A sticker or reaction was answered already. */
  gestured: boolean;
  sentiment: string | null;
  /** Why the chat is about to go to people, while something is asked for before; empty otherwise. */
  handing: string;
  /** How often an e-mail address was asked for on the way to people. */
  emailAsks: number;
  /** The return from a person that was last taken note of; milliseconds since the epoch, 0 for none. */
  returnedAt: number;
}

export function recall(memory: BotMemory): Remembered {
  const { greeted, offered, everOffered, declined, misses, gestured, sentiment, handing, emailAsks, returnedAt } =
    memory;
  return {
    greeted: greeted === true,
    offered: offered === true,
    everOffered: everOffered === true,
    declined: declined === true,
    misses: typeof misses === 'number' ? misses : 0,
    gestured: gestured === true,
    sentiment: typeof sentiment === 'string' ? sentiment : null,
    handing: typeof handing === 'string' ? handing : '',
    emailAsks: typeof emailAsks === 'number' ? emailAsks : 0,
    returnedAt: typeof returnedAt === 'number' ? returnedAt : 0,
  };
}
