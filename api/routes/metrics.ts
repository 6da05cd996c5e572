import { DateTime } from 'luxon';
import { z } from 'zod';
import { isoDuration } from '../../config/duration.ts';
import type { Caller } from '../../domain/caller.ts';
import { onlineTime, withUnwritten } from '../../domain/online-time.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel, presenceOf } from '../../models/agent.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import { InboxModel } from '../../models/inbox.ts';
import type { BotGroup, Figures, Range, Spread } from '../../models/performance.ts';
import { agentFigures, botFigures, inboxFigures } from '../../models/performance.ts';
import { presenceOfMany } from '../../models/presence.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { rangeOf, rangeQuery } from '../range.ts';
import { agentFilter, id } from '../schemas/fields.ts';
import { agentMetricsView, botMetricsView, inboxMetricsView } from '../schemas/metrics.ts';

const DAYS = 7;
const range = rangeQuery('7 days');
const clocks = 'How each figure is counted: docs/metrics.md.';
const cohort = `Counted over the episodes queued in the range, also where they go on after it. ${clocks}`;

/** How the bot, the inboxes and the agents do. Each figure opens to the episodes it was counted from. */
export function metricsRoutes(app: App, { directory }: Pick<Deps, 'directory'>): void {
  const tags = ['metrics'];

  app.get(
    '/v1/metrics/bot',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Read what the bot resolved and what it routed to the team, in all, by day, by inbox and by reason',
        description: `Counted over the sessions with the bot that ended in the range. ${clocks}`,
        querystring: z.strictObject(range),
        response: { 200: botMetricsView },
      },
    },
    async ({ query }) => botMetrics(rangeOf(query, Date.now(), DAYS), directory),
  );

  app.get(
    '/v1/metrics/inboxes',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Read the performance of inboxes, by name',
        description: cohort,
        querystring: z.strictObject({ ...pageQuery, ...range, inboxId: id.optional() }),
        response: { 200: rangePage(inboxMetricsView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const asked = rangeOf(query, Date.now(), DAYS);
      const page = await byName(InboxModel, filters.inboxId, asked, { list: 'inbox metrics', filters, limit, cursor });
      const inboxes = page.items as unknown as InboxDoc[];
      const figures = await inboxFigures(idsOf(inboxes), asked);
      const items = inboxes.map(({ _id, name, kind }) => {
        const own = figures.find((one) => one._id === _id) ?? none(_id);
        return {
          inboxId: _id,
          inboxName: name,
          kind,
          waiting: spreadOf(own.waiting),
          ...figuresOf(own, listOf({ inboxId: _id }, asked)),
        };
      });
      return { ...told(asked), items, nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/metrics/agents',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Read the performance of agents, by name; agents read their own',
        description: cohort,
        querystring: z.strictObject({ ...pageQuery, ...range, agentId: agentFilter('This agent alone') }),
        response: { 200: rangePage(agentMetricsView) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const now = Date.now();
      const asked = rangeOf(query, now, DAYS);
      const agentId = ownOnly(caller, filters.agentId);
      const page = await byName(AgentModel, agentId, asked, { list: 'agent metrics', filters, limit, cursor });
      const agents = page.items as unknown as AgentDoc[];
      const [figures, presence] = await Promise.all([
        agentFigures(idsOf(agents), asked),
        presenceOfMany(agents, new Date(asked.from), new Date(asked.to)),
      ]);
      const online = (agent: AgentDoc) => {
        const { before, changes } = presence.get(agent._id) ?? { before: 'away' as const, changes: [] };
        const rows = changes.map(({ status, cause, at }) => ({ status, cause, at: at.getTime() }));
        const timeout = directory.presenceTimeout();
        const known = withUnwritten({ before, changes: rows }, presenceOf(agent), { ...asked, now, timeout });
        return isoDuration(onlineTime(known.before, [...rows, ...known.unwritten], asked.from, asked.to));
      };
      const items = agents.map((agent) => {
        const own = figures.find((one) => one._id === agent._id) ?? none(agent._id);
        return {
          agentId: agent._id,
          agentName: agent.name,
          online: online(agent),
          ...figuresOf(own, listOf({ agentId: agent._id }, asked)),
        };
      });
      return { ...told(asked), items, nextCursor: page.nextCursor };
    },
  );
}

const rangePage = <Item extends z.ZodType>(item: Item) =>
  pageOf(item).extend({ from: z.string().meta({ format: 'date-time' }), to: z.string().meta({ format: 'date-time' }) });

async function botMetrics(asked: Range, directory: Directory) {
  const { timeZone } = directory.settings().account;
  const { groups, reasons, running } = await botFigures(asked, timeZone);
  const whole = botSums(groups);
  const days = [...Map.groupBy(groups, ({ day }) => day)];
  const inboxes = [...Map.groupBy(groups.filter(isOfInbox), ({ inboxId }) => inboxId)];
  const routed = (count: number) => ({ routedToTeam: count, routedToTeamRate: rateOf(count, whole.conversations) });
  const list = (filter: Record<string, string>, within = asked) => listOf({ fromBot: 'true', ...filter }, within);
  return {
    ...told(asked),
    timeZone,
    ...whole,
    routedToHelpdesk: sumOf(groups, ['helpdesk']),
    running,
    episodes: list({}),
    byDay: days.map(([day, all]) => ({ day, ...botSums(all), episodes: list({}, dayWithin(day, timeZone, asked)) })),
    byInbox: inboxes.map(([inboxId, all]) => ({
      inboxId,
      inboxName: directory.inboxName(inboxId) ?? all.at(-1)?.inboxName ?? inboxId,
      ...routed(sumOf(all, ['people'])),
      episodes: list({ firstInboxId: inboxId }),
    })),
    byReason: reasons.map(({ reason, count }) => ({
      reason,
      ...routed(count),
      episodes: list({ reason: reason ?? '' }),
    })),
  };
}

function isOfInbox(group: BotGroup): group is BotGroup & { inboxId: string } {
  return group.inboxId !== null;
}

function sumOf(groups: readonly BotGroup[], ended: readonly BotGroup['ended'][]): number {
  return groups.filter((one) => ended.includes(one.ended)).reduce((sum, one) => sum + one.count, 0);
}

function botSums(groups: readonly BotGroup[]) {
  const conversations = groups.reduce((sum, one) => sum + one.count, 0);
  const resolvedByBot = sumOf(groups, ['resolved']);
  const routedToTeam = sumOf(groups, ['people', 'helpdesk']);
  return {
    conversations,
    resolvedByBot,
    routedToTeam,
    resolutionRate: rateOf(resolvedByBot, conversations),
    routedToTeamRate: rateOf(routedToTeam, conversations),
  };
}

function rateOf(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}

function dayWithin(day: string, zone: string, { from, to }: Range): Range {
  const start = DateTime.fromISO(day, { zone });
  return { from: Math.max(from, start.toMillis()), to: Math.min(to, start.plus({ days: 1 }).toMillis()) };
}

/** Agents read their own line, whatever they leave out. */
function ownOnly({ role, agentId }: Caller, asked: string | undefined): string | undefined {
  if (role !== 'agent') return asked;
  if (asked !== undefined && asked !== agentId) {
    throw problem('forbidden', { detail: 'The figures of others are for supervisors.' });
  }
  return agentId ?? '';
}

/** Inboxes or agents that there were at some time of the range. */
function byName(
  model: typeof InboxModel | typeof AgentModel,
  only: string | undefined,
  { from }: Range,
  request: { list: string; filters: unknown; limit: number; cursor: string | undefined },
) {
  const filter = {
    ...(only === undefined ? {} : { _id: only }),
    $or: [{ deletedAt: null }, { deletedAt: { $gte: new Date(from) } }],
  };
  return keysetPage(model as never, filter, { ...request, sort: { field: 'name', direction: 1 } });
}

const idsOf = (docs: readonly { _id: string }[]) => docs.map(({ _id }) => _id);
const iso = (at: number) => new Date(at).toISOString();
const told = ({ from, to }: Range) => ({ from: iso(from), to: iso(to) });

function listOf(filter: Record<string, string>, { from, to }: Range): string {
  return `/v1/handoffs?${new URLSearchParams({ ...filter, from: iso(from), to: iso(to) })}`;
}

function spreadOf({ count, p50, p95 }: Spread) {
  const span = (ms: number | null) => (ms === null ? null : isoDuration(ms));
  return { count, p50: span(p50), p95: span(p95) };
}

function figuresOf(own: Figures, episodes: string) {
  const { transfersIn, transfersOut, returns, closes, closeReasons, expiries, escalations } = own;
  return {
    volume: { episodes: own.episodes, open: own.open, stays: own.stays, taken: own.taken, answers: own.answers },
    firstResponse: spreadOf(own.firstResponse),
    resolution: spreadOf(own.resolution),
    handling: spreadOf(own.handling),
    transfersIn,
    transfersOut,
    returns,
    closes,
    closeReasons,
    expiries,
    escalations,
    episodes,
  };
}

function none(_id: string): Figures {
  const never = { count: 0, p50: null, p95: null };
  return {
    _id,
    episodes: 0,
    open: 0,
    stays: 0,
    taken: 0,
    answers: 0,
    waiting: never,
    firstResponse: never,
    resolution: never,
    handling: never,
    transfersIn: 0,
    transfersOut: 0,
    returns: 0,
    closes: 0,
    closeReasons: [],
    expiries: 0,
    escalations: 0,
  };
}
