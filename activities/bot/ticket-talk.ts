import type { BotMemory, BotTicket } from '../../domain/bot.ts';
import { ticketFields, ticketSubtypes, ticketTypeOf } from '../../domain/ticket-types.ts';
import type { TicketSubtype } from '../../domain/ticket-types.ts';
import type { Texts } from '../../texts/es-ar.ts';
import { fieldInSentence } from '../../texts/field-names.ts';
import { render } from '../../texts/render.ts';
import type { BotTickets } from './bot.ts';
import { looksMeant, typeOfField } from './field-values.ts';
import { refuses } from './refusal.ts';
import { smallTalkOf } from './small-talk.ts';
import { type Told, toldIn, wantedOf } from './told.ts';

/** What a chat has come to on the way to a ticket, out of the bot's memory. */
export interface TicketTalk {
  /** What a ticket is going to be opened for, once what is missing was told or asked for often enough. */
  matter: TicketSubtype | null;
  /** What it is about, in the customer's words. */
  about: string;
  /** The fields that were asked for last. */
  asking: string[];
  /** How often each field was asked for. */
  asked: Record<string, number>;
  /** Questions in a row that were not answered. */
  failed: number;
  /** In this turn: an answer came that has no value of what was asked for, but seems to be meant as one. */
  unread: boolean;
  /** Questions that the customer would or could not answer, and said so. */
  refused: number;
  told: Told;
  /** Subtypes that tickets were opened for since the session began. */
  opened: string[];
}

/**
 * Each field is asked for at most twice, and not again where the customer says that they will not or cannot tell it. Who
 * says so twice, or leaves four questions in a row open, is asked no more. Source: the ticket rules of the domain.
 */
const mostAsks = 2;
const mostRefused = 2;
const mostFailed = 4;
const longestAbout = 300;

export function recallTalk(memory: BotMemory): TicketTalk {
  const { matter, talk, tickets } = memory;
  return {
    matter: ticketSubtypes.find((subtype) => subtype === matter) ?? null,
    about: '',
    asking: [],
    asked: {},
    failed: 0,
    unread: false,
    refused: 0,
    told: {},
    ...(typeof talk === 'string' && talk !== '' ? (JSON.parse(talk) as Partial<TicketTalk>) : {}),
    opened: typeof tickets === 'string' ? tickets.split(',').filter((one) => one !== '') : [],
  };
}

export function rememberTalk({ matter, about, asking, asked, failed, refused, told, opened }: TicketTalk): BotMemory {
  const open = matter === null ? {} : { about, asking, asked, failed, refused };
  const kept = JSON.stringify({ ...open, ...(Object.keys(told).length > 0 ? { told } : {}) });
  return { matter, talk: kept === '{}' ? null : kept, tickets: opened.join(',') };
}

/** Takes what the new lines tell of the customer: the talk with it, and what of it is new. */
export function listen(
  before: TicketTalk,
  texts: readonly string[],
  { requiredFields, fields }: Pick<BotTickets, 'requiredFields' | 'fields'>,
): { talk: TicketTalk; news: Told } {
  const talk = { ...before };
  const news: Told = {};
  const wanted = wantedOf(talk.matter === null ? [] : (requiredFields[talk.matter] ?? []), fields);
  for (const text of texts) {
    for (const line of text.split('\n')) {
      const found = toldIn(line, talk.told, talk.asking, wanted);
      Object.assign(news, found);
      talk.told = { ...talk.told, ...found };
    }
  }
  if (talk.matter === null || talk.asking.length === 0 || isWaiting(texts)) return { talk, news };
  if (talk.asking.some((field) => news[field] !== undefined)) return { talk: { ...talk, failed: 0 }, news };
  const refused = texts.some(refuses);
  const unread = !refused && Object.keys(news).length === 0 && isMeant(texts, talk.asking, fields);
  const given = Object.fromEntries(talk.asking.map((field) => [field, mostAsks]));
  return {
    talk: {
      ...talk,
      failed: talk.failed + 1,
      unread,
      ...(refused ? { refused: talk.refused + 1, asked: { ...talk.asked, ...given } } : {}),
    },
    news,
  };
}

