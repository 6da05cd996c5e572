import type { BotAnswer, BotInput } from '../../domain/bot.ts';
import { stepsOf } from '../../domain/bot-decisions.ts';
import { ticketTypeOf } from '../../domain/ticket-types.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { withOwnTexts } from '../../texts/render.ts';
import type { Bot, BotHandoffRules, BotInbox, BotTickets, BotWorld, KnowledgeArticle } from './bot.ts';
import { decide, type Outcome, turnsDown } from './decide.ts';
import { closing, gapFound, inboxFor, isBack, joined, memoryOf, newsOf, openingOf } from './frame.ts';
import { handOff } from './hand-off.ts';
import { isSettled, matterOf } from './matter.ts';
import { smallTalkOf } from './small-talk.ts';
import { sayAnew } from './say-anew.ts';
import { recogniseSentiment } from './sentiment.ts';
import type { TicketTalk } from './ticket-talk.ts';
import { addTo, drop, isWaiting, listen, mayOpen, recallTalk, rememberTalk, startOn } from './ticket-talk.ts';
import { pursue } from './pursue-ticket.ts';
import type { Told } from './told.ts';
import type { Remembered, Turn } from './turn.ts';
import { readTurn, recall } from './turn.ts';

/**
 * The bot that needs no key: rules, a search of the knowledge base and the catalogue of texts. It says nothing that is
 * not in an article or in the catalogue, so a customer's words cannot change what it does. No clock, no chance.
 */
export function createBuiltinBot(world: BotWorld): Bot {
  return {
    async answer(input, signal) {
      signal?.throwIfAborted();
      const [articles, inboxes, own, tickets, handoff] = await Promise.all([
        world.articles(),
        world.inboxes(),
        world.texts?.() ?? {},
        world.tickets?.() ?? noTickets,
        world.handoff?.() ?? byInbox,
      ]);
      signal?.throwIfAborted();
      return converse(input, { articles, inboxes, tickets, handoff, texts: withOwnTexts(own) });
    },
  };
}

const noTickets: BotTickets = { active: [], requiredFields: {} };
const byInbox: BotHandoffRules = { method: 'inbox' };

interface Account {
  articles: readonly KnowledgeArticle[];
  inboxes: readonly BotInbox[];
  tickets: BotTickets;
  handoff: BotHandoffRules;
  texts: Texts;
}

function converse(input: BotInput, account: Account): BotAnswer {
  const turn = readTurn(input);
  const before = recall(input.memory);
  const back = isBack(input, before);
  const memory = memoryOf(input, before);
  if (!turn.any) return closing(input, memory, back ? account.texts.returned : '');

  const felt = turn.text === '' ? null : recogniseSentiment(turn.text);
  const mood = newsOf(felt, memory.sentiment);
  const { talk, news } = listen(recallTalk(input.memory), turn.texts, account.tickets);
  const outcome = outcomeOf(turn, memory, talk, felt === 'ENOJADO', account);
  memory.sentiment = mood.sentiment ?? memory.sentiment;
  const told = Object.keys(news).length > 0 ? { told: news } : {};
  return { ...carryOut({ input, turn, memory, talk, news, outcome, back, account }), ...mood, ...told };
}

/** What the bot comes to by itself. While data for a ticket is asked for, data takes no offer of a person. */
function outcomeOf(turn: Turn, memory: Remembered, talk: TicketTalk, angry: boolean, account: Account): Outcome {
  const { articles, texts, handoff } = account;
  const offered = talk.matter === null ? memory : { ...memory, offered: false, everOffered: false };
  const outcome = decide(turn, offered, { articles, texts, angry });
  if (outcome.kind === 'say' && outcome.found !== undefined && isSettled(turn.text))
    return { kind: 'say', text: texts.acknowledged, memory: { offered: false, misses: 0 } };
  // Who shows a message of their own offers no person.
  if (handoff.method !== 'message' || outcome.kind !== 'say' || outcome.memory?.offered !== true) return outcome;
  return { ...outcome, text: handoff.message ?? texts.cannotAnswer, memory: { ...outcome.memory, offered: false } };
}

interface Finding {
  input: BotInput;
  turn: Turn;
  memory: Remembered;
  talk: TicketTalk;
  news: Told;
  outcome: Outcome;
  back: boolean;
  account: Account;
}

