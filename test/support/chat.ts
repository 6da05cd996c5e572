import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { arrivalOf } from '../../api/conversations/arrival.ts';
import { messageOfCommand } from '../../api/conversations/ids.ts';
import type { Outcome } from '../../api/conversations/service.ts';
import { Problem } from '../../api/problem.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Command } from '../../domain/commands.ts';
import type { TimelineRow } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import type { InboundBatch } from '../../workflows/messages.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import { AgentModel } from '../../models/agent.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { Stage } from './stage.ts';
import { integrator, until } from './stage.ts';

/** One contact on a stage: the customer's side, everybody's commands, and what is known of the chat. */
export interface Chat {
  id: string;
  externalId: string;
  channel: string;
  /** Taken as the inbound route takes it; resolves to our message id once it is durable. */
  writes(text: string, rest?: { id?: string; at?: number }): Promise<string>;
  /** One batch of messages straight to the workflow, as of an instant of its clock. */
  batch(texts: { id?: string; text: string }[], receivedAt?: number): Promise<string[]>;
  give(caller: Caller, command: Command, rest?: Given): Promise<Outcome>;
  claim(caller: Caller, rest?: Given): Promise<Outcome>;
  assign(by: Caller, to: Caller, rest?: Given): Promise<Outcome>;
  reply(caller: Caller, text: string, rest?: Given): Promise<Outcome>;
  handoff(inboxId?: string, rest?: Given): Promise<Outcome>;
  transfer(caller: Caller, inboxId: string, rest?: Given): Promise<Outcome>;
  template(caller: Caller, rest?: Given): Promise<Outcome>;
  now(): Promise<Conversation>;
  workflowId: string;
  /** The id of the run that goes on. */
  run(): Promise<string>;
  /** The page that supervisors see in the Temporal UI. */
  details(): Promise<string>;
  /** The conversation once it is as wanted. */
  once(what: string, is: (c: Conversation) => boolean, limit?: number): Promise<Conversation>;
  /** The transcript and the timeline once the read model has all that the conversation decided. */
  transcript(): Promise<MessageDoc[]>;
  timeline(): Promise<TimelineRow[]>;
  stored(): Promise<Conversation>;
  slots(): Promise<{ agentId: string; confirmed: boolean }[]>;
}

export interface Given {
  commandId?: string;
  epoch?: number;
}