function isMeant(texts: readonly string[], [name = '']: string[], fields: BotTickets['fields'] = {}): boolean {
  const type = fields[name]?.type ?? typeOfField(name);
  return texts.some((text) => looksMeant(text, { name, type }));
}

/** "Un segundo que lo busco": the answer is on its way. */
export function isWaiting(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => smallTalkOf(text) === 'wait');
}

export function startOn(talk: TicketTalk, matter: TicketSubtype, about: string): TicketTalk {
  return {
    ...talk,
    matter,
    about: about.slice(0, longestAbout),
    asking: [],
    asked: {},
    failed: 0,
    unread: false,
    refused: 0,
  };
}

/** What is said while data is asked for belongs to the matter too. */
export function addTo(talk: TicketTalk, text: string): TicketTalk {
  return { ...talk, about: `${talk.about}\n${text}`.slice(0, longestAbout) };
}

export function drop(talk: TicketTalk): TicketTalk {
  return { ...talk, matter: null, asking: [] };
}

/** The next thing to ask for the ticket, with the talk as it is once it was asked; null when there is nothing to ask. */
export function nextQuestion(
  talk: TicketTalk,
  known: readonly string[],
  { requiredFields, fields: labels }: Pick<BotTickets, 'requiredFields' | 'fields'>,
  texts: Texts,
): { text: string; talk: TicketTalk } | null {
  if (talk.matter === null || talk.failed >= mostFailed || talk.refused >= mostRefused) return null;
  const needed = [...new Set([...ticketFields, ...(requiredFields[talk.matter] ?? [])])];
  const missing = needed.filter(
    (field) => !known.includes(field) && talk.told[field] === undefined && (talk.asked[field] ?? 0) < mostAsks,
  );
  const [first] = missing;
  if (first === undefined) return null;
  const fields = first === 'firstName' && missing.includes('lastName') ? ['firstName', 'lastName'] : [first];
  const again = talk.asking.length > 0 && fields.every((field) => talk.asking.includes(field)) && talk.failed > 0;
  const asked = { ...talk.asked };
  for (const field of fields) asked[field] = (asked[field] ?? 0) + 1;
  const dato = fieldInSentence(first, labels);
  const question = questionFor(fields, dato, texts);
  const text = !again
    ? question
    : talk.unread
      ? render(texts.askFieldUnread, { dato }).text
      : `${texts.askAgain} ${question}`;
  return { text, talk: { ...talk, asking: fields, asked } };
}

function questionFor(fields: string[], dato: string, texts: Texts): string {
  if (fields.length > 1) return texts.askName;
  const [field = ''] = fields;
  switch (field) {
    case 'firstName':
      return texts.askFirstName;
    case 'lastName':
      return texts.askLastName;
    case 'phone':
      return texts.askPhone;
    case 'email':
      return texts.askEmail;
    case 'orderNumber':
      return texts.askOrderNumber;
    default:
      return render(texts.askField, { dato }).text;
  }
}

/** The ticket of the talk, with what was told, and the talk without it. */
export function fileOf(talk: TicketTalk, subtype: TicketSubtype): { ticket: BotTicket; talk: TicketTalk } {
  const ticket = { type: ticketTypeOf(subtype), subtype, summary: talk.about, fields: talk.told };
  // The number of this order says nothing of the next matter.
  const told = Object.fromEntries(Object.entries(talk.told).filter(([field]) => ofPerson.has(field)));
  return { ticket, talk: { ...drop(talk), told, opened: [...talk.opened, subtype] } };
}

const ofPerson = new Set(['firstName', 'lastName', 'phone', 'email']);

/** Whether the account lets the bot open one for it, and it has not done so in this session. */
export function mayOpen(talk: TicketTalk, { active }: Pick<BotTickets, 'active'>, subtype: TicketSubtype): boolean {
  return active.includes(subtype) && !talk.opened.includes(subtype);
}
