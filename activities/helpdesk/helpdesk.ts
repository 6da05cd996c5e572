/** A helpdesk of another house, in which the team goes on with a case by e-mail. */
export interface Helpdesk {
  /** Asks something that changes nothing; throws a `HelpdeskError` where tickets could not be opened. */
  probe(): Promise<void>;
  /** What `open` sends: built once and kept, so that a repeat is the same to the byte. */
  compose(matter: Matter): string;
  /** Opens a ticket. The same key with the same body is one ticket for as long as the helpdesk keeps keys, if it does. */
  open(body: string, key: string): Promise<Opened>;
  /** The ticket that carries our id, opened at `since` (milliseconds since the epoch) or later; null where there is none. */
  find(externalId: string, since: number): Promise<Opened | null>;
  /** Adds what the customer wrote later. `attempt` above 1: the one before may have been taken. */
  add(ticketId: string, note: Note, attempt: number): Promise<void>;
}

/** What a ticket tells. */
export interface Matter {
  /** Our id of it. */
  externalId: string;
  contactId: string;
  subject: string;
  reason: string;
  email: string;
  name: string;
  chatUrl: string;
  lines: MatterLine[];
}

export interface MatterLine {
  id: string;
  from: 'contact' | 'bot' | 'agent' | 'system';
  author: string;
  text: string;
  /** ISO 8601, UTC. */
  at: string;
  /** The same, as people in the account's zone read it. */
  time: string;
}

export interface Note {
  /** Our id of it. */
  id: string;
  email: string;
  name: string;
  text: string;
  /** ISO 8601, UTC. */
  at: string;
}

export interface Opened {
  ticketId: string;
  /** Where people open it. */
  url: string;
}

/**
 * `credentials`, `not-found`, `refused`, `forbidden`: trying again changes nothing · `busy`: it has not been taken now ·
 * `unclear`, `timeout`, `unreachable`, `tls`: nobody knows whether it was taken.
 */
export type HelpdeskTrouble =
  | 'credentials'
  | 'not-found'
  | 'refused'
  | 'forbidden'
  | 'busy'
  | 'unclear'
  | 'timeout'
  | 'unreachable'
  | 'tls';

/** Why a helpdesk did not do what it was asked. Its message holds no secret. */
export class HelpdeskError extends Error {
  readonly trouble: HelpdeskTrouble;
  /** How long the helpdesk asks to wait; milliseconds. */
  readonly waitMs: number | null;
  constructor(trouble: HelpdeskTrouble, message: string, waitMs: number | null = null) {
    super(message);
    this.name = 'HelpdeskError';
    this.trouble = trouble;
    this.waitMs = waitMs;
  }
  /** Whether trying again would end the same. */
  get isFinal(): boolean {
    return ['credentials', 'not-found', 'refused', 'forbidden'].includes(this.trouble);
  }
}