export function newChat(stage: Stage, channel = 'webchat'): Chat {
  const { service } = stage;
  const externalId = `customer-${randomUUID()}`;
  const id = service.ids.contact(channel, externalId);
  const workflowId = conversationWorkflowId(id);
  const arrival = (text: string, messageId: string, at: number) =>
    arrivalOf(
      service.ids,
      { channel, contact: { id: externalId, name: 'Lucía Gómez' }, message: { id: messageId, type: 'text', text } },
      at,
    );

  const order = (caller: Caller, build: Parameters<typeof service.order>[0]['command'], rest: Given, slotOf?: string) =>
    service.order({
      contactId: id,
      caller,
      commandId: rest.commandId ?? randomUUID(),
      epoch: rest.epoch,
      command: build,
      ...(slotOf ? { slotOf } : {}),
    });
  const text = (commandId: string, words: string) => ({
    messageId: messageOfCommand(commandId),
    type: 'text' as const,
    text: words,
  });
  const inboxOf = (inboxId: string) => {
    const inbox = service.facts.inbox(inboxId);
    if (!inbox) throw new Error(`there is no inbox ${inboxId}`);
    return inbox;
  };

  const chat: Chat = {
    id,
    externalId,
    channel,

    async writes(words, rest = {}) {
      const one = arrival(words, rest.id ?? randomUUID(), rest.at ?? Date.now());
      await service.intake.take(one);
      return one.messageId;
    },

    async batch(texts, receivedAt = Date.now()) {
      const arrivals = texts.map((one) => arrival(one.text, one.id ?? randomUUID(), receivedAt));
      const batch: InboundBatch = { policy: stage.directory.policy(channel), items: arrivals.map(({ item }) => item) };
      const start = { contactId: id, channel, externalId, policy: batch.policy, snapshot: null };
      if (!(await stage.gateway.signal(id, batch))) await stage.gateway.signalWithStart(start, batch);
      return arrivals.map(({ messageId }) => messageId);
    },

    give: (caller, command, rest = {}) => order(caller, () => command, rest),
    claim: (caller, rest = {}) => order(caller, (slot) => ({ type: 'claim', slot }), rest, caller.agentId ?? undefined),
    async assign(by, to, rest = {}) {
      const target = await service.facts.targetAgent(to.agentId ?? '');
      if (!target) throw new Error(`there is no agent ${to.name}`);
      return order(by, (slot) => ({ type: 'assign', target, slot }), rest, target.id);
    },
    reply(caller, words, rest = {}) {
      const commandId = rest.commandId ?? randomUUID();
      return order(caller, () => ({ type: 'reply', message: text(commandId, words) }), { ...rest, commandId });
    },
    handoff: (inboxId = 'general', rest = {}) =>
      order(integrator, () => ({ type: 'handoff', inbox: inboxOf(inboxId), reason: null }), rest),
    transfer: (caller, inboxId, rest = {}) =>
      order(caller, () => ({ type: 'transfer', target: inboxOf(inboxId) }), rest),
    template(caller, rest = {}) {
      const commandId = rest.commandId ?? randomUUID();
      const message = { ...text(commandId, 'Seguimos por acá'), type: 'template' as const };
      const slotOf = caller.role === 'integrator' ? undefined : (caller.agentId ?? undefined);
      return order(caller, (slot) => ({ type: 'template', message, slot }), { ...rest, commandId }, slotOf);
    },

    workflowId,
    run: async () => (await stage.client.workflow.getHandle(workflowId).describe()).runId,
    details: () =>
      stage.client.workflow
        .getHandle(workflowId)
        .query<string>('__temporal_workflow_metadata')
        .then((metadata) => (metadata as unknown as { currentDetails?: string }).currentDetails ?? ''),
    now: () => until('the workflow to answer', async () => (await stage.gateway.query(id)).found),
    once: (what, is, limit) =>
      until(
        what,
        async () => {
          const { found: now } = await stage.gateway.query(id);
          if (now && is(now)) return now;
          throw new Error(`it is ${JSON.stringify(now?.chat)}, version ${now?.version}`);
        },
        limit,
      ),

    async transcript() {
      await chat.stored();
      return MessageModel.find({ contactId: id, seq: { $exists: true } })
        .sort({ seq: 1 })
        .lean();
    },
    async timeline() {
      await chat.stored();
      return TimelineModel.find({ contactId: id }).sort({ seq: 1 }).lean();
    },
    stored: () =>
      until('the read model to have everything', async () => {
        const { found: now } = await stage.gateway.query(id);
        const doc = await ConversationModel.findById(id).lean();
        if (!doc || (now && (doc.slotsV ?? -1) < now.version))
          throw new Error(`${doc?.slotsV} is stored, ${now?.version} decided`);
        return doc.conversation;
      }),
    async slots() {
      const agents = await AgentModel.find({ 'slots.contactId': id }, { slots: 1 }).lean();
      return agents.flatMap(({ _id, slots }) =>
        slots.filter((one) => one.contactId === id).map(({ confirmed }) => ({ agentId: _id, confirmed })),
      );
    },
  };
  return chat;
}

/** A new chat that waits in an inbox. */
export async function waitingChat(stage: Stage, inboxId = 'general', channel?: string): Promise<Chat> {
  const chat = newChat(stage, channel);
  await chat.writes('Hola, necesito una persona');
  await chat.once('the bot to have the chat', (c) => c.chat.state === 'BOT' && c.waitingSince === null);
  await chat.handoff(inboxId);
  return chat;
}

/** A chat that an agent has. */
export async function takenChat(stage: Stage, agent: Caller, inboxId = 'general', channel?: string): Promise<Chat> {
  const chat = await waitingChat(stage, inboxId, channel);
  await chat.claim(agent);
  return chat;
}

/** The code of the refusal that an order comes back with, or 'ok'. */
export async function codeOf(ordered: Promise<unknown>): Promise<string> {
  const refused = await problemOf(ordered);
  return refused?.code ?? 'ok';
}

export async function problemOf(ordered: Promise<unknown>): Promise<Problem | null> {
  try {
    await ordered;
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Places taken for the chat, against who has it: exactly the owner's, and for good. */
export async function slotsAgree(chat: Chat): Promise<void> {
  const { chat: where } = await chat.stored();
  const wanted = where.state === 'AGENTE' ? [{ agentId: where.agent.id, confirmed: true }] : [];
  expect(await chat.slots()).toEqual(wanted);
}
