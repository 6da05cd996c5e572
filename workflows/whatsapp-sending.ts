import { ActivityFailure } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { FailureReason } from '../domain/delivery.ts';
import type { Policy } from '../domain/policy.ts';
import type { MessageRow } from '../domain/rows.ts';
import type { Address } from '../domain/state.ts';
import type { Instant } from '../domain/vocabulary.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import { fit } from './batches.ts';
import { keepLast } from './carry.ts';
import { FILE_QUEUE, WHATSAPP_QUEUE } from './queues.ts';

/** One thing to be sent to a contact. */
export interface Sending {
  /** The same, however often it is handed over. */
  id: string;
  /** Of the line it belongs to; null of a reaction. */
  messageId: string | null;
  contactId: string;
  to: Address;
  at: Instant;
  /** Of the conversation, which hears what came of it. */
  policy: Policy;
  what:
    | ({ kind: 'message' } & Pick<MessageRow, 'author' | 'type' | 'text' | 'media' | 'replyTo' | 'content'>)
    | { kind: 'reaction'; messageId: string; emoji: string | null };
}

/** What came of one attempt. */
export type Attempt =
  | { fate: 'sent'; external: string }
  | { fate: 'failed'; reason: FailureReason; detail: string }
  /** Not taken, and certainly not sent: to be tried again. */
  | { fate: 'later'; pace: Pace; reason: FailureReason; detail: string };

/** `halt`: the account cannot send · `number`, `pair`: too fast · `passing`: a trouble that passes. */
export type Pace = 'halt' | 'number' | 'pair' | 'passing';

/** What is told of a sending in the end. */
export type Fate = Extract<Attempt, { fate: 'sent' | 'failed' }> | { fate: 'unknown'; detail: string };

export interface WhatsAppActivities {
  /** Whatever may be done twice before the one attempt: files of ours are given to the provider. Resolves to its id of the file. */
  prepareSending(sending: Sending): Promise<{ mediaId: string | null }>;
  /** One attempt. It never fails once the provider may have taken the message: then its silence is the answer. */
  attemptSending(sending: Sending, prepared: { mediaId: string | null }): Promise<Attempt>;
  /** Writes what came of it, and tells the conversation what it has to know. */
  recordFate(sending: Sending, fate: Fate, at: Instant): Promise<void>;
}

export interface SendingInput {
  contactId: string;
  queue: Sending[];
  /** Ids of what was handed over, oldest first; only from one run to the next. */
  known?: string[];
}

export const send = defineSignal<[Sending[]]>('send');

const preparing = proxyActivities<WhatsAppActivities>({
  taskQueue: FILE_QUEUE,
  startToCloseTimeout: '2 min',
  scheduleToCloseTimeout: '1 h',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 min' },
  summary: supervisorTexts.activities.whatsapp,
});
/** Once, whatever comes of it: there is no key that would make two of them one message. */
const attempting = proxyActivities<WhatsAppActivities>({
  taskQueue: WHATSAPP_QUEUE,
  startToCloseTimeout: '30 s',
  retry: { maximumAttempts: 1 },
  summary: supervisorTexts.activities.whatsapp,
});
const recording = proxyActivities<WhatsAppActivities>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', maximumInterval: '1 min' },
  summary: supervisorTexts.activities.whatsapp,
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** How long a message is held up before it counts as not sent. */
const patience: Record<Pace, number> = {
  halt: 60 * MINUTE,
  number: 60 * MINUTE,
  pair: 60 * MINUTE,
  passing: 15 * MINUTE,
};
/** A handover may be repeated after an outage: for so long what was handed over is remembered. */
const LINGER = 24 * 60 * MINUTE;
const KNOWN = 500;

/**
 * Sends to one contact, in order, each at most once. There is no key by which the provider would know a repetition, so an
 * attempt whose end nobody has seen is never repeated: it is `unknown` until the provider tells of it.
 */
export async function whatsappSending(input: SendingInput): Promise<void> {
  setCurrentDetails(supervisorTexts.whatsappSending);
  const queue: Sending[] = [];
  const fates: { sending: Sending; fate: Fate; at: Instant }[] = [];
  let known = input.known ?? [];
  let quietSince = Date.now();
  let over = false;
  const add = (sendings: readonly Sending[]) => {
    for (const sending of sendings) {
      if (known.includes(sending.id)) continue;
      known = keepLast(known, sending.id, KNOWN);
      queue.push(sending);
    }
  };
  setHandler(send, add, { description: 'More to send' });
  // What a run hands to the next is known already.
  if (input.known) queue.push(...input.queue);
  else add(input.queue);
  void linger();
  void record();
  for (;;) {
    await condition(() => queue.length > 0 || (over && fates.length === 0));
    const sending = queue[0];
    if (!sending) return;
    fates.push({ sending, fate: await deliver(sending), at: Date.now() });
    queue.shift();
    quietSince = Date.now();
    if (!workflowInfo().continueAsNewSuggested || !fit(queue)) continue;
    await condition(() => fates.length === 0);
    await continueAsNew<typeof whatsappSending>({ ...input, queue, known });
  }

  /** One timer, looked at again when it rings: no sending resets it. */
  async function linger(): Promise<void> {
    for (let left = LINGER; left > 0; left = quietSince + LINGER - Date.now()) await sleep(left);
    over = true;
  }

  /** In order, and no sending waits for it: the store may be away. */
  async function record(): Promise<void> {
    for (;;) {
      await condition(() => fates.length > 0);
      const [first] = fates;
      if (first) await recording.recordFate(first.sending, first.fate, first.at);
      fates.shift();
    }
  }
}

async function deliver(sending: Sending): Promise<Fate> {
  const since = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    const result = await once(sending);
    if (result.fate !== 'later') return result;
    const wait = pauseOf(result.pace, attempt);
    if (Date.now() + wait > since + patience[result.pace])
      return { fate: 'failed', reason: result.reason, detail: result.detail };
    await sleep(wait);
  }
}

async function once(sending: Sending): Promise<Attempt | Extract<Fate, { fate: 'unknown' }>> {
  let prepared: { mediaId: string | null } = { mediaId: null };
  if (sending.what.kind === 'message' && sending.what.media) {
    try {
      prepared = await preparing.prepareSending(sending);
    } catch (error) {
      return { fate: 'failed', reason: 'media', detail: reasonOf(error) };
    }
  }
  try {
    return await attempting.attemptSending(sending, prepared);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return { fate: 'unknown', detail: reasonOf(error) };
  }
}

/** Milliseconds. Source: a pair that is over its rate is asked again after 4 to the power of n seconds. */
function pauseOf(pace: Pace, attempt: number): number {
  if (pace === 'halt') return MINUTE;
  if (pace === 'pair') return 4 ** Math.min(attempt + 1, 5) * SECOND;
  return Math.min(2 ** attempt, 60) * SECOND;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return String((cause as Error | undefined)?.message ?? error).slice(0, 300);
}
