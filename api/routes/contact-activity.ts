import { z } from 'zod';
import type { TimelineRow } from '../../domain/rows.ts';
import { wireTimeline } from '../../domain/wire.ts';
import type { Viewer } from '../../domain/visibility.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import { linkedTo } from '../../models/person.ts';
import { TimelineModel } from '../../models/timeline.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { actorView, timelineView } from '../schemas/conversation.ts';
import { flag, idParams, instant } from '../schemas/fields.ts';

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
export function contactActivityRoutes(app: App, { readStored, facts, view }: ConversationService): void {
  app.get(
    '/v1/contacts/:id/activity',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags: ['contacts'],
        summary: 'Read the activity of a contact, newest first; notes are told to people only',
        params: idParams,
        querystring: z.strictObject({
          ...pageQuery,
          linked: flag
            .optional()
            .describe('Also of the same person’s other contacts, as far as the caller may see them'),
        }),
        response: { 200: pageOf(activityView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.id, caller);
      const of = ['activity', params.id, query.linked ?? false];
      const ids = query.linked ? await seenOf(params.id, facts.viewer(caller)) : [params.id];
      const filter = { contactId: { $in: ids }, ...(query.cursor === undefined ? {} : pastOf(of, query.cursor)) };
      const newest = { sort: { at: -1, seq: -1, _id: -1 }, limit: query.limit + 1 } as const;
      const [rows, notes] = await Promise.all([
        TimelineModel.find(filter as never, {}, newest).lean(),
        caller.role === 'integrator'
          ? []
          : MessageModel.find({ ...filter, direction: 'note' } as never, {}, newest).lean(),
      ]);
      const all = [
        ...rows.map((row) => ({ key: keyOf(row), told: () => transition(row) })),
        ...notes.map((doc) => ({ key: keyOf(doc), told: () => note(doc) })),
      ].sort((a, b) => byKey(b.key, a.key));
      const page = all.slice(0, query.limit);
      const last = page.at(-1)?.key;
      const more = all.length > query.limit && last !== undefined;
      return {
        items: page.map(({ told }) => told()),
        nextCursor: more ? encodeCursor(of, last.at, `${last.seq} ${last.id}`) : null,
      };
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

/** The contacts of one person that the viewer may see. */
async function seenOf(contactId: string, viewer: Viewer): Promise<string[]> {
  const others = (await linkedTo(contactId)).map((one) => one.contactId);
  if (others.length === 0) return [contactId];
  const seen = await ConversationModel.find({ $and: [{ _id: { $in: others } }, visibleTo(viewer)] }, { _id: 1 }).lean();
  return [contactId, ...seen.map(({ _id }) => _id)];
}

/** By time; what one contact's chat did at one moment by the order of its arrival. */
interface Key {
  at: number;
  seq: number;
  id: string;
}

function keyOf({ _id: id, at, seq = 0 }: { _id: string; at: number; seq?: number }): Key {
  return { at, seq, id };
}

function byKey(a: Key, b: Key): number {
  return a.at - b.at || a.seq - b.seq || (a.id < b.id ? -1 : 1);
}

function pastOf(of: unknown, cursor: string): object {
  const { value: at, id: rest } = decodeCursor(of, cursor);
  const [, seq, id] = /^(\d{1,16}) (.+)$/.exec(rest) ?? [];
  if (typeof at !== 'number' || seq === undefined) throw problem('invalid-cursor');
  const before = [{ at: { $lt: at } }, { seq: { $lt: Number(seq) } }, { seq: Number(seq), _id: { $lt: id } }];
  return { at: { $lte: at }, $or: before };
}
