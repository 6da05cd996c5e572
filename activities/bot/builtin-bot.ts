import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import { GENERAL } from '../../domain/vocabulary.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { render, withOwnTexts } from '../../texts/render.ts';
import type { Bot, BotInbox, BotWorld, KnowledgeArticle } from './bot.ts';
import { chooseInbox } from './choose-inbox.ts';
import { decide } from './decide.ts';
import { firstNameOf } from './first-name.ts';
import { sayAnew } from './say-anew.ts';
import { recogniseSentiment } from './sentiment.ts';
import { readTurn, recall, type Remembered, type Turn } from './turn.ts';

/**
 * The bot that needs no key: rules, a search of the knowledge base and the catalogue of texts. It says nothing that is
 * not in an article or in the catalogue, so a customer's words cannot change what it does. No clock, no chance.
 */
export function createBuiltinBot(world: BotWorld): Bot {
  return {
    async answer(input, signal) {
      signal?.throwIfAborted();
      const [articles, inboxes, own] = await Promise.all([world.articles(), world.inboxes(), world.texts?.() ?? {}]);
      signal?.throwIfAborted();
      return converse(input, articles, inboxes, withOwnTexts(own));
    },
  };
}

function converse(input: BotInput, articles: KnowledgeArticle[], inboxes: BotInbox[], texts: Texts): BotAnswer {
  const turn = readTurn(input);
  const before = recall(input.memory);
  const back = input.returned !== null && input.returned.at !== before.returnedAt;
  const memory = back ? afterReturn(before, input.returned?.at ?? 0) : before;
  if (!turn.any) return closing(input, memory, back ? texts.returned : '');

  const opening = openingOf(input, memory, back, texts);
  const felt = turn.text === '' ? null : recogniseSentiment(turn.text);
  const told = felt !== null && worthTelling(felt, memory.sentiment) ? { sentiment: felt } : {};
  const lastSaid = turn.botSaid.at(-1) ?? null;
  const outcome = decide(turn, memory, { articles, texts, angry: felt === 'ENOJADO' });
  memory.sentiment = told.sentiment ?? memory.sentiment;

  switch (outcome.kind) {
    case 'silent':
      return { ...closing(input, memory, ''), ...told };
    case 'greet':
      return {
        ...closing(input, { ...memory, ...outcome.memory, greeted: true }, sayAnew(opening.alone, lastSaid, texts)),
        ...told,
      };
    case 'say': {
      const text = joined(opening.before, sayAnew(outcome.text, lastSaid, texts));
      const gap = outcome.gap === undefined ? {} : { gap: outcome.gap };
      return {
        ...closing(input, { ...memory, ...outcome.memory, greeted: true }, text),
        ...told,
        ...gap,
      };
    }
    case 'handoff': {
      const inbox = inboxFor(inboxes, turn, input);
      const handoff = { inboxId: inbox.id, inboxName: inbox.name, reason: outcome.reason };
      const settled = { ...memory, greeted: true, offered: false, everOffered: false, declined: false, misses: 0 };
      return { ...closing(input, settled, noticeOf(inbox, outcome.angry === true, texts)), ...told, handoff };
    }
  }
}

function openingOf(
  input: BotInput,
  memory: Remembered,
  back: boolean,
  texts: Texts,
): { alone: string; before: string } {
  if (back) return { alone: texts.returned, before: texts.returned };
  if (memory.greeted) return { alone: texts.helloAgain, before: '' };
  const name = firstNameOf(input.contactName);
  if (name === null) return { alone: texts.greeting, before: texts.hello };
  const say = (template: string) => render(template, { 'contacto.nombre': name }).text;
  return { alone: say(texts.greetingNamed), before: say(texts.helloNamed) };
}

function noticeOf(inbox: BotInbox, angry: boolean, texts: Texts): string {
  if (angry) return texts.handedOverAngry;
  return inbox.id === GENERAL ? texts.handedOver : render(texts.handedOverTo, { 'bandeja.nombre': inbox.name }).text;
}

function inboxFor(inboxes: BotInbox[], turn: Turn, input: BotInput): BotInbox {
  const events = input.events.slice(-3).map((event) => event.name.replace(/[._-]+/g, ' '));
  const chosen = chooseInbox(inboxes, [...turn.customer, ...events]);
  return (
    chosen?.inbox ??
    inboxes.find((inbox) => inbox.id === GENERAL) ?? { id: GENERAL, name: 'General', description: '', keywords: [] }
  );
}

/** Anger is told whenever it shows; other feelings when they are news. */
function worthTelling(felt: string, known: string | null): boolean {
  if (felt === 'ENOJADO') return true;
  if (felt === 'NEUTRAL') return known === 'NEGATIVO' || known === 'ENOJADO';
  return felt !== known;
}

/** What was offered and refused before a person had the chat does not count any more. */
function afterReturn(memory: Remembered, at: number): Remembered {
  return { ...memory, returnedAt: at, greeted: true, offered: false, everOffered: false, misses: 0, gestured: false };
}

function joined(before: string, text: string): string {
  return before === '' ? text : `${before}\n\n${text}`;
}

function closing(input: BotInput, memory: Remembered, text: string): BotAnswer {
  return { say: text === '' ? [] : [text], memory: { ...input.memory, ...memory } };
}