/** The domain's order: the ticket, then the handoff, then what is left to say. */
function carryOut(finding: Finding): BotAnswer {
  const { input, turn, memory, news, outcome, account } = finding;
  const due = dueOf(finding);
  const talk = due === null && letsBe(finding) ? drop(finding.talk) : onMatter(finding);
  const steps = stepsOf({
    solved: talk.matter === null && !(outcome.kind === 'say' && outcome.found === 'nothing'),
    ticket: talk.matter !== null,
    wish: due !== null && !due.angry,
    angry: due?.angry === true,
  });
  const waits = due === null && talk.asking.length > 0 && isWaiting(turn.texts);
  const pursued =
    steps.includes('ticket') && !waits ? pursue(talk, input, account, due !== null || isLeaving(turn)) : null;
  const kept = { ...input, memory: { ...input.memory, ...rememberTalk(pursued?.talk ?? talk) } };
  const ticket = pursued?.ticket === undefined ? {} : { ticket: pursued.ticket };
  if (due !== null) {
    const { handoff: rules, inboxes, texts } = account;
    const inbox = inboxFor(inboxes, turn, input);
    const email = input.known?.includes('email') === true || talk.told['email'] !== undefined;
    return { ...handOff({ ...due, input: kept, memory, rules, inbox, email, texts }), ...ticket };
  }
  if (pursued !== null) {
    const isData = Object.keys(news).length > 0 || talk.unread;
    const answered = outcome.kind === 'say' && outcome.found === 'answer' && !isData;
    const text = answered ? joined(outcome.text, pursued.say) : pursued.say;
    const plain = { offered: false, misses: 0, greeted: true };
    const gap = startsSale(finding, talk) && outcome.kind === 'say' ? outcome.gap : undefined;
    const also = gap === undefined ? {} : gapFound(gap, account.inboxes, turn, input);
    return { ...closing(kept, { ...memory, ...plain }, joined(openingBefore(finding), text)), ...ticket, ...also };
  }
  return spoken({ ...finding, input: kept });
}

/** A ticket that begins with a question about what is sold: the answer is missing all the same. */
function startsSale({ talk: before }: Finding, { matter }: TicketTalk): boolean {
  return before.matter === null && matter !== null && ticketTypeOf(matter) === 'VENTA';
}

/** Why the chat goes to people in this turn: what was found, or what waits for an e-mail address. */
function dueOf({ turn, memory, outcome }: Finding): { reason: string; angry: boolean; insists: boolean } | null {
  const waiting = memory.handing !== '';
  if (outcome.kind === 'handoff') {
    return { reason: outcome.reason, angry: outcome.angry === true, insists: waiting };
  }
  if (!waiting || turnsDown(turn, { ...memory, offered: false })) return null;
  return { reason: memory.handing, angry: false, insists: false };
}

/** All is well by now, or who only wanted to know before buying takes their leave. */
function letsBe({ turn, talk, news }: Finding): boolean {
  if (isSettled(turn.text)) return true;
  const sale = talk.matter !== null && ticketTypeOf(talk.matter) === 'VENTA';
  return sale && isLeaving(turn) && Object.keys(news).length === 0;
}

function isLeaving({ texts, text }: Turn): boolean {
  const talk = texts.length === 0 ? null : smallTalkOf(text);
  return talk === 'bye' || talk === 'thanks';
}

/** The talk on what the chat is about, if a ticket may be opened for it and what is known does not settle it. */
function onMatter({ turn, talk, news, outcome, account: { tickets } }: Finding): TicketTalk {
  if (talk.matter !== null) {
    const says = Object.keys(news).length === 0 && turn.text !== '' && smallTalkOf(turn.text) === null;
    return says ? addTo(talk, turn.text) : talk;
  }
  if (tickets.active.length === 0 || turn.text === '') return talk;
  const own = matterOf(turn.texts);
  const matter = own ?? (outcome.kind === 'say' && outcome.unhelped === true ? matterOf(turn.customer) : null);
  const settled = outcome.kind === 'say' && outcome.found === 'answer' && matter?.particular !== true;
  if (matter === null || settled || !mayOpen(talk, tickets, matter.subtype)) return talk;
  return startOn(talk, matter.subtype, own === null ? turn.customer.join('\n') : turn.text);
}

function openingBefore({ input, memory, back, account: { texts } }: Finding): string {
  return openingOf(input, memory, back, texts).before;
}

function spoken(finding: Finding): BotAnswer {
  const { input, turn, back, outcome, account } = finding;
  const { texts } = account;
  const memory = { ...finding.memory, handing: '', emailAsks: 0 };
  const opening = openingOf(input, memory, back, texts);
  const lastSaid = turn.botSaid.at(-1) ?? null;
  switch (outcome.kind) {
    case 'silent':
      return closing(input, memory, '');
    case 'greet':
      return closing(input, { ...memory, ...outcome.memory, greeted: true }, sayAnew(opening.alone, lastSaid, texts));
    case 'say': {
      const {
        text,
        gap,
        memory: more,
      } = leftData(finding) ? { ...outcome, text: texts.introduced, memory: {}, gap: undefined } : outcome;
      const said = joined(opening.before, text === account.handoff.message ? text : sayAnew(text, lastSaid, texts));
      // Who is asked for other words first is not led past them.
      const offers = more?.offered === true && text !== texts.notUnderstood;
      const offer = offers ? { offer: 'person' as const } : {};
      const also = gap === undefined ? {} : gapFound(gap, account.inboxes, turn, input);
      return { ...closing(input, { ...memory, ...more, greeted: true }, said), ...offer, ...also };
    }
    case 'handoff':
      throw new Error('a handoff is carried out before');
  }
}

/** A name or an address where nothing was asked is no question that could not be answered; after a ticket it is for that. */
function leftData({ turn, talk, news, outcome }: Finding): boolean {
  const personal = ['firstName', 'lastName', 'phone', 'email'].some((field) => news[field] !== undefined);
  if (!personal || outcome.kind !== 'say' || /[?¿]/.test(turn.text)) return false;
  return outcome.found === 'nothing' || (talk.opened.length > 0 && smallTalkOf(turn.text) === 'contact');
}
