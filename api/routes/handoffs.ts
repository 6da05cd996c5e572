import { z } from 'zod';
import { episodeOrigins, outcomes } from '../../domain/attention.ts';
import type { Caller } from '../../domain/caller.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { EpisodeDoc } from '../../models/episode.ts';
import { EpisodeModel, episodeRow } from '../../models/episode.ts';
import { wordsFilter } from '../../models/search-filter.ts';
import { StayModel } from '../../models/stay.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { handoffOf, stayOf } from '../handoff-view.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { agentFilter, flag, fromMoment, id, idParams, search } from '../schemas/fields.ts';
import { handoffDetail, handoffView } from '../schemas/handoff.ts';
import { channelName } from '../schemas/inbound.ts';

const sorts = {
  recent: { field: 'queuedAt', direction: -1 },
  oldest: { field: 'queuedAt', direction: 1 },
  firstResponse: { field: 'firstResponse', direction: -1 },
  resolution: { field: 'resolution', direction: -1 },
} as const;

const filterShape = {
  inboxId: id.optional().describe('It was in this inbox, or taken from it'),
  firstInboxId: id.optional().describe('It began in this inbox'),
  agentId: agentFilter('This agent had it'),
  contactId: id.optional(),
  state: z.enum(['open', 'closed']).optional(),
  channel: channelName.optional(),
  outcome: z.enum(outcomes).optional(),
  origin: z.enum(episodeOrigins).optional(),
  fromBot: flag.optional(),
  reason: z.string().max(1000).optional().describe('Exactly the reason it began with; empty: none was given'),
  from: fromMoment('Queued then or later'),
  to: fromMoment('Queued before'),
  q: search
    .optional()
    .describe('Beginnings of words of the contact, inboxes, agents and reasons, all of them, as they were then'),
  sort: z.enum(['recent', 'oldest', 'firstResponse', 'resolution']).default('recent').describe('The longest first'),
};
const filterQuery = z.strictObject({ ...pageQuery, ...filterShape });
type Filters = Omit<z.output<typeof filterQuery>, 'limit' | 'cursor'>;

/** How many chats a search of an agent looks through for those that they may see. */
const SEARCHED = 5_000;

/** Attention episodes: everything for supervisors, those they had for agents. */
export function handoffRoutes(app: App, { facts, view }: ConversationService): void {
  const tags = ['handoffs'];

  app.get(
    '/v1/handoffs',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List attention episodes; agents are listed those that they had',
        description:
          'Of a chat that an agent may not see any more they are told the figures and their own part, and nothing of the contact; a search, and a filter by what they are not told, finds only chats that they may see now. How each figure is counted: docs/metrics.md.',
        querystring: filterQuery,
        response: { 200: pageOf(handoffView) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const conditions = conditionsOf(filters, caller);
      if (filters.q) conditions.push(wordsFilter(filters.q));
      if (asksBeyondOwn(filters, caller)) conditions.push({ contactId: { $in: await seenAmong(conditions, caller) } });
      const page = await keysetPage(
        EpisodeModel as never,
        { $and: conditions },
        { list: 'handoffs', filters, sort: sorts[filters.sort], limit, cursor },
      );
      const docs = page.items as unknown as EpisodeDoc[];
      const visible = await visibleOf(docs, caller);
      const items = docs.map((doc) => handoffOf(episodeRow(doc), visible(doc), caller, view.names));
      return { items, nextCursor: page.nextCursor };
    },
  );

  app.get(
    '/v1/handoffs/:id',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Read an attention episode with each stay in an inbox or with an agent',
        params: idParams,
        response: { 200: handoffDetail },
      },
    },
    async ({ params, caller }) => {
      const doc = await EpisodeModel.findOne({
        $and: [{ _id: params.id }, ...conditionsOf({}, caller)],
      }).lean<EpisodeDoc>();
      if (!doc) throw problem('not-found');
      const [visible, stays] = await Promise.all([
        visibleOf([doc], caller).then((is) => is(doc)),
        StayModel.find({ episodeId: doc._id }).sort({ from: 1, _id: 1 }).lean(),
      ]);
      const shown = stays.filter(({ agentId }) => visible || agentId === caller.agentId);
      return {
        ...handoffOf(episodeRow(doc), visible, caller, view.names),
        stays: shown.map((stay) => stayOf(stay, view.names)),
        transcript: visible ? transcriptOf(doc) : null,
      };
    },
  );

  /** Whether the caller may see the chat of an episode now: one question for all of them. */
  async function visibleOf(docs: EpisodeDoc[], caller: Caller): Promise<(doc: EpisodeDoc) => boolean> {
    if (caller.role !== 'agent') return () => true;
    const seen = new Set(await visibleAmong([...new Set(docs.map(({ contactId }) => contactId))], caller));
    return ({ contactId }) => seen.has(contactId);
  }

  async function visibleAmong(contactIds: string[], caller: Caller): Promise<string[]> {
    const filter = { $and: [{ _id: { $in: contactIds } }, visibleTo(facts.viewer(caller))] };
    return (await ConversationModel.find(filter, { _id: 1 }).lean()).map(({ _id }) => _id);
  }

  async function seenAmong(conditions: Record<string, unknown>[], caller: Caller): Promise<string[]> {
    const found = await EpisodeModel.find({ $and: conditions }, { contactId: 1 })
      .sort({ queuedAt: -1 })
      .limit(SEARCHED)
      .lean();
    return visibleAmong([...new Set(found.map(({ contactId }) => contactId))], caller);
  }
}

function conditionsOf(filters: Partial<Filters>, caller: Caller): Record<string, unknown>[] {
  const { inboxId, agentId, state, reason, from, to } = filters;
  const { firstInboxId, contactId, channel, outcome, origin, fromBot } = filters;
  const conditions: Record<string, unknown>[] = caller.role === 'agent' ? [{ agentIds: caller.agentId ?? '' }] : [{}];
  const exact = {
    firstInboxId,
    contactId,
    channel,
    outcome,
    origin,
    fromBot,
    inboxIds: inboxId,
    agentIds: agentId,
    open: state && state === 'open',
    beganReason: reason === '' ? null : reason,
  };
  for (const [field, value] of Object.entries(exact)) if (value !== undefined) conditions.push({ [field]: value });
  if (from) conditions.push({ queuedAt: { $gte: Date.parse(from) } });
  if (to) conditions.push({ queuedAt: { $lt: Date.parse(to) } });
  return conditions;
}

/** What an agent is not told of chats out of their sight they do not find out by asking for it either. */
function asksBeyondOwn(
  { q, inboxId, firstInboxId, agentId, reason }: Filters,
  { role, agentId: own }: Caller,
): boolean {
  const others = agentId !== undefined && agentId !== own;
  return role === 'agent' && (others || [q, inboxId, firstInboxId, reason].some((one) => one !== undefined));
}

function transcriptOf({ contactId, fromSeq, toSeq }: EpisodeDoc) {
  const part = new URLSearchParams({ fromSeq: String(fromSeq), ...(toSeq === null ? {} : { toSeq: String(toSeq) }) });
  return { fromSeq, toSeq, messages: `/v1/conversations/${contactId}/messages?${part}` };
}
