import { z } from 'zod';
import { onlineTime } from '../../domain/online-time.ts';
import type { Presence, PresenceChange } from '../../domain/presence.ts';
import { presenceAfter } from '../../domain/presence.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import { presenceBetween } from '../../models/presence.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { decodeCursor, encodeCursor, pageQuery } from '../pagination.ts';
import { invalidRequest } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { presenceHistoryView } from '../schemas/agent.ts';
import { idParams } from '../schemas/fields.ts';

const DAY_MS = 86_400_000;
const LONGEST_RANGE_MS = 366 * DAY_MS;

const time = z.iso.datetime({ offset: true });

/** When an agent was online: every change with its cause, and the time that they add up to. */
export function presenceHistoryRoutes(app: App, { directory }: Pick<Deps, 'directory'>): void {
  app.get(
    '/v1/agents/:id/presence',
    {
      config: { roles: ['agent'] },
      schema: {
        tags: ['agents'],
        summary: 'Read the presence of a range: its changes, oldest first, and the online time; `me` is oneself',
        params: idParams,
        querystring: z.strictObject({
          ...pageQuery,
          from: time.optional().describe('Included; a day before `to` when left out'),
          to: time.optional().describe('Not included; now when left out, and at most now'),
        }),
        response: { 200: presenceHistoryView },
      },
    },
    async ({ params, query, caller }) => {
      const agentId = params.id === 'me' ? (caller.agentId ?? '') : params.id;
      const agent = await AgentModel.findOne({ _id: agentId, deletedAt: null }).lean();
      if (!agent) throw problem('not-found');
      if (caller.role === 'agent' && agentId !== caller.agentId) {
        throw problem('forbidden', { detail: 'The presence of others over time is for supervisors.' });
      }
      const now = Date.now();
      const { from, to } = rangeOf(query, now);

      const { before, changes } = await presenceBetween(agentId, new Date(from), new Date(to));
      const rows = changes.map((one) => ({ id: one._id, status: one.status, cause: one.cause, at: one.at.getTime() }));
      // What nobody has written down yet: a silence that became too long since the last sweep.
      const passed = presenceAfter(presenceOf(agent), { type: 'nothing' }, now, directory.presenceTimeout());
      const unwritten = passed.changes.filter(({ at }) => at < to).map((change) => ({ id: '~', ...change }));
      const within = unwritten.filter(({ at }) => at >= from);
      const all = [...rows, ...within];
      const [first] = unwritten.length > within.length ? unwritten : [];

      const { items, nextCursor } = pageOf(all, agentId, query);
      return {
        agentId,
        status: directory.isOnline(agent, now) ? ('online' as const) : ('away' as const),
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        onlineSeconds: onlineTime(first?.status ?? before, all, from, to) / 1000,
        items: items.map(({ status, cause, at }) => ({ status, cause, at: new Date(at).toISOString() })),
        nextCursor,
      };
    },
  );
}

interface Range {
  from?: string | undefined;
  to?: string | undefined;
}

function rangeOf(asked: Range, now: number): { from: number; to: number } {
  const to = Math.min(asked.to ? Date.parse(asked.to) : now, now);
  const from = asked.from ? Date.parse(asked.from) : to - DAY_MS;
  if (from > to) throw invalidRange('Expected a time before `to`, which is at most now');
  if (to - from > LONGEST_RANGE_MS) throw invalidRange('Expected a range of at most 366 days');
  return { from, to };
}

function invalidRange(message: string) {
  return invalidRequest([{ code: 'custom', path: ['from'], message, input: undefined }], 'querystring');
}

/** The online time needs every change of the range, so that a page is a part of what was read anyway. */
function pageOf(
  all: (PresenceChange & { id: string })[],
  agentId: string,
  { limit, cursor, from, to }: Range & { limit: number; cursor?: string | undefined },
) {
  const of = ['presence', agentId, from, to];
  let rest = all;
  if (cursor !== undefined) {
    const past = decodeCursor(of, cursor);
    if (typeof past.value !== 'number') throw problem('invalid-cursor');
    const { value, id } = { ...past, value: past.value };
    rest = all.filter((one) => one.at > value || (one.at === value && one.id > id));
  }
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rest.length > limit && last ? encodeCursor(of, last.at, last.id) : null };
}

function presenceOf({ active, status, lastHeartbeatAt }: AgentDoc): Presence {
  return { active, status, lastHeartbeatAt: lastHeartbeatAt?.getTime() ?? null };
}
