import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import { seesDeleted } from '../../domain/caller.ts';
import type { CommandName } from '../../domain/can.ts';
import { commandNames, sampleCommand } from '../../domain/can.ts';
import type { Command, Content, SlotFact } from '../../domain/commands.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { refusalsOf } from '../../domain/refusals.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { App } from '../app.ts';
import { commandIdOf } from '../conversations/command-id.ts';
import { messageOfCommand } from '../conversations/ids.ts';
import type { ConversationService } from '../conversations/service.ts';
import { templateContent } from '../conversations/template-content.ts';
import type { Directory } from '../directory.ts';
import { readableMedia } from '../media/access.ts';
import { outgoingContent } from '../media/outgoing-content.ts';
import { Problem, problem } from '../problem.ts';
import { businessEvent, epoch, note, outgoing, reaction, reason, templateUse, transfer } from '../schemas/command.ts';
import { claimedView, contactParams, conversationView, messageView } from '../schemas/conversation.ts';
import { id, idParams } from '../schemas/fields.ts';
import { wireMessage } from '../../domain/wire.ts';
import { MessageModel } from '../../models/message.ts';
import { messageOf } from './conversations.ts';

const bare = z.strictObject({ epoch });

/** The commands on one conversation. Each answers with the conversation, or the message, as it is afterwards. */
export function commandRoutes(app: App, service: ConversationService, directory: Directory): void {
  const { ids, facts } = service;
  const tags = ['commands'];

  /** Registers a command that answers with the conversation. */
  function command<Body extends z.ZodType<{ epoch?: number | undefined }>>(
    path: string,
    summary: string,
    roles: Role[],
    body: Body,
    build: (given: Given<z.output<Body>>) => Promise<Built> | Built,
  ): void {
    const view = path === 'claim' ? claimedView : conversationView;
    app.post(
      `/v1/conversations/:contactId/${path}`,
      {
        config: { roles, idempotency: 'optional', errors: refusalsAt(path) },
        schema: {
          tags,
          summary,
          params: contactParams,
          body: body as z.ZodType,
          response: { 200: view as typeof claimedView },
        },
      },
      async (request) => {
        const { conversation, brief } = await perform(
          request,
          path,
          build as (given: Given<unknown>) => Promise<Built> | Built,
        );
        return (brief ? { ...conversation, brief } : conversation) as z.output<typeof claimedView>;
      },
    );
  }

  async function perform(
    request: FastifyRequest,
    path: string,
    build: (given: Given<never>) => Promise<Built> | Built,
  ) {
    const { contactId } = request.params as { contactId: string };
    const { caller } = request;
    const body = request.body as { epoch?: number };
    const commandId = commandIdOf(ids, request);
    const given = { body: body as never, caller, contactId, commandId, messageId: messageOfCommand(commandId) };
    const order = { contactId, caller, epoch: body.epoch };
    const built = await make(() => build(given), order, path);
    return service.order({ ...order, commandId, ...built });
  }

  /** What a request names or holds is judged last: who may not give the command learns that, and no more. */
  async function make(
    build: () => Promise<Built> | Built,
    order: Parameters<typeof service.judge>[0],
    path: string,
  ): Promise<Built> {
    try {
      return await build();
    } catch (error) {
      const type = typeOf(path);
      if (error instanceof Problem && type)
        await service.judge(order, sampleCommand(type, facts.freeSlot(order.caller)));
      throw error;
    }
  }

  command('claim', 'Take the chat', ['agent'], bare, ({ caller }) => ({
    slotOf: caller.agentId,
    command: (slot) => ({ type: 'claim', slot }),
  }));

  command(
    'assign',
    'Give the chat to an agent',
    ['supervisor'],
    z.strictObject({ agentId: id, epoch }),
    async ({ body }) => {
      const target = await facts.targetAgent(body.agentId);
      if (!target) throw problem('not-found', { detail: 'There is no such agent.' });
      return { slotOf: target.id, command: (slot) => ({ type: 'assign', target, slot }) };
    },
  );

  command('return', 'Put the chat back into its inbox', ['agent'], bare, () => ({
    command: () => ({ type: 'return' }),
  }));

  command(
    'transfer',
    'Send the chat to an inbox, or to an agent’s personal inbox',
    ['agent'],
    transfer,
    ({ body, messageId }) => {
      const target = body.inboxId ? facts.inbox(body.inboxId) : facts.personalInbox(body.agentId ?? '');
      if (!target)
        throw problem('not-found', { detail: body.inboxId ? 'There is no such inbox.' : 'There is no such agent.' });
      const note = body.note ? { note: { messageId, text: body.note } } : {};
      return { command: () => ({ type: 'transfer', target, ...note }) };
    },
  );

  command('close', 'End the attention', ['agent'], z.strictObject({ reason, epoch }), ({ body }) => ({
    command: () => ({ type: 'close', reason: body.reason || null }),
  }));

  command('bot', 'Send the chat back to the bot', ['agent'], bare, () => ({ command: () => ({ type: 'toBot' }) }));

  command(
    'handoff',
    'Hand the chat from the bot to people',
    ['integrator'],
    z.strictObject({
      inboxId: id.nullable().optional().describe('General where it is left out or there is no such inbox'),
      reason,
      epoch,
    }),
    ({ body }) => {
      const named = body.inboxId ? facts.inbox(body.inboxId) : null;
      // None, an unknown one, or Cerradas: General.
      const inbox = named && named.kind !== 'CERRADAS' ? named : facts.inbox('general');
      if (!inbox) throw problem('not-found', { detail: 'There is no such inbox.' });
      return { command: () => ({ type: 'handoff', inbox, reason: body.reason || null }) };
    },
  );

  command(
    'template',
    'Send a template',
    ['agent', 'integrator'],
    templateUse.extend({ epoch }),
    ({ body: { epoch: _, ...use }, caller, messageId }) => {
      const message = templateContent(directory, use, messageId);
      return {
        slotOf: caller.role === 'integrator' ? null : caller.agentId,
        command: (slot) => ({ type: 'template', message, slot }),
      };
    },
  );

  command('undo', 'Undo the last transfer, return or close', ['supervisor'], bare, async ({ contactId, caller }) => {
    const { conversation } = await service.read(contactId, caller);
    const before = conversation.undo?.chat;
    const agent = before?.state === 'AGENTE' ? await facts.targetAgent(before.agent.id) : null;
    const online = agent?.online === true && agent.active;
    if (!online) return { command: () => ({ type: 'undo', online, slot: null }) };
    return { slotOf: agent.id, command: (slot) => ({ type: 'undo', online, slot, agentId: agent.id }) };
  });

  command('read', 'Mark the chat read', ['agent'], bare, () => ({ command: () => ({ type: 'read' }) }));
  command('unread', 'Mark the chat unread', ['agent'], bare, () => ({ command: () => ({ type: 'unread' }) }));

  command('events', 'Tell a business event', ['integrator'], businessEvent, ({ body }) => ({
    command: () => ({ type: 'businessEvent', name: body.name, data: body.data ?? null }),
  }));

  for (const type of ['block', 'unblock'] as const) {
    app.post(
      `/v1/contacts/:id/${type}`,
      {
        config: { roles: ['agent'], idempotency: 'optional', errors: refusalsAt(type) },
        schema: {
          tags: ['contacts'],
          summary:
            type === 'block'
              ? 'Block the contact: their messages are counted and shown nowhere'
              : 'Unblock the contact',
          params: idParams,
          body: bare,
          response: { 200: conversationView },
        },
      },
      async (request) => {
        const { caller, params, body } = request;
        const commandId = commandIdOf(ids, request);
        const command = () => ({ type });
        return (await service.order({ contactId: params.id, caller, commandId, epoch: body.epoch, command }))
          .conversation;
      },
    );
  }

  /** Registers a command that writes a message and answers with it. */
  function writing<Body extends z.ZodType<{ epoch?: number | undefined }>>(
    path: string,
    summary: string,
    roles: Role[],
    body: Body,
    build: (given: Given<z.output<Body>>) => Promise<Command> | Command,
  ): void {
    app.post(
      `/v1/conversations/:contactId/${path}`,
      {
        config: { roles, idempotency: 'optional', errors: refusalsAt(path) },
        schema: { tags, summary, params: contactParams, body: body as z.ZodType, response: { 201: messageView } },
      },
      async (request, reply) => {
        let messageId = '';
        const { result } = await perform(request, path, async (given: Given<never>) => {
          messageId = given.messageId;
          const command = await build(given);
          return { command: () => command };
        });
        const written = result.outputs.find((one) => one.type === 'message' && one.row.id === messageId);
        if (written?.type === 'message')
          return reply.code(201).send({ ...wireMessage(written.row), statusReason: null });
        // A repeat: the message has been written before.
        const stored = await MessageModel.findById(messageId).lean();
        if (!stored) throw problem('store-unavailable', { retryAfter: 1 });
        return reply.code(201).send(messageOf(stored as never));
      },
    );
  }

  const message = z.strictObject({ ...outgoing, epoch });
  const content = async (given: Given<z.output<typeof message>>): Promise<Content> => {
    const { body, caller, contactId, messageId } = given;
    return {
      messageId,
      ...(await outgoingContent(body, (mediaId) => readableMedia(mediaId, caller, facts.viewer(caller)))),
      ...(body.replyTo ? { replyTo: ids.message(contactId, body.replyTo) } : {}),
    };
  };

  writing('messages', 'Write to the customer', ['agent'], message, async (given) => ({
    type: 'reply',
    message: await content(given),
  }));
  writing('bot-messages', 'Let an integrator’s own bot speak', ['integrator'], message, async (given) => ({
    type: 'botMessage',
    message: await content(given),
  }));
  writing('notes', 'Write an internal note', ['agent'], note, ({ body, messageId }) => ({
    type: 'note',
    messageId,
    text: body.text,
  }));

  app.post(
    '/v1/conversations/:contactId/reactions',
    {
      config: { roles: ['agent'], idempotency: 'optional', errors: refusalsAt('reactions') },
      schema: {
        tags,
        summary: 'React to a message',
        params: contactParams,
        body: reaction,
        response: { 201: messageView },
      },
    },
    async (request, reply) => {
      const { contactId } = request.params;
      const messageId = ids.message(contactId, request.body.messageId);
      await perform(request, 'reactions', async () => {
        const target = await MessageModel.exists({ _id: messageId, contactId, seq: { $exists: true } });
        if (!target) throw problem('not-found', { detail: 'There is no such message in this chat.' });
        return { command: () => ({ type: 'react', messageId, emoji: request.body.emoji || null }) };
      });
      const stored = await MessageModel.findById(messageId).lean();
      if (!stored) throw problem('store-unavailable', { retryAfter: 1 });
      return reply.code(201).send(messageOf(stored as never, seesDeleted(request.caller)));
    },
  );
}

/** How a command's route refuses: by the table, by what the request names, and where the engine is away. */
function refusalsAt(path: string): ErrorCode[] {
  const type = typeOf(path);
  const named: ErrorCode[] = path === 'template' ? ['unknown-template'] : [];
  if (path === 'messages' || path === 'bot-messages') named.push('content-unsupported');
  return [...(type ? refusalsOf(type) : []), ...named, 'temporal-unavailable', 'starting', 'timeout'];
}

function typeOf(path: string): CommandName | undefined {
  return (Object.keys(commandNames) as CommandName[]).find((type) => commandNames[type] === path);
}

interface Given<Body> {
  body: Body;
  caller: Caller;
  contactId: string;
  commandId: string;
  /** Of the message the command writes, if it writes one. */
  messageId: string;
}

interface Built {
  command: (slot: SlotFact) => Command;
  slotOf?: string | null;
}
