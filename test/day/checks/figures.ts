import { Duration } from 'luxon';
import type { Relevo, Schemas } from '../../../client/src/index.ts';
import { all } from '../../../cli/demo/api.ts';
import type { Floor } from '../floor.ts';
import type { History } from '../history.ts';
import type { Finding } from './finding.ts';
import type { Episode, Figures, Range, Recount, Stay, Times } from './recounted.ts';
import { agentFigures, inboxFigures, percentile, recountAll } from './recounted.ts';

type Line = Pick<
  Schemas['InboxMetrics'],
  | 'volume'
  | 'firstResponse'
  | 'resolution'
  | 'handling'
  | 'transfersIn'
  | 'transfersOut'
  | 'returns'
  | 'closes'
  | 'expiries'
  | 'escalations'
  | 'episodes'
>;

/** Figures that were compared, and those that differ. */
interface Compared {
  figures: number;
  links: number;
  violations: string[];
}

/** Episodes and all figures against a recount of what was written, and each link against the figure it opens. */
export async function checkFigures(
  history: History,
  reader: Relevo,
  { agents }: Floor,
  since: number,
): Promise<Finding[]> {
  const range = { from: since, to: Date.now() };
  const query = { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
  const recount = recountAll(history, range);
  const compared: Compared = { figures: 0, links: 0, violations: [] };
  const listed = await all(reader.paginate('/v1/handoffs', { params: { query } }));
  compareEpisodes(recount.episodes, listed, compared);
  const episodes = compared.figures;
  for (const line of await all(reader.paginate('/v1/metrics/inboxes', { params: { query } }))) {
    const own = inboxFigures(recount, line.inboxId);
    compareSpread(line.inboxName, 'waiting', line.waiting, own.waiting, compared);
    await compareLine(reader, line.inboxName, line, own, compared);
  }
  for (const line of await all(reader.paginate('/v1/metrics/agents', { params: { query } }))) {
    await compareLine(reader, line.agentName, line, agentFigures(recount, line.agentId), compared);
    if (agents.some(({ id }) => id === line.agentId)) await compareOnline(reader, line, query, compared);
  }
  await compareBot(reader, await reader.get('/v1/metrics/bot', { params: { query } }), { recount, range }, compared);
  return [
    {
      promise: 'figures equal a recount of the history',
      checked: `${listed.length} episodes with ${episodes} facts, ${compared.figures - episodes} figures, ${compared.links} links that list as many as they say`,
      violations: compared.violations,
    },
  ];
}

function same(what: string, told: unknown, counted: unknown, compared: Compared): void {
  compared.figures += 1;
  const [a, b] = [JSON.stringify(told), JSON.stringify(counted)];
  if (a !== b) compared.violations.push(`${what}: told ${a}, counted ${b}`);
}

const msOf = (span: string | null) => (span === null ? null : Duration.fromISO(span).toMillis());
const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const between = (from: number, to: number | null) => (to === null ? null : to - from);
const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id);

function compareEpisodes(counted: Episode[], listed: Schemas['Handoff'][], compared: Compared): void {
  const told = new Map(listed.map((one) => [one.id, one]));
  same('episodes', [...told.keys()].sort(), idsOf(counted).sort(), compared);
  for (const own of counted) {
    const one = told.get(own.id);
    if (!one) continue;
    const { messagesIn, messagesOut, notes, claims, transfers, returns, escalations } = own;
    const pairs: [string, unknown, unknown][] = [
      ['contact', one.contactId, own.contactId],
      ['origin', [one.origin, one.fromBot], [own.origin, own.fromBot]],
      ['outcome', [one.outcome, one.state], [own.outcome, own.endedAt === null ? 'open' : 'closed']],
      ['began', one.began, own.began],
      ['ended', one.ended, own.ended],
      [
        'times',
        [one.queuedAt, one.claimedAt, one.firstReplyAt, one.closedAt],
        [own.queuedAt, own.claimedAt, own.firstReplyAt, own.endedAt].map(isoOf),
      ],
      ['waiting', msOf(one.waiting), between(own.queuedAt, own.claimedAt)],
      ['first response', msOf(one.firstResponse), own.firstResponse],
      ['resolution', msOf(one.resolution), own.resolution],
      ['duration', msOf(one.duration), between(own.queuedAt, own.endedAt)],
      ['places', [idsOf(one.inboxes), idsOf(one.agents)], [idsOf(own.inboxes), idsOf(own.agents)]],
      ['counts', one.counts, { messagesIn, messagesOut, notes, claims, transfers, returns, escalations }],
    ];
    for (const [what, a, b] of pairs) same(`${own.id} ${what}`, a, b, compared);
  }
}

async function compareLine(reader: Relevo, name: string, told: Line, own: Figures, compared: Compared): Promise<void> {
  const { episodes, open, stays, taken, answers } = own;
  same(`${name} volume`, told.volume, { episodes, open, stays, taken, answers }, compared);
  for (const what of ['transfersIn', 'transfersOut', 'returns', 'closes', 'expiries', 'escalations'] as const)
    same(`${name} ${what}`, told[what], own[what], compared);
  for (const what of ['firstResponse', 'resolution', 'handling'] as const)
    compareSpread(name, what, told[what], own[what], compared);
  await compareLink(reader, name, told.episodes, told.volume.episodes, compared);
}

