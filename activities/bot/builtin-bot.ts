import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import { GENERAL } from '../../domain/vocabulary.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { render, withOwnTexts } from '../../texts/render.ts';
import { fitAnswer } from './article-answer.ts';
import type { Bot, BotInbox, BotWorld, KnowledgeArticle } from './bot.ts';
import { chooseInbox } from './choose-inbox.ts';
import { firstNameOf } from './first-name.ts';
import { goodEnough, searchKnowledge } from './search-knowledge.ts';
import { recogniseSentiment } from './sentiment.ts';
import { givesContactData, type SmallTalk, smallTalkOf } from './small-talk.ts';
import { readTurn, recall, type Remembered, type Turn } from './turn.ts';
import { wantsPerson } from './wants-person.ts';
import { isNo, isYes } from './yes-no.ts';

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

/** What a turn comes to, before the greeting is put in front of it. */
type Outcome =
  | { kind: 'say'; text: string; memory?: Partial<Remembered> }
  | { kind: 'miss'; gap: string | null }
  | { kind: 'handoff'; reason: string; angry?: boolean }
  | { kind: 'silent' };

function converse(input: BotInput, articles: KnowledgeArticle[], inboxes: BotInbox[], texts: Texts): BotAnswer {
  const turn = readTurn(input);
  const back = input.returned !== null && input.returned.at !== recall(input.memory).returnedAt;
  const memory = back ? afterReturn(recall(input.memory), input.returned?.at ?? 0) : recall(input.memory);
  const opening = openingOf(input, memory, back, texts);
  if (!turn.any) return finish(input, memory, back ? [texts.returned] : []);

  const felt = turn.text === '' ? null : recogniseSentiment(turn.text);
  const sentiment = felt !== null && worthTelling(felt, memory.sentiment) ? felt : undefined;
  if (sentiment !== undefined) memory.sentiment = sentiment;
  const told = sentiment === undefined ? {} : { sentiment };

  const outcome = decide(input, turn, memory, articles, texts, felt === 'ENOJADO');
  switch (outcome.kind) {
    case 'silent':
      return { ...finish(input, memory, []), ...told };
    case 'handoff': {
      const inbox = inboxFor(inboxes, turn, input);
      Object.assign(memory, { offered: false, declined: false, misses: 0, greeted: true });
      const say = handoverText(inbox, outcome.angry === true, texts);
      const handoff = { inboxId: inbox.id, inboxName: inbox.name, reason: outcome.reason };
      return { ...finish(input, memory, [say]), ...told, handoff };
    }
    case 'say': {
      Object.assign(memory, outcome.memory);
      const say = outcome.text === '' ? opening.alone : joined(opening.before, outcome.text);
      return { ...finish(input, { ...memory, greeted: true }, [say]), ...told };
    }
    case 'miss': {
      const say = missText(memory, back, turn, texts);
      Object.assign(memory, { misses: memory.misses + 1, offered: say.offers, greeted: true });
      const gap = outcome.gap === null ? {} : { gap: outcome.gap };
      return { ...finish(input, memory, [joined(opening.before, say.text)]), ...told, ...gap };
    }
  }
}

/** The order of decisions: an answer to an offer, a wish or anger, small talk, the knowledge base, and then a miss. */
function decide(
  input: BotInput,
  turn: Turn,
  memory: Remembered,
  articles: KnowledgeArticle[],
  texts: Texts,
  angry: boolean,
): Outcome {
  const wish = wantsPerson(turn.text);
  if (angry && wish !== 'no') return { kind: 'handoff', reason: 'Cliente enojado', angry: true };
  if (wish === 'yes') return { kind: 'handoff', reason: 'Pidió hablar con una persona' };

  const lastLine = turn.texts.at(-1) ?? '';
  const accepts = memory.offered && turn.texts.some((text) => isYes(text) || givesContactData(text)) && !isNo(lastLine);
  if (accepts && wish !== 'no') return { kind: 'handoff', reason: 'Aceptó pasar con una persona' };

  const declines = wish === 'no' || (memory.offered && turn.texts.some(isNo));
  if (declines) {
    const found = answerFrom(articles, turn, input);
    const calm = { offered: false, declined: true, misses: 0 };
    const ends = turn.texts.some((text) =>
      ['thanks', 'bye'].includes(smallTalkOf(text.replace(/^\s*no\b/i, '')) ?? ''),
    );
    return { kind: 'say', text: found ?? (ends ? texts.thanks : texts.declined), memory: calm };
  }

  if (turn.text === '') return wordless(turn, memory, texts);
  const talk = smallTalkOf(turn.text);
  if (talk === 'unhelped') return memory.declined ? { kind: 'miss', gap: turn.before } : unhelped(texts, turn);
  if (talk !== null) return chat(talk, memory, texts);

  const found = answerFrom(articles, turn, input);
  if (found !== null) return { kind: 'say', text: found, memory: { misses: 0, offered: false } };
  return { kind: 'miss', gap: turn.text.slice(0, longestGap) };
}

