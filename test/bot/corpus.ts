import { readdirSync, readFileSync } from 'node:fs';
import type { BotInbox, KnowledgeArticle } from '../../activities/bot/index.ts';
import type { TicketSubtype } from '../../domain/ticket-types.ts';
import type { MessageType, Sentiment } from '../../domain/vocabulary.ts';

const folder = new URL('../corpus/', import.meta.url);

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as T;
}

export interface LabelledConversation {
  id: string;
  channel: string;
  /** The inbox as it can be known before an agent asks, where that differs from `expected.inbox`. */
  inboxBeforeAgent?: string;
  messages: { seq: number; at: string; from: 'customer' | 'bot' | 'agent'; type: MessageType; text: string | null }[];
  expected: {
    resolvedByBot: boolean;
    needsHuman: boolean;
    /** The label of a subtype of tickets. */
    subtype: string | null;
    inbox: string | null;
    sentiment: 'positive' | 'neutral' | 'negative' | 'angry';
  };
}

export interface LabelledText {
  text: string;
  inbox: string | null;
}

export const conversations = readdirSync(new URL('conversations/', folder))
  .sort()
  .map((file) => read<LabelledConversation>(`conversations/${file}`));
export const inboxes = read<BotInbox[]>('inboxes.json');
export const inboxTexts = read<LabelledText[]>('inbox-texts.json');
export const teams = read<{ inboxes: BotInbox[]; texts: LabelledText[] }>('team-texts.json');
export const articles = read<KnowledgeArticle[]>('articles.json');
export const questions = read<{ article: string | null; question: string }[]>('questions.json');
export const personWishes = read<{ yes: string[]; no: string[]; neither: string[] }>('person-wishes.json');

/** Texts in two halves: the bot is tuned on one and only measured on the other. */
export type Half = 'tuned' | 'held out';
export const questionHalves = read<{ half: Half; article: string | null; question: string }[]>('questions-halves.json');
export const clinic = read<{
  articles: KnowledgeArticle[];
  questions: { article: string | null; question: string }[];
}>('clinic.json');
/** Knowledge bases of several trades, each with everyday questions on it. */
export const trades = ['consultorios', 'internet', 'ropa'].map((name) => ({
  name,
  ...read<{ articles: KnowledgeArticle[]; questions: { half: Half; article: string; question: string }[] }>(
    `trades/${name}.json`,
  ),
}));
export const inboxTextHalves = read<(LabelledText & { half: Half })[]>('inbox-texts-halves.json');
export const teamTextHalves = read<{ inboxes: BotInbox[]; texts: (LabelledText & { half: Half })[] }>(
  'team-texts-halves.json',
);
export const personWishHalves =
  read<{ half: Half; wish: 'yes' | 'no' | null; text: string }[]>('person-wishes-halves.json');

/** Texts by what a ticket would be opened for; null where none is due. */
export const matterHalves = read<{ half: Half; subtype: TicketSubtype | null; text: string }[]>('matters-halves.json');

export const sentiments = read<{ text: string; sentiment: Sentiment | null }[]>('sentiments.json');

/** The share of the cases that pass; prints it with those that do not. */
export function share<T>(what: string, cases: readonly T[], passes: (one: T) => boolean): number {
  const failed = cases.filter((one) => !passes(one));
  const passed = cases.length - failed.length;
  console.log(`${what}: ${passed} of ${cases.length} (${Math.round((100 * passed) / cases.length)} %)`);
  for (const one of failed) console.log('  not:', JSON.stringify(one));
  return passed / cases.length;
}
