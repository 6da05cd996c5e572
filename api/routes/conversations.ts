import { z } from 'zod';
import { seesDeleted } from '../../domain/caller.ts';
import { origins, states } from '../../domain/vocabulary.ts';
import { wireMessage, wireTimeline } from '../../domain/wire.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { foldWords, phoneDigits } from '../../models/fold-words.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { TimelineModel } from '../../models/timeline.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import { statusReason } from '../../texts/delivery.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { contactParams, conversationView, messageView, timelineView } from '../schemas/conversation.ts';
import { flag, id, search } from '../schemas/fields.ts';

const sorts = {
  waiting: { field: 'waitingAt', direction: 1 },
  window: { field: 'windowAt', direction: 1 },
  recent: { field: 'recentAt', direction: -1 },
} as const;

/** Reading conversations: lists out of the read model, one chat out of its workflow. */
export function conversationRoutes(app: App, { facts, view, read, readStored }: ConversationService): void {
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
          view: z.enum(['mine', 'unassigned', 'all', 'closed', 'history']).default('all'),
          inboxId: id.optional(),
          agentId: id.optional(),
          state: z.enum(states).optional(),
          origin: z.enum(origins).optional(),
          unread: flag.optional(),
          escalated: flag.optional(),
          q: search.optional(),
          sort: z.enum(['waiting', 'window', 'recent']).default('recent'),
        }),
        response: { 200: pageOf(conversationView) },
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
      if (filters.q) conditions.push(wordsFilter(filters.q));
      const page = await keysetPage(
        ConversationModel,
        { $and: conditions },
        { list: 'conversations', filters, sort: sorts[filters.sort], limit, cursor },
      );
      return {
        items: page.items.map((doc) => view.conversation(doc.conversation, caller, false)),
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
    '/v1/conversations/:contactId/messages',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read the transcript, oldest first unless told otherwise',
        params: contactParams,
        querystring: z.strictObject({ ...pageQuery, order: z.enum(['oldest', 'newest']).default('oldest') }),
        response: { 200: pageOf(messageView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.contactId, caller);
      const { limit, cursor, order } = query;
      const direction = order === 'newest' ? -1 : 1;
      // Notes are for the team; a reaction that came before its message is no line yet.
      const directions = caller.role === 'integrator' ? { direction: { $ne: 'note' } } : {};
      const page = await keysetPage(
        MessageModel as never,
        { contactId: params.contactId, seq: { $exists: true }, ...directions },
        { list: 'messages', filters: params, sort: { field: 'seq', direction }, limit, cursor },
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

/** Every word of the search begins a word of the contact, or its digits their phone number; no word finds nobody. */
export function wordsFilter(q: string): Record<string, unknown> {
  const begins = (word: string) => ({ words: { $regex: `^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` } });
  const words = foldWords(q);
  const digits = phoneDigits(q);
  const wanted = [...(words.length > 0 ? [{ $and: words.map(begins) }] : []), ...(digits ? [begins(digits)] : [])];
  return wanted.length > 0 ? { $or: wanted } : { _id: { $in: [] } };
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
  return { ...line, statusReason: statusReason(line.status, told) };
}
