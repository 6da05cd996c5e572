import { activityInfo } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { wireConversation, wireMessage, wirePlace, wireTimeline } from '../../domain/wire.ts';
import type { MessageRow, Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import type { WebhookDoc } from '../../models/webhook.ts';
import type { WebhookEvent } from '../../workflows/webhook-delivery.ts';
import { addToQueue } from '../../workflows/webhook-queue.ts';
import type { ConversationActivities } from '../contract.ts';
import { handOverSendings } from '../whatsapp/hand-over.ts';
import { handOverFile, handOverNews } from '../rooms/hand-over.ts';

export interface Endpoints {
  /** The active endpoints, the last known ones while the store is away. */
  active(): Promise<WebhookDoc[]>;
  byId(id: string): Promise<WebhookDoc | null>;
}

/** Part of its time after which an attempt ends: one that came through later would repeat events out of their order. */
const GIVEN_UP = 0.8;

/** Hands what happened in one conversation to the deliveries, one durable queue per endpoint and contact, and to the channel. */
export function createPublish(client: Client, endpoints: Endpoints): Pick<ConversationActivities, 'publish'> {
  return {
    async publish({ conversation, outputs }) {
      await handOverSendings(client, conversation, outputs);
      await handOverNews(client, conversation, outputs);
      await handOver(client, endpoints, conversation.id, eventsOf(conversation, outputs));
    },
  };
}

/** What a line of the customer holds, once that is known. */
export function createFileNews(client: Client, endpoints: Endpoints) {
  return async (conversation: Conversation, { id, media }: Pick<MessageRow, 'id' | 'media'>): Promise<void> => {
    await handOverFile(client, conversation, { id, media });
    const at = Date.now();
    const data = { contact: contactOf(conversation), message: { id, media, at: iso(at) } };
    await handOver(client, endpoints, conversation.id, [eventOf(`${id}-file`, 'message.changed', at, data)]);
  };
}

/** Adds events of a contact to the queue of every endpoint that wants them. */
export async function handOver(
  client: Client,
  endpoints: Endpoints,
  contactId: string,
  events: WebhookEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const deadline = Date.now() + GIVEN_UP * activityInfo().startToCloseTimeoutMs;
  for (const endpoint of await endpoints.active()) {
    const wanted = events.filter(
      (event) => endpoint.events.length === 0 || endpoint.events.includes(event.type as never),
    );
    if (wanted.length > 0) {
      const request = addToQueue(endpoint._id, contactId, wanted);
      await client.withDeadline(deadline, () => client.workflow.signalWithStart('webhookDelivery', request));
    }
  }
}

/** Notes never leave the house: integrators do not get them. */
function eventsOf(conversation: Conversation, outputs: Output[]): WebhookEvent[] {
  return outputs.flatMap((output): WebhookEvent[] => {
    switch (output.type) {
      case 'message': {
        if (output.row.direction === 'note') return [];
        const data = { contact: contactOf(conversation), message: wireMessage(output.row) };
        return [eventOf(`${output.row.id}-created`, 'message.created', output.row.receivedAt, data)];
      }
      case 'edit': {
        const { messageId, text, at } = output.row;
        const said = text === null ? { deletedAt: iso(at) } : { text, editedAt: iso(at) };
        const data = { contact: contactOf(conversation), message: { id: messageId, ...said } };
        return [eventOf(`${messageId}-${text === null ? 'deleted' : `edited-${at}`}`, 'message.changed', at, data)];
      }
      case 'status': {
        const { messageId: id, status, at, reason, detail } = output.row;
        const data = { contact: contactOf(conversation), message: { id, status, reason, detail, at: iso(at) } };
        return [eventOf(`${id}-${status}`, 'message.changed', at, data)];
      }
      case 'timeline': {
        const id = `${output.row.contactId}-${output.row.seq}`;
        const data = { conversation: wireConversation(conversation), change: wireTimeline(output.row) };
        return [eventOf(id, 'conversation.changed', output.row.at, data)];
      }
      case 'alert': {
        const { row } = output;
        const data = { ...row, place: wirePlace(row.place), raisedAt: new Date(row.raisedAt).toISOString() };
        return [eventOf(row.id, 'alert.raised', row.raisedAt, data)];
      }
      default:
        return [];
    }
  });
}

const iso = (at: number) => new Date(at).toISOString();

function contactOf(c: Conversation) {
  return { id: c.id, channel: c.channel, externalId: c.externalId, name: c.profile.name };
}

export function eventOf(id: string, type: string, at: number, data: unknown): WebhookEvent {
  return { id: `evt_${id}`, type, timestamp: new Date(at).toISOString(), data };
}
