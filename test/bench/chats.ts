import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import type { System } from './system.ts';

const LIMIT_MS = 20_000;

/** Contacts of the measurement, by number. */
export interface Chats {
  /** A customer's message; resolves to the contact's id once it is acknowledged. */
  write(contact: string, text: string): Promise<string>;
  /** The same, and waits until the bot's answer is in the transcript. */
  ask(contact: string, text: string): Promise<void>;
  /** A chat that waits in General. Resolves to the contact's id. */
  waiting(contact: string): Promise<string>;
  /** Events that a history has, once it has stopped growing. */
  events(contactId: string): Promise<number>;
}

export function createChats({ api, client }: Pick<System, 'api' | 'client'>): Chats {
  let count = 0;
  const chats: Chats = {
    async write(contact, text) {
      count += 1;
      const taken = await api.post<{ contactId: string }>('integrator', '/v1/inbound/messages', {
        channel: 'bench',
        contact: { id: contact },
        message: { id: `${contact}-${count}`, type: 'text', text },
      });
      return taken.contactId;
    },
    async ask(contact, text) {
      const contactId = await chats.write(contact, text);
      // The last line is the customer's until the bot has answered it.
      await until(`the bot's answer to ${contact}`, 5, async () => {
        const latest = `/v1/conversations/${contactId}/messages?order=newest&limit=1`;
        const page = await api.get<{ items: Schemas['Message'][] }>('integrator', latest).catch(() => null);
        return page?.items[0]?.direction === 'out';
      });
    },
    async waiting(contact) {
      const contactId = await chats.write(contact, 'Hola');
      await until(`${contact} to be with the bot`, 20, async () => {
        const path = `/v1/conversations/${contactId}`;
        const now = await api.get<Schemas['Conversation']>('integrator', path).catch(() => null);
        return now?.state === 'BOT' && now.waitingSince === null;
      });
      await api.post('integrator', `/v1/conversations/${contactId}/handoff`, {});
      return contactId;
    },
    async events(contactId) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      let events = -1;
      await until(`${contactId} to rest`, 150, async () => {
        const { raw, historyLength } = await handle.describe();
        const rests = !raw.pendingWorkflowTask && !raw.pendingActivities?.length && historyLength === events;
        events = historyLength;
        return rests;
      });
      return events;
    },
  };
  return chats;
}

async function until(what: string, stepMs: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${LIMIT_MS / 1000} s for ${what}`);
    await wait(stepMs);
  }
}
