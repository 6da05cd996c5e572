import type { MessageRow } from './rows.ts';
import type { Instant } from './vocabulary.ts';

/** What a channel tells of a message to the customer, in whatever order it comes. */
export const toldStatuses = ['unknown', 'sent', 'delivered', 'read', 'failed'] as const;
export type ToldStatus = (typeof toldStatuses)[number];

/** Why a message did not reach the customer, the same words for every channel. */
export const failureReasons = [
  'window-closed',
  'unreachable',
  'opted-out',
  'rate-limited',
  'refused',
  'media',
  'account',
  /** A person had taken the chat before the bot's words were sent. */
  'discarded',
  'other',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export interface Told {
  at: Instant;
  reason: FailureReason | null;
  /** In the channel's own words. */
  detail: string | null;
}

/** What came to a message beside itself, before or after it. */
export interface Later {
  /** The first time each status was told of. */
  told?: Partial<Record<ToldStatus, Told>>;
  /** What the customer made of it, oldest first; the newest few. */
  edits?: Edit[];
  deletedAt?: Instant;
}

export interface Edit {
  text: string;
  at: Instant;
}

/** Edits that are kept of one message. */
export const EDITS_KEPT = 10;

/**
 * The status of a message out of all that was told of it, the same in whatever order it came. It only goes forward;
 * `failed` is final, unless the customer's own device confirmed the message after that. Source: the rules of channels.
 */
export function statusOf(base: MessageRow['status'], told: Later['told'] = {}): MessageRow['status'] {
  if (base === null || base === 'received') return base;
  const { failed, delivered, read, sent, unknown } = told;
  const confirmed = Math.max(delivered?.at ?? 0, read?.at ?? 0);
  if (failed && confirmed <= failed.at) return 'failed';
  if (read) return 'read';
  if (delivered) return 'delivered';
  if (sent) return 'sent';
  return unknown ? 'unknown' : base;
}

export interface Present {
  text: string | null;
  /** What it said before, oldest first. */
  edits: Edit[];
  editedAt: Instant | null;
  deletedAt: Instant | null;
}

/** What a line says by now. Only the customer edits and deletes, and only lines of their own. */
export function presentOf(
  row: Pick<MessageRow, 'direction' | 'text' | 'at'>,
  { edits = [], deletedAt }: Later,
): Present {
  const original = { text: row.text ?? '', at: row.at };
  const last = edits.at(-1);
  if (row.direction !== 'in') return { text: row.text, edits: [], editedAt: null, deletedAt: null };
  return {
    text: last ? last.text : row.text,
    edits: last ? [original, ...edits.slice(0, -1)] : [],
    editedAt: last?.at ?? null,
    deletedAt: deletedAt ?? null,
  };
}
