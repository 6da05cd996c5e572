import { z } from 'zod';
import { seesDeleted } from '../../domain/caller.ts';
import type { FileError } from '../../domain/received-file.ts';
import { origins, states } from '../../domain/vocabulary.ts';
import { wireMessage, wireTimeline } from '../../domain/wire.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { TimelineModel } from '../../models/timeline.ts';
import { chatFilter, lineFilter } from '../../models/search-filter.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import { statusReason } from '../../texts/delivery.ts';
import { fileErrorReasons } from '../../texts/received-file.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { briefView, contactParams, conversationView, messageView, timelineView } from '../schemas/conversation.ts';
import { agentFilter, flag, id } from '../schemas/fields.ts';
import { chatQuery, matchView, transcriptQuery } from '../schemas/search.ts';
import { matchesOf, readerOf } from '../conversations/search.ts';

const seq = z.coerce.number().int().min(0);

const sorts = {
  waiting: { field: 'waitingAt', direction: 1 },
  window: { field: 'windowAt', direction: 1 },
  recent: { field: 'recentAt', direction: -1 },
} as const;

const listedConversation = conversationView
  .extend({ match: matchView.optional().describe('Of a search: the line that says most of it, where one does') })
  .meta({ id: 'ListedConversation' });

/** Reading conversations: lists out of the read model, one chat out of its workflow. */
export function conversationRoutes(app: App, { facts, view, read, brief, readStored }: ConversationService): void {
  const tags = ['conversations'];

  app.get(
    '/v1/conversations',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List conversations that the caller may see',
        querystring: z.strictObject({
          ...pageQuery,
          view: z
            .enum(['mine', 'unassigned', 'all', 'closed', 'history'])
            .default('all')
            .describe(
              'mine: taken by the caller, or waiting in their personal inbox; unassigned: waiting in any other inbox; closed: in Cerradas; all and history: every conversation the caller may see',
            ),
          inboxId: id.optional(),
          agentId: agentFilter('Chats that this agent has'),
          state: z.enum(states).optional(),
          origin: z.enum(origins).optional(),
          unread: flag.optional(),
          escalated: flag.optional(),
          q: chatQuery.optional(),
          sort: z.enum(['waiting', 'window', 'recent']).default('recent'),
        }),
        response: { 200: pageOf(listedConversation) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const viewer = facts.viewer(caller);
      const conditions = [visibleTo(viewer), viewFilter(filters.view, caller.agentId)];
      const { inboxId, agentId, state, origin, unread, escalated } = filters;
      for (const [field, value] of Object.entries({ inboxId, agentId, state, origin, unread, escalated })) {
        if (value !== undefined) conditions.push({ [field]: value });
      }
      if (filters.q) conditions.push(chatFilter(filters.q, readerOf(caller)));
      const page = await keysetPage(
        ConversationModel,
        { $and: conditions },
        { list: 'conversations', filters, sort: sorts[filters.sort], limit, cursor },
      );
      const matches = await matchesOf(page.items, filters.q, caller, viewer);
      return {
        items: page.items.map((doc) => ({
          ...view.conversation(doc.conversation, caller, false),
          ...matches.get(doc._id),
        })),
        nextCursor: page.nextCursor,
      };
    },
  );

  app.get(
    '/v1/conversations/:contactId',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read a conversation as it is now',
        params: contactParams,
        response: { 200: conversationView },
      },
    },
    async ({ params, caller }) => {
      const { conversation, live } = await read(params.contactId, caller);
      return view.conversation(conversation, caller, live);
    },
  );

  app.get(
    '/v1/conversations/:contactId/brief',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Read the brief that a claim answers with, also of a chat that a rule or a supervisor gave',
        params: contactParams,
        response: { 200: briefView },
      },
    },
    async ({ params, caller }) => brief(params.contactId, caller),
  );

  app.get(
    '/v1/conversations/:contactId/messages',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read the transcript, oldest first unless told otherwise',
        params: contactParams,
        querystring: z.strictObject({
          ...pageQuery,
          order: z.enum(['oldest', 'newest']).default('oldest'),
          q: transcriptQuery.optional(),
          fromSeq: seq.optional().describe('This line and later ones'),
          toSeq: seq.optional().describe('This line and earlier ones'),
        }),
        response: { 200: pageOf(messageView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.contactId, caller);
      const { limit, cursor, order, q, fromSeq, toSeq } = query;
      const reader = readerOf(caller);
      const direction = order === 'newest' ? -1 : 1;
      const part = {
        ...(fromSeq === undefined ? {} : { $gte: fromSeq }),
        ...(toSeq === undefined ? {} : { $lte: toSeq }),
      };
      // Notes are for the team; a reaction that came before its message is no line yet.
      const directions = reader.notes ? {} : { direction: { $ne: 'note' } };
      const page = await keysetPage(
        MessageModel as never,
        {
          contactId: params.contactId,
          seq: { $exists: true, ...part },
          ...directions,
          ...(q ? lineFilter(q, reader) : {}),
        },
        {
          list: 'messages',
          filters: { ...params, q, fromSeq, toSeq },
          sort: { field: 'seq', direction },
          limit,
          cursor,
        },
      );
      return {
        items: (page.items as unknown as MessageDoc[]).map((doc) => messageOf(doc, seesDeleted(caller))),
        nextCursor: page.nextCursor,
      };
    },
  );

  app.get(
    '/v1/conversations/:contactId/timeline',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read every transition, oldest first',
        params: contactParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(timelineView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.contactId, caller);
      const { limit, cursor } = query;
      const page = await keysetPage(
        TimelineModel,
        { contactId: params.contactId },
        { list: 'timeline', filters: params, sort: { field: 'seq', direction: 1 }, limit, cursor },
      );
      return { items: page.items.map((row) => wireTimeline(row, view.names)), nextCursor: page.nextCursor };
    },
  );
}

/** The desk's views. */
function viewFilter(
  view: 'mine' | 'unassigned' | 'all' | 'closed' | 'history',
  agentId: string | null,
): Record<string, unknown> {
  switch (view) {
    case 'mine':
      return { agentId: agentId ?? '' };
    case 'unassigned':
      return { state: 'BANDEJA', inboxKind: { $in: ['GENERAL', 'CUSTOM'] } };
    case 'closed':
      return { state: 'BANDEJA', inboxKind: 'CERRADAS' };
    case 'all':
    case 'history':
      return {};
  }
}

/** A stored line. `whole`: for whom what the customer took back is shown. */
export function messageOf({ _id, reactions, told, edits, deletedAt, ...row }: MessageDoc, whole = false) {
  const shown = Object.values(reactions ?? {})
    .filter((one): one is typeof one & { emoji: string } => one.emoji !== null)
    .sort((a, b) => a.at - b.at)
    .map(({ emoji, by, at }) => ({ emoji, by, at: new Date(at).toISOString() }));
  const later = {
    ...(told ? { told } : {}),
    ...(edits ? { edits } : {}),
    ...(deletedAt === undefined ? {} : { deletedAt }),
  };
  const line = wireMessage({ ...row, id: _id, seq: row.seq ?? 0 }, shown, { later, whole });
  return { ...line, media: mediaOf(line.media), statusReason: statusReason(line.status, told) };
}

/** A file that could not be had says why. */
function mediaOf(media: unknown): unknown {
  const { error } = (media ?? {}) as { error?: FileError };
  return error === undefined ? media : { ...(media as object), errorReason: fileErrorReasons[error] };
}
