import { z } from 'zod';
import { parseSearch } from '../../language/search.ts';
import type { After } from '../../models/transcript-search.ts';
import { findLines, matchOf } from '../../models/transcript-search.ts';
import type { App } from '../app.ts';
import { readerOf } from '../conversations/search.ts';
import type { ConversationService } from '../conversations/service.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { messageView } from '../schemas/conversation.ts';
import { agentFilter, fromMoment, id } from '../schemas/fields.ts';
import { matchView, matchViewOf, transcriptQuery } from '../schemas/search.ts';

const foundLine = matchView
  .extend({
    contactId: z.string(),
    contactName: z.string().nullable(),
    channel: z.string(),
    author: messageView.shape.author,
    type: messageView.shape.type,
  })
  .meta({ id: 'FoundMessage' });

/** Searching the lines of all chats at once. */
export function messageSearchRoutes(app: App, { facts }: ConversationService): void {
  app.get(
    '/v1/messages',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags: ['conversations'],
        summary: 'Search the transcripts of all chats that the caller may see, newest line first',
        querystring: z.strictObject({
          ...pageQuery,
          q: transcriptQuery,
          contactId: id.optional(),
          agentId: agentFilter('Lines of chats that are with this agent now, or in their personal inbox'),
          inboxId: id.optional().describe('Lines of chats that are in this inbox now'),
          direction: z.enum(['in', 'out', 'note', 'system']).optional(),
          from: fromMoment('Lines of this moment or later'),
          to: fromMoment('Lines before this moment'),
        }),
        response: { 200: pageOf(foundLine) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const { q, contactId, agentId, inboxId, direction, from, to } = filters;
      const conditions: Record<string, unknown>[] = [];
      if (contactId !== undefined) conditions.push({ contactId });
      if (direction !== undefined) conditions.push({ direction });
      if (from !== undefined) conditions.push({ at: { $gte: Date.parse(from) } });
      if (to !== undefined) conditions.push({ at: { $lt: Date.parse(to) } });
      const place = { ...(agentId === undefined ? {} : { agentId }), ...(inboxId === undefined ? {} : { inboxId }) };
      const viewer = facts.viewer(caller);
      const of = ['found-messages', filters];
      const after = cursor === undefined ? null : afterOf(decodeCursor(of, cursor));
      const found = await findLines({
        q,
        reader: readerOf(caller),
        conditions,
        viewer,
        place,
        limit: limit + 1,
        after,
      });
      const search = parseSearch(q);
      const items = found.slice(0, limit).map((line) => ({
        ...matchViewOf(matchOf(line, search)),
        contactId: line.contactId,
        contactName: line.chat.profile.name,
        channel: line.chat.channel,
        author: line.author,
        type: line.type,
      }));
      const last = found[limit - 1];
      const more = found.length > limit && last !== undefined;
      return { items, nextCursor: more ? encodeCursor(of, last.at, last._id) : null };
    },
  );
}

function afterOf({ value, id }: ReturnType<typeof decodeCursor>): After {
  if (typeof value !== 'number') throw problem('invalid-cursor');
  return { at: value, id };
}
