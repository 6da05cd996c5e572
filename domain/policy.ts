import type { RoomRules } from './rooms.ts';
import type { TicketSubtype } from './ticket-types.ts';
import type { BotMode, Duration, ReopenTo } from './vocabulary.ts';

/**
 * The account's rules as a conversation needs them: a versioned guard fact that travels with every
 * message and command, so that the workflow decides without I/O. Durations in milliseconds.
 */
export interface Policy {
  /** Grows with every change of settings; an older policy never replaces a newer one. */
  version: number;
  botMode: BotMode;
  reopenTo: ReopenTo;
  /** Session window of this conversation's channel. */
  window: Duration;
  unattendedAfter: Duration;
  unansweredAfter: Duration;
  windowClosingBefore: Duration;
  /** How long a contact stays quiet in EXPIRADO or Cerradas before its workflow ends. */
  retireAfter: Duration;
  /** Whether any webhook endpoint wants to hear of this conversation. */
  webhooks: boolean;
  tickets?: TicketRules;
  /** Whom rooms tell of what; absent: there are none. */
  rooms?: RoomRules;
  /** What the customer is told where a bot that failed leaves them to people; the catalogue's text when left out. */
  handedOver?: string;
}

/** Absent from messages of before tickets: then as by default. */
export interface TicketRules {
  /** How long a ticket may stay ABIERTO before supervisors are told. */
  unattendedAfter: Duration;
  /** The subtypes that the bot may open; none while tickets are off. */
  subtypes: readonly TicketSubtype[];
  /** What a subtype asks for besides names and phone. */
  fields: Partial<Record<TicketSubtype, readonly string[]>>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const defaultTicketRules: TicketRules = { unattendedAfter: 4 * HOUR, subtypes: [], fields: {} };

export const defaultPolicy: Policy = {
  version: 0,
  botMode: 'builtin',
  reopenTo: 'bot',
  window: DAY,
  unattendedAfter: 5 * MINUTE,
  unansweredAfter: 10 * MINUTE,
  windowClosingBefore: HOUR,
  retireAfter: 30 * DAY,
  webhooks: false,
};