function compareSpread(name: string, what: string, told: Schemas['Spread'], times: Times, compared: Compared): void {
  const shown = { count: told.count, p50: msOf(told.p50), p95: msOf(told.p95) };
  const own = { count: times.length, p50: percentile(times, 50), p95: percentile(times, 95) };
  same(`${name} ${what}`, shown, own, compared);
}

/** A figure's link lists as many episodes as the figure says. */
async function compareLink(
  reader: Relevo,
  name: string,
  link: string,
  count: number,
  compared: Compared,
): Promise<void> {
  const query = Object.fromEntries(new URL(link, 'http://api').searchParams);
  const listed = await all(reader.paginate('/v1/handoffs', { params: { query: query as { from: string } } }));
  compared.links += 1;
  same(`${name} link`, listed.length, count, compared);
}

/** Online time, added up from the changes of presence. */
async function compareOnline(
  reader: Relevo,
  line: Schemas['AgentMetrics'],
  query: { from: string; to: string },
  compared: Compared,
): Promise<void> {
  const path = { id: line.agentId };
  const { items } = await reader.get('/v1/agents/{id}/presence', { params: { path, query: { ...query, limit: 200 } } });
  let [online, since] = [0, null as number | null];
  for (const { status, at } of items) {
    if (status === 'online') since ??= Date.parse(at);
    else if (since !== null) [online, since] = [online + Date.parse(at) - since, null];
  }
  if (since !== null) online += Date.parse(query.to) - since;
  same(`${line.agentName} online`, msOf(line.online), online, compared);
}

async function compareBot(
  reader: Relevo,
  told: Schemas['BotMetrics'],
  { recount, range }: { recount: Recount; range: Range },
  compared: Compared,
): Promise<void> {
  const ended = recount.bot.filter(({ to }) => to !== null && to >= range.from && to < range.to);
  const routed = (some: Stay[]) => some.filter(({ next }) => next !== null && next.kind !== 'bot');
  const figures = (some: Stay[]) => {
    const rest = some.filter(({ next }) => next === null || next.kind === 'bot');
    const helpdesk = rest.filter(({ ended: how }) => how === 'helpdesk-handoff').length;
    const resolved = rest.filter(({ ended: how, answers }) => how !== 'helpdesk-handoff' && answers > 0).length;
    const all_ = some.length;
    const team = routed(some).length + helpdesk;
    return [all_, resolved, team, all_ === 0 ? null : resolved / all_, all_ === 0 ? null : team / all_];
  };
  const shown = (one: Omit<Schemas['BotMetrics']['byDay'][number], 'day' | 'episodes'>) => [
    one.conversations,
    one.resolvedByBot,
    one.routedToTeam,
    one.resolutionRate,
    one.routedToTeamRate,
  ];
  same('bot', shown(told), figures(ended), compared);
  same('bot running', told.running, recount.bot.filter(({ to }) => to === null).length, compared);
  await compareLink(reader, 'bot', told.episodes, routed(ended).length, compared);
  const dayOf = ({ to }: Stay) => new Intl.DateTimeFormat('en-CA', { timeZone: told.timeZone }).format(to ?? 0);
  await compareGroups(
    told.byDay,
    ({ day }) => day,
    Map.groupBy(ended, dayOf),
    async (one, some, day) => {
      same(`bot on ${day}`, shown(one), figures(some), compared);
      await compareLink(reader, `bot on ${day}`, one.episodes, routed(some).length, compared);
    },
  );
  const teams = routed(ended);
  const toTeam = async (one: { routedToTeam: number; episodes: string }, some: Stay[], name: string) => {
    same(`bot to ${name}`, one.routedToTeam, some.length, compared);
    await compareLink(reader, `bot to ${name}`, one.episodes, some.length, compared);
  };
  const byInbox = Map.groupBy(teams, ({ next }) => next?.inbox?.id ?? '');
  await compareGroups(told.byInbox, ({ inboxId }) => inboxId, byInbox, toTeam);
  const byReason = Map.groupBy(teams, ({ endedReason }) => endedReason ?? '');
  await compareGroups(told.byReason, ({ reason }) => reason ?? '', byReason, toTeam);
}

async function compareGroups<Told>(
  told: Told[],
  nameOf: (one: Told) => string,
  counted: Map<string, Stay[]>,
  compare: (one: Told, some: Stay[], name: string) => Promise<void>,
): Promise<void> {
  const left = new Map(counted);
  for (const one of told) {
    const name = nameOf(one);
    await compare(one, left.get(name) ?? [], name);
    left.delete(name);
  }
  if (left.size > 0) throw new Error(`the figures leave out ${[...left.keys()].join(', ')}`);
}
