import { z } from 'zod';
import type { TimelineRow } from '../../domain/rows.ts';
import { wireTimeline } from '../../domain/wire.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { actorView, timelineView } from '../schemas/conversation.ts';
import { idParams, instant } from '../schemas/fields.ts';

const activityView = z
  .discriminatedUnion('kind', [
    timelineView.extend({ kind: z.literal('transition') }),
    z.object({
      kind: z.literal('note'),
      contactId: z.string(),
      seq: z.number().int(),
      at: instant,
      messageId: z.string().describe('Its text is in the transcript'),
      actor: actorView,
    }),
  ])
  .meta({ id: 'Activity' });
type Activity = z.output<typeof activityView>;

/** What happened with a contact, newest first: where the chat went, and for the team that notes were made. */
export function contactActivityRoutes(app: App, { readStored, view }: ConversationService): void {
  app.get(
    '/v1/contacts/:id/activity',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags: ['contacts'],
        summary: 'Read the activity of a contact, newest first; notes are told to people only',
        params: idParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(activityView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.id, caller);
      const of = ['activity', params.id];
      const before = query.cursor === undefined ? null : decodeCursor(of, query.cursor).value;
      if (before !== null && typeof before !== 'number') throw problem('invalid-cursor');

      const filter = { contactId: params.id, seq: before === null ? { $exists: true } : { $lt: before } };
      const newest = { sort: { seq: -1 }, limit: query.limit + 1 } as const;
      const [rows, notes] = await Promise.all([
        TimelineModel.find(filter, {}, newest).lean(),
        caller.role === 'integrator' ? [] : MessageModel.find({ ...filter, direction: 'note' }, {}, newest).lean(),
      ]);
      // Both count the same order of arrival.
      const all = [...rows.map(transition), ...notes.map(note)].sort((a, b) => b.seq - a.seq);
      const items = all.slice(0, query.limit);
      const last = items.at(-1);
      return { items, nextCursor: all.length > query.limit && last ? encodeCursor(of, last.seq, params.id) : null };
    },
  );

  function transition(row: TimelineRow): Activity {
    return { kind: 'transition', ...wireTimeline(row, view.names) };
  }
}

function note({ _id, contactId, seq = 0, at, author }: MessageDoc): Activity {
  const actor = { kind: 'agent' as const, id: author.id, name: author.name };
  return { kind: 'note', contactId, seq, at: new Date(at).toISOString(), messageId: _id, actor };
}
