import { z } from 'zod';
import { refusalsOf } from '../../domain/refusals.ts';
import { states } from '../../domain/vocabulary.ts';
import { wireContact } from '../../domain/wire.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { chatFilter } from '../../models/search-filter.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { App } from '../app.ts';
import { profileOf } from '../conversations/arrival.ts';
import { cardOf } from '../conversations/card.ts';
import { commandIdOf } from '../conversations/command-id.ts';
import { messageOfCommand } from '../conversations/ids.ts';
import { matchesOf, readerOf } from '../conversations/search.ts';
import { templateContent } from '../conversations/template-content.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { contactCard, contactView, conversationView } from '../schemas/conversation.ts';
import { agentFilter, flag, id, idParams, plain } from '../schemas/fields.ts';
import { chatQuery, matchView } from '../schemas/search.ts';
import { templateUse, textContent } from '../schemas/command.ts';
import { channelName, personInput } from '../schemas/inbound.ts';
import { isStorableKey } from '../schemas/storable.ts';
import { addressIn, isServed } from '../whatsapp/address.ts';
import type { Identity } from '../whatsapp/identity.ts';
import { CHANNEL } from '../whatsapp/take.ts';

const field = z.string().trim().min(1).max(200).nullable().optional();
const contactPatch = z
  .strictObject({
    name: field,
    firstName: field,
    lastName: field,
    phone: field,
    email: z.email().max(254).nullable().optional(),
    custom: z
      .record(
        z
          .string()
          .regex(/^[\w.-]{1,64}$/)
          .refine(isStorableKey, 'Expected another name'),
        z.string().max(1000),
      )
      .refine((custom) => Object.keys(custom).length <= 40, 'Expected at most 40 fields')
      .refine((custom) => JSON.stringify(custom).length <= 4096, 'Expected at most 4 KiB')
      .optional(),
  })
  .meta({ id: 'ContactPatch' });

const listedContact = contactView
  .extend({ match: matchView.optional().describe('Of a search: the line that says most of it, where one does') })
  .meta({ id: 'ListedContact' });

/** Contacts: who they are and where their chat is. */
export function contactRoutes(
  app: App,
  { conversations: service, directory, env }: Pick<Deps, 'conversations' | 'directory' | 'env'>,
  identity: Identity,
): void {
  const { facts, view, ids, read, order } = service;
  const tags = ['contacts'];

  app.get(
    '/v1/contacts',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List contacts whose chat the caller may see',
        querystring: z.strictObject({
          ...pageQuery,
          state: z.enum(states).optional(),
          previousState: z.enum(states).optional(),
          inboxId: id.optional(),
          agentId: agentFilter('Chats that this agent has'),
          blocked: flag.optional(),
          q: chatQuery.optional(),
        }),
        response: { 200: pageOf(listedContact) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const { q, ...exact } = filters;
      const viewer = facts.viewer(caller);
      const conditions: Record<string, unknown>[] = [visibleTo(viewer)];
      for (const [name, value] of Object.entries(exact)) if (value !== undefined) conditions.push({ [name]: value });
      if (q) conditions.push(chatFilter(q, readerOf(caller)));
      const page = await keysetPage(
        ConversationModel,
        { $and: conditions },
        { list: 'contacts', filters, sort: { field: 'recentAt', direction: -1 }, limit, cursor },
      );
      const matches = await matchesOf(page.items, q, caller, viewer);
      return {
        items: page.items.map((doc) => ({ ...wireContact(doc.conversation, view.names), ...matches.get(doc._id) })),
        nextCursor: page.nextCursor,
      };
    },
  );

  app.get(
    '/v1/contacts/:id',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: { tags, summary: 'Read a contact', params: idParams, response: { 200: contactCard } },
    },
    async ({ params, caller }) => cardOf((await read(params.id, caller)).conversation, caller, service),
  );

  app.patch(
    '/v1/contacts/:id',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Edit the contact card; what people edited is not overwritten by the channel',
        params: idParams,
        body: contactPatch,
        response: { 200: contactCard },
      },
    },
    async (request) => {
      const { params, body, caller } = request;
      const patch = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const outcome = await order({
        contactId: params.id,
        caller,
        commandId: commandIdOf(ids, request),
        command: () => ({ type: 'editContact', patch }),
      });
      return cardOf(outcome.result.conversation, caller, service);
    },
  );

  app.post(
    '/v1/contacts',
    {
      config: {
        roles: ['agent', 'integrator'],
        idempotency: 'optional',
        errors: [...refusalsOf('start'), 'unknown-template', 'temporal-unavailable', 'starting', 'timeout'],
      },
      schema: {
        tags,
        summary: 'Start a conversation from our side (Nuevo ticket)',
        body: z
          .strictObject({
            channel: channelName,
            contact: z.strictObject({ id: plain(z.string().trim().min(1).max(256)), ...personInput }),
            template: templateUse.optional(),
            message: textContent.optional(),
          })
          .meta({ id: 'NewConversation' }),
        response: { 201: conversationView },
      },
    },
    async (request, reply) => {
      const { channel, contact, template, message } = request.body;
      const { caller } = request;
      const address = channel === CHANNEL && isServed(env) ? addressIn(contact.id) : null;
      const contactId = address ? await identity.contactOf(address) : ids.contact(channel, contact.id);
      const commandId = commandIdOf(ids, request);
      const messageId = messageOfCommand(commandId);
      const content = template
        ? templateContent(directory, template, messageId)
        : message
          ? { messageId, type: 'text' as const, text: message.text }
          : null;
      const outcome = await order({
        contactId,
        caller,
        commandId,
        begin: { channel, externalId: address?.userId ?? address?.waId ?? contact.id },
        slotOf: caller.role === 'integrator' ? null : caller.agentId,
        command: (slot) => ({
          type: 'start',
          message: content,
          slot,
          profile: { ...(address?.waId ? { phone: `+${address.waId}` } : {}), ...profileOf(contact) },
          ...(address ? { address } : {}),
        }),
      });
      return reply.code(201).header('location', `/v1/contacts/${contactId}`).send(outcome.conversation);
    },
  );
}
