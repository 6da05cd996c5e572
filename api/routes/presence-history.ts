import { z } from 'zod';
import { onlineTime, withUnwritten } from '../../domain/online-time.ts';
import type { PresenceChange } from '../../domain/presence.ts';
import { AgentModel, presenceOf } from '../../models/agent.ts';
import { presenceBetween } from '../../models/presence.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { decodeCursor, encodeCursor, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { presenceHistoryView } from '../schemas/agent.ts';
import { idParams } from '../schemas/fields.ts';

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
        querystring: z.strictObject({ ...pageQuery, ...rangeQuery('a day') }),
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
      const { from, to } = rangeOf(query, now, 1);

      const { before, changes } = await presenceBetween(agentId, new Date(from), new Date(to));
      const rows = changes.map((one) => ({ id: one._id, status: one.status, cause: one.cause, at: one.at.getTime() }));
      const timeout = directory.presenceTimeout();
      const known = withUnwritten({ before, changes: rows }, presenceOf(agent), { from, to, now, timeout });
      const all = [...rows, ...known.unwritten.map((change) => ({ id: '~', ...change }))];

      const { items, nextCursor } = pageOf(all, agentId, query);
      return {
        agentId,
        status: directory.isOnline(agent, now) ? ('online' as const) : ('away' as const),
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        onlineSeconds: onlineTime(known.before, all, from, to) / 1000,
        items: items.map(({ status, cause, at }) => ({ status, cause, at: new Date(at).toISOString() })),
        nextCursor,
      };
    },
  );
}

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The online time needs every change of the range, so that a page is a part of what was read anyway. */
function pageOf(all: (PresenceChange & { id: string })[], agentId: string, { limit, cursor, from, to }: Asked) {
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
