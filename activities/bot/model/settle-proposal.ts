import type { BotAnswer, BotInput, BotTicket } from '../../../domain/bot.ts';
import { stepsOf } from '../../../domain/bot-decisions.ts';
import { ticketTypes } from '../../../domain/ticket-types.ts';
import type { Sentiment } from '../../../domain/vocabulary.ts';
import type { Texts } from '../../../texts/es-ar.ts';
import type { BotHandoffRules, BotInbox, BotTickets, KnowledgeArticle } from '../bot.ts';
import { gapOf, handoffDue, miss, turnsDown } from '../decide.ts';
import { closing, gapFound, inboxFor, isBack, joined, memoryOf, newsOf, openingOf } from '../frame.ts';
import { handOff } from '../hand-off.ts';
import { pursue } from '../pursue-ticket.ts';
import { sayAnew } from '../say-anew.ts';
import { recogniseSentiment } from '../sentiment.ts';
import { wantedOf } from '../told.ts';
import { valueIn } from '../field-values.ts';
import type { TicketTalk } from '../ticket-talk.ts';
import { listen, recallTalk, rememberTalk, startOn } from '../ticket-talk.ts';
import type { Remembered, Turn } from '../turn.ts';
import { recall } from '../turn.ts';
import type { Mask } from './mask.ts';
import { emails } from './mask.ts';
import { rules } from './prompt.ts';
import type { Proposal } from './proposal.ts';
import { asksForSecrets, cleaned, questionsOf, repeats, restsOn, vouchesForAll } from './text-checks.ts';

/** What a proposal is held against: all of it known before the model was asked. */
export interface Ground {
  input: BotInput;
  turn: Turn;
  /** The articles that were shown. */
  articles: readonly KnowledgeArticle[];
  inboxes: readonly BotInbox[];
  tickets: BotTickets;
  handoff: BotHandoffRules;
  texts: Texts;
  mask: Mask;
}

/**
 * What becomes of a proposal: our own code decides, in the domain's order (ticket, then a due handoff, then an answer, a
 * question, and last the offer of a person). `unsafe` when the text that would be said does not bear the checks.
 */
export function settleProposal(proposal: Proposal, ground: Ground): BotAnswer | 'unsafe' {
  const { input, turn, inboxes, texts } = ground;
  const memory = memoryOf(input, recall(input.memory));
  const felt = recogniseSentiment(turn.text);
  const told = newsOf(feelingOf(proposal.sentiment, felt), memory.sentiment);
  const angry = felt === 'ENOJADO' || (felt === 'NEGATIVO' && proposal.sentiment === 'ENOJADO');
  const due = handoffDue(turn, memory, angry);
  const heard = listen(recallTalk(input.memory), turn.texts, ground.tickets);
  const solved = proposal.action === 'answer' || proposal.action === 'ask';
  const proposed = solved ? null : ticketOf(proposal, ground);
  const talk = proposed === null ? heard.talk : startWith(heard.talk, proposed);
  const wish = due !== null && due.angry !== true;
  const steps = stepsOf({ solved, ticket: proposed !== null, wish, angry: due?.angry === true });
  const pursued = steps.includes('ticket') ? pursue(talk, input, ground, due !== null) : null;
  memory.sentiment = told.sentiment ?? memory.sentiment;
  const also = {
    ...told,
    ...(Object.keys(heard.news).length > 0 ? { told: heard.news } : {}),
    ...(pursued?.ticket === undefined ? {} : { ticket: { ...pursued.ticket, summary: proposed?.summary ?? '' } }),
  };
  const kept = { ...input, memory: { ...input.memory, asks: 0, ...rememberTalk(pursued?.talk ?? heard.talk) } };

  if (due) {
    const inbox = inboxes.find(({ id }) => id === proposal.inboxId) ?? inboxFor(inboxes, turn, input);
    const why = reveal(proposal.reason, ground, 200);
    const reason = why === '' ? due.reason : `${due.reason}: ${why}`;
    const email = input.known?.includes('email') === true || talk.told['email'] !== undefined;
    const how = { rules: ground.handoff, inbox, reason, angry: due.angry === true, email, insists: false, texts };
    return { ...handOff({ input: kept, memory, ...how }), ...also };
  }

  const step = pursued
    ? {
        text: pursued.say,
        memory: { offered: false, misses: 0 },
        // The answer to what is asked before buying is missing all the same.
        ...(proposed?.type === 'VENTA' ? gapOf(turn.text) : {}),
      }
    : byMethod(stepOf(proposal, memory, ground), ground);
  if (step === 'unsafe') return step;
  const { asks = 0, gap, sources, offer } = step;
  const opening = openingOf(input, memory, isBack(input, recall(input.memory)), texts);
  const own = step.text === ground.handoff.message;
  const said = own ? step.text : sayAnew(step.text, turn.botSaid.at(-1) ?? null, texts);
  const text = joined(opening.before, said);
  return {
    ...closing({ ...kept, memory: { ...kept.memory, asks } }, { ...memory, ...step.memory, greeted: true }, text),
    ...also,
    ...(gap === undefined ? {} : gapFound(gap, inboxes, turn, input)),
    ...(sources === undefined ? {} : { sources }),
    ...(offer === undefined ? {} : { offer }),
  };
}

/** Who shows a message of their own offers no person. */
function byMethod(step: Step | 'unsafe', { handoff, texts }: Ground): Step | 'unsafe' {
  if (step === 'unsafe' || handoff.method !== 'message' || step.memory.offered !== true) return step;
  const { offer: _, ...rest } = step;
  return { ...rest, text: handoff.message ?? texts.cannotAnswer, memory: { ...step.memory, offered: false } };
}

