import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import { GENERAL } from '../../domain/vocabulary.ts';
import type { Sentiment } from '../../domain/vocabulary.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { render } from '../../texts/render.ts';
import type { BotInbox } from './bot.ts';
import { chooseInbox } from './choose-inbox.ts';
import { firstNameOf } from './first-name.ts';
import type { Remembered, Turn } from './turn.ts';
import { withoutPersonalData } from './without-personal-data.ts';

/** What every bot of ours puts around an answer: the greeting before it, the notice of a handoff, what it remembers. */

export interface Opening {
  /** Where there is nothing else to say. */
  alone: string;
  /** In front of an answer; may be empty. */
  before: string;
}

export function openingOf(input: BotInput, memory: Remembered, back: boolean, texts: Texts): Opening {
  if (back) return { alone: texts.returned, before: texts.returned };
  if (memory.greeted) return { alone: texts.helloAgain, before: '' };
  const name = firstNameOf(input.contactName);
  if (name === null) return { alone: texts.greeting, before: texts.hello };
  const say = (template: string) => render(template, { 'contacto.nombre': name }).text;
  return { alone: say(texts.greetingNamed), before: say(texts.helloNamed) };
}

export function noticeOf(inbox: BotInbox, angry: boolean, texts: Texts): string {
  if (angry) return texts.handedOverAngry;
  return inbox.id === GENERAL ? texts.handedOver : render(texts.handedOverTo, { 'bandeja.nombre': inbox.name }).text;
}

/** The inbox that the words of the chat and its latest events point to; General where they point to none. */
export function inboxFor(inboxes: readonly BotInbox[], turn: Turn, input: BotInput): BotInbox {
  const events = input.events.slice(-3).map((event) => event.name.replace(/[._-]+/g, ' '));
  const chosen = chooseInbox(inboxes, [...turn.customer, ...events]);
  return (
    chosen?.inbox ??
    inboxes.find((inbox) => inbox.id === GENERAL) ?? { id: GENERAL, name: 'General', description: '', keywords: [] }
  );
}

const longestGap = 300;

/** What is told of a question that could not be answered. */
export function gapFound(
  question: string,
  inboxes: readonly BotInbox[],
  turn: Turn,
  input: BotInput,
): Pick<BotAnswer, 'gap' | 'gapInboxId'> {
  const gap = withoutPersonalData(question, input.contactName).slice(0, longestGap);
  return { gap, gapInboxId: inboxFor(inboxes, turn, input).id };
}

/** What an offer, taken or overtaken, leaves in the memory. */
export const nothingOffered = { offered: false, everOffered: false, misses: 0, handing: '', emailAsks: 0 };

/** The handoff itself, and a memory in which nothing is offered any more. */
export function handedOver(input: BotInput, memory: Remembered, inbox: BotInbox, reason: string, notice: string) {
  const handoff = { inboxId: inbox.id, inboxName: inbox.name, reason };
  const settled = { ...memory, greeted: true, ...nothingOffered, declined: false };
  return { ...closing(input, settled, notice), handoff } satisfies BotAnswer;
}

/** Anger is told whenever it shows; other feelings when they are news. */
export function newsOf(felt: Sentiment | null, known: string | null): { sentiment?: Sentiment } {
  if (felt === null) return {};
  const isNews =
    felt === 'ENOJADO' || (felt === 'NEUTRAL' ? known === 'NEGATIVO' || known === 'ENOJADO' : felt !== known);
  return isNews ? { sentiment: felt } : {};
}

/** Whether a person has had the chat since the bot's last turn. */
export function isBack({ returned }: BotInput, memory: Remembered): boolean {
  return returned !== null && returned.at !== memory.returnedAt;
}

/** What was offered and refused before a person had the chat does not count any more. */
export function memoryOf(input: BotInput, before: Remembered): Remembered {
  if (!isBack(input, before)) return before;
  const returnedAt = input.returned?.at ?? 0;
  return { ...before, ...nothingOffered, returnedAt, greeted: true, gestured: false };
}

export function joined(before: string, text: string): string {
  return before === '' ? text : `${before}\n\n${text}`;
}

export function closing(input: BotInput, memory: Remembered, text: string): BotAnswer {
  return { say: text === '' ? [] : [text], memory: { ...input.memory, ...memory } };
}