const longestGap = 300;

function answerFrom(articles: KnowledgeArticle[], turn: Turn, input: BotInput): string | null {
  const direct = searchKnowledge(articles, turn.text).filter((found) => found.score >= goodEnough);
  const leaning = leansOnBefore(turn)
    ? searchKnowledge(articles, `${turn.before}\n${turn.text}`).filter((found) => found.score >= goodEnough)
    : [];
  const recent = input.lines.filter((line) => line.from === 'bot').slice(-4);
  for (const { article } of direct.length > 0 ? direct.slice(0, 2) : leaning.slice(0, 2)) {
    const text = fitAnswer(article.body, turn.text);
    // What was just said did not help: saying it again would be a loop.
    if (!recent.some((line) => line.text.includes(text.slice(0, 60)))) return text;
  }
  return null;
}

/** A short question that starts as a continuation: "¿y con transferencia?". */
function leansOnBefore(turn: Turn): boolean {
  return (
    turn.before !== null &&
    turn.text.length < 60 &&
    /^\s*[¿¡]*(?:y|e|o|pero|entonces|también|tambien)\b/i.test(turn.text)
  );
}

function wordless(turn: Turn, memory: Remembered, texts: Texts): Outcome {
  if (turn.unreadable) return { kind: 'say', text: texts.onlyText, memory: { offered: true } };
  if (!memory.greeted) return { kind: 'say', text: '', memory: { gestured: true } };
  if (memory.gestured) return { kind: 'silent' };
  return { kind: 'say', text: texts.sticker, memory: { gestured: true } };
}

function unhelped(texts: Texts, turn: Turn): Outcome {
  void turn;
  return { kind: 'say', text: texts.notHelpful, memory: { offered: true } };
}

function chat(talk: Exclude<SmallTalk, 'unhelped'>, memory: Remembered, texts: Texts): Outcome {
  switch (talk) {
    case 'greeting':
      return { kind: 'say', text: memory.greeted ? texts.helloAgain : '' };
    case 'emoji':
      return memory.greeted && memory.gestured
        ? { kind: 'silent' }
        : { kind: 'say', text: memory.greeted ? texts.sticker : '', memory: { gestured: true } };
    case 'identity':
      return { kind: 'say', text: texts.whoIAm, memory: { offered: true, greeted: true } };
    case 'thanks':
      return { kind: 'say', text: texts.thanks };
    case 'bye':
      return { kind: 'say', text: texts.bye };
    case 'ack':
      return { kind: 'say', text: memory.greeted ? texts.acknowledged : '' };
    case 'laugh':
      return memory.gestured
        ? { kind: 'silent' }
        : { kind: 'say', text: memory.greeted ? texts.laugh : '', memory: { gestured: true } };
    case 'wellbeing':
      return { kind: 'say', text: texts.wellbeing };
    case 'testing':
      return { kind: 'say', text: texts.justTesting };
    case 'introduction':
      return { kind: 'say', text: texts.introduced };
    case 'apology':
      return { kind: 'say', text: texts.apology };
  }
}

/** Two misses in a row offer a person; whoever has turned one down, or comes from one, is first asked for more. */
function missText(memory: Remembered, back: boolean, turn: Turn, texts: Texts): { text: string; offers: boolean } {
  void turn;
  const spared = memory.declined || back || memory.returnedAt !== 0;
  if (memory.misses === 0)
    return spared ? { text: texts.cannotAnswer, offers: false } : { text: texts.notUnderstood, offers: true };
  return memory.misses % 2 === 1
    ? { text: texts.offerPerson, offers: true }
    : { text: texts.offerStands, offers: true };
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
  const say = (template: string) => render(template, { 'contacto.nombre': name }).text;
  return name === null
    ? { alone: texts.greeting, before: texts.hello }
    : { alone: say(texts.greetingNamed), before: say(texts.helloNamed) };
}

function handoverText(inbox: BotInbox, angry: boolean, texts: Texts): string {
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

function afterReturn(memory: Remembered, at: number): Remembered {
  return { ...memory, returnedAt: at, greeted: true, offered: false, misses: 0, gestured: false };
}

function joined(before: string, text: string): string {
  return before === '' ? text : `${before}\n\n${text}`;
}

function finish(input: BotInput, memory: Remembered, say: string[]): BotAnswer {
  return { say: say.filter((text) => text !== ''), memory: { ...input.memory, ...memory } };
}