function startWith(talk: TicketTalk, { subtype, summary, fields }: BotTicket): TicketTalk {
  return startOn({ ...talk, told: { ...talk.told, ...fields } }, subtype, summary);
}

interface Step {
  text: string;
  memory: Partial<Remembered>;
  /** Questions in a row, with this one. */
  asks?: number;
  gap?: string;
  sources?: string[];
  offer?: 'person';
}

const longestAnswer = 1000;
const longestQuestion = 300;
const mostAsks = 2;

function stepOf(proposal: Proposal, memory: Remembered, ground: Ground): Step | 'unsafe' {
  const { turn, articles, texts, input } = ground;
  const plain = { offered: false, misses: 0, declined: memory.declined || turnsDown(turn, memory) };
  if (proposal.action === 'answer') {
    const used = articles.filter(({ id }) => proposal.sources.includes(id));
    if (used.length > 0) {
      const text = reveal(proposal.text, ground, longestAnswer);
      if (!mayBeSaid(text, used, ground) || !restsOn(text, spoken(used))) return 'unsafe';
      return { text, memory: plain, sources: used.map(({ id }) => id) };
    }
  }
  const asked = typeof input.memory.asks === 'number' ? input.memory.asks : 0;
  if (proposal.action === 'ask' && asked < mostAsks) {
    const text = questionsOf(reveal(proposal.text, ground, longestQuestion));
    if (text === '' || asksForSecrets(text) || !mayBeSaid(text, articles, ground)) return 'unsafe';
    return { text, memory: plain, asks: asked + 1 };
  }
  if (turnsDown(turn, memory)) return { text: texts.declined, memory: { ...plain, declined: true } };
  const offered = { offered: true, everOffered: true };
  if (proposal.action === 'hand-off')
    return {
      text: texts.confirmPerson,
      memory: { ...offered, misses: memory.misses },
      offer: 'person',
      ...gapOf(turn.text),
    };
  const missed = miss(turn, memory, texts);
  return {
    text: missed.text,
    memory: missed.memory ?? {},
    ...(missed.gap === undefined ? {} : { gap: missed.gap }),
    ...(missed.memory?.offered ? { offer: 'person' as const } : {}),
  };
}

/** Anger that the words show always counts; that all is well again only when they show it. */
function feelingOf(proposed: Sentiment | null, felt: Sentiment | null): Sentiment | null {
  if (felt === 'ENOJADO') return felt;
  return proposed === null || proposed === 'NEUTRAL' ? felt : proposed;
}

/** A text of the model with the customer's data back in it; empty when it is none or names data that nobody gave. */
function reveal(text: string | null, { mask }: Ground, longest: number): string {
  const shown = mask.reveal(cleaned(text ?? '', longest));
  return shown === null ? '' : shown;
}

function mayBeSaid(text: string, articles: readonly KnowledgeArticle[], { turn }: Ground): boolean {
  return text !== '' && vouchesForAll(text, spoken(articles), turn.customer.join('\n')) && !repeats(text, rules);
}

function spoken(articles: readonly KnowledgeArticle[]): string {
  return articles.map(({ title, body }) => `${title}\n${body}`).join('\n');
}

const mostTickets = 3;
const longestSummary = 500;

/** The ticket, as far as it holds: a type and subtype of the account, not opened in this session, and data that was told. */
function ticketOf({ ticket }: Proposal, ground: Ground): BotTicket | null {
  if (ticket === null) return null;
  const { tickets, input, turn, mask } = ground;
  const before = recallTalk(input.memory).opened;
  const subtype = tickets.active.find((one) => one === ticket.subtype);
  const type = (['VENTA', 'POSTVENTA'] as const).find((one) => one === ticket.type);
  if (!subtype || !type || !(subtype in ticketTypes[type])) return null;
  if (before.includes(subtype) || before.length >= mostTickets) return null;
  const summary = mask.reveal(cleaned(ticket.summary, longestSummary));
  const safe = summary !== null && vouchesForAll(summary, spoken(ground.articles), turn.customer.join('\n'));
  return {
    type,
    subtype,
    summary: safe && summary !== '' ? summary : cleaned(turn.text, longestSummary),
    fields: fieldsOf(ticket.fields, tickets.requiredFields[subtype] ?? [], ground),
  };
}

const usualFields = ['firstName', 'lastName', 'phone', 'email', 'orderNumber'];

/** Only fields that are known, with values that stand in the customer's own words; data inside of code is no word. */
function fieldsOf(
  proposed: { name: string; value: string }[],
  required: readonly string[],
  { mask, turn, tickets }: Ground,
): Record<string, string> {
  const said = fold(turn.customer.join('\n').replace(/[{[][^{}[\]]*[}\]]/g, ' '));
  const found: Record<string, string> = {};
  const wanted = wantedOf(required, tickets.fields);
  for (const { name, value } of proposed) {
    if (!usualFields.includes(name) && !required.includes(name)) continue;
    const shown = cleaned(mask.reveal(value) ?? '', 100);
    if (shown === '' || !said.includes(fold(shown))) continue;
    if (name === 'email' && shown.match(emails)?.[0] !== shown) continue;
    const own = wanted.find((field) => field.name === name);
    const recognised = own ? valueIn(shown, own, true) : shown;
    if (recognised !== null) found[name] = recognised;
  }
  return found;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
