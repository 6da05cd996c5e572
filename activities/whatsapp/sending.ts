import { log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { MediaRef } from '../../domain/media.ts';
import type { StatusRow } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import { commitRows } from '../../models/commit.ts';
import { mongoConnected } from '../../models/connect.ts';
import { MessageModel } from '../../models/message.ts';
import { raiseChannelAlert } from '../../models/channel-alert.ts';
import type { Inbound, InboundBatch } from '../../workflows/messages.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import type { Attempt, Fate, Pace, Sending, WhatsAppActivities } from '../../workflows/whatsapp-sending.ts';
import { channelTrouble } from '../../texts/channel-alert.ts';
import { whileAlive } from '../while-alive.ts';
import type { ArgentineForm } from './compose.ts';
import { composeMessage, composeReaction, recipient } from './compose.ts';
import type { Graph } from './graph.ts';
import { GraphError, NotConnected } from './graph.ts';
import type { ReadMarks } from './read-marks.ts';
import { uploaded } from './upload.ts';

export interface WhatsAppDeps {
  client: Client;
  /** Null: the account is not on WhatsApp. */
  graph: Graph | null;
  argentineForm?: ArgentineForm;
  /** What the channel's id of a message becomes where somebody refers to it. */
  refOf(contactId: string, external: string): string;
}

interface Parts extends WhatsAppDeps {
  marks: Pick<ReadMarks, 'answered'>;
}

const QUERY_MS = 2_000;
const paces = { halt: 'halt', slow: 'number', 'slow-pair': 'pair', again: 'passing' } as const satisfies Record<
  string,
  Pace
>;
const notThere: Attempt = {
  fate: 'later',
  pace: 'halt',
  reason: 'account',
  detail: 'WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID are not set.',
};

/** Sending on WhatsApp: one attempt at a time, and what came of it. */
export function createWhatsApp({ client, graph, argentineForm, refOf, marks }: Parts): WhatsAppActivities {
  return {
    async prepareSending({ what }) {
      if (!graph || what.kind !== 'message' || !what.media) return { mediaId: null };
      const { id } = what.media as MediaRef;
      return { mediaId: await whileAlive(() => uploaded(graph, id)) };
    },

    async attemptSending(sending, { mediaId }) {
      if (!graph) return notThere;
      const { what, messageId, contactId, to } = sending;
      const muted = await whyMuted(client, sending);
      if (muted === 'unsure')
        return { fate: 'later', pace: 'passing', reason: 'other', detail: 'the conversation does not answer' };
      if (muted !== null) return { fate: 'failed', reason: 'discarded', detail: muted };
      const named = what.kind === 'reaction' ? what.messageId : what.replyTo;
      const context = named === null ? null : await externalOf(contactId, named);
      if (what.kind === 'reaction' && context === null)
        return { fate: 'failed', reason: 'refused', detail: 'the message is not known to WhatsApp' };
      const body =
        what.kind === 'reaction'
          ? composeReaction(context ?? '', what.emoji)
          : composeMessage(what, { mediaId, context });
      const tracked = messageId === null ? {} : { biz_opaque_callback_data: `${contactId}.${messageId}` };
      try {
        const { id } = await graph.send({ ...recipient(to, argentineForm), ...body, ...tracked });
        marks.answered(contactId);
        return { fate: 'sent', external: id };
      } catch (error) {
        return await attemptOf(error);
      }
    },

    async recordFate(sending, fate, at) {
      const { contactId, messageId, policy } = sending;
      if (messageId === null) {
        if (fate.fate !== 'sent') log.warn('a reaction was not sent', { contactId, detail: fate.detail });
        return;
      }
      const row = { contactId, messageId, at, ...toldOf(contactId, fate, sending.id === messageId) };
      // What went well moves nothing: it costs the conversation no event.
      if (fate.fate !== 'sent') {
        const { contactId: _, ...report } = row;
        const item: Inbound = { kind: 'status', id: `${messageId}:${fate.fate}`, report };
        if (await told(contactId, { policy, items: [item] })) return;
      }
      if (!mongoConnected()) throw new Error('MongoDB is not connected');
      await commitRows(contactId, [{ type: 'status', row }]);
    },
  };

  function toldOf(contactId: string, fate: Fate, whole: boolean): Pick<StatusRow, 'status' | 'reason' | 'detail'> {
    if (fate.fate === 'failed') return { status: 'failed', reason: fate.reason, detail: fate.detail };
    if (fate.fate === 'unknown') return { status: 'unknown', reason: null, detail: fate.detail };
    const { external } = fate;
    const named = whole ? { external, ref: refOf(contactId, external) } : {};
    return { status: 'sent', reason: null, detail: null, ...named };
  }

  /** False when the conversation's workflow is not running. */
  async function told(contactId: string, batch: InboundBatch): Promise<boolean> {
    try {
      await client.workflow.getHandle(conversationWorkflowId(contactId)).signal('customerWrote', batch);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
}

/**
 * Why this is not to be sent any more; null: it is. A bot never speaks once a person has the chat, nor anybody to whom is
 * blocked. `unsure` where the conversation does not answer: a doubt says nothing to a customer.
 */
async function whyMuted(client: Client, { contactId, at, what }: Sending): Promise<string | null> {
  if (what.kind !== 'message') return null;
  const ask = () => client.workflow.getHandle(conversationWorkflowId(contactId)).query<Conversation>('conversation');
  try {
    const now = await client.withDeadline(Date.now() + QUERY_MS, ask);
    if (now.blocked) return 'the contact is blocked';
    const isAnswered = what.author.kind === 'bot' && now.chat.state === 'AGENTE' && now.since >= at;
    return isAnswered ? 'a person has the chat' : null;
  } catch (error) {
    return error instanceof WorkflowNotFoundError ? null : 'unsure';
  }
}

/** Null where it is not known, or cannot be looked up now: a quote is not worth holding a message up for. */
async function externalOf(contactId: string, messageId: string): Promise<string | null> {
  if (!mongoConnected()) return null;
  const found = await MessageModel.findOne({ _id: messageId, contactId }, { external: 1 })
    .lean()
    .catch(() => null);
  return found?.external ?? null;
}

async function alertOf(trouble: string, detail: string): Promise<void> {
  try {
    await raiseChannelAlert('whatsapp', trouble, detail);
  } catch (error) {
    log.error('supervisors were not told that WhatsApp cannot be used', { trouble, detail, error: String(error) });
  }
}

/** Throws what leaves open whether the message was taken. */
async function attemptOf(error: unknown): Promise<Attempt> {
  if (error instanceof NotConnected)
    return { fate: 'later', pace: 'passing', reason: 'other', detail: `WhatsApp cannot be reached: ${error.message}` };
  if (!(error instanceof GraphError)) throw error;
  const { do: act, reason, alert } = remedyOf(error.code, error.status);
  const detail = error.message;
  if (alert) await alertOf(String(error.code), channelTrouble(error.code, detail));
  return act === 'final' ? { fate: 'failed', reason, detail } : { fate: 'later', pace: paces[act], reason, detail };
}
