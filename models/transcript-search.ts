import type { PipelineStage } from 'mongoose';
import type { Conversation } from '../domain/state.ts';
import type { Viewer } from '../domain/visibility.ts';
import type { Excerpt } from '../language/excerpt.ts';
import { excerptOf } from '../language/excerpt.ts';
import type { Search } from '../language/search.ts';
import { parseSearch } from '../language/search.ts';
import { ConversationModel } from './conversation.ts';
import { lineTexts } from './line-terms.ts';
import type { MessageDoc } from './message.ts';
import { MessageModel } from './message.ts';
import type { Reader } from './search-filter.ts';
import { anyWord, lineFilter, transcriptFilter } from './search-filter.ts';
import { visibleTo } from './visibility-filter.ts';

/** A line that a search found, and the part of it that shows why. */
export interface Match extends Excerpt {
  line: MessageDoc;
}

/** Of each of these chats that the viewer sees the line that says most of what is searched for, the newest of those. */
export async function findMatches(
  contactIds: string[],
  q: string,
  { viewer, reader }: { viewer: Viewer; reader: Reader },
): Promise<Map<string, Match>> {
  const search = parseSearch(q);
  const whole = search.tokens.flatMap(({ pieces }) => pieces.flatMap(({ terms }) => terms));
  const lines = await MessageModel.aggregate<MessageDoc>([
    { $match: { contactId: { $in: contactIds }, ...anyWord(search, reader) } },
    { $project: { contactId: 1, seq: 1, said: { $size: { $setIntersection: ['$terms', { $literal: whole }] } } } },
    { $sort: { said: -1, seq: -1 } },
    { $group: { _id: '$contactId', line: { $first: '$_id' } } },
    { $lookup: { from: MessageModel.collection.name, localField: 'line', foreignField: '_id', as: 'line' } },
    { $replaceWith: { $first: '$line' } },
    ...chatIfVisible(viewer),
    { $match: { chat: { $exists: true } } },
  ]);
  return new Map(lines.map((line) => [line.contactId, matchOf(line, search)]));
}

/** What of a line a search is about. */
export function matchOf(line: MessageDoc, search: Search): Match {
  const texts = lineTexts(line);
  // A phrase is found in the text as a whole; what of it is left out of searches shows nothing.
  return { line, ...(excerptOf(texts, search) ?? { excerpt: (texts[0] ?? '').slice(0, 160), hits: [] }) };
}

/** A line with the person of its chat. */
export type FoundLine = MessageDoc & { chat: Pick<Conversation, 'profile' | 'channel'> };

/** Where a list of lines goes on: past the line of this time and id. */
export interface After {
  at: number;
  id: string;
}

interface LineSearch {
  q: string;
  reader: Reader;
  /** What lines have to be, beside holding what is searched for. */
  conditions: Record<string, unknown>[];
  viewer: Viewer;
  /** Where chats have to be now, as a condition on conversations. */
  place: Record<string, unknown>;
  limit: number;
  after: After | null;
}

/**
 * The newest lines that hold what is searched for and whose chat the viewer may see where it is now; `limit` of them
 * where there are so many. They are looked through in growing portions, so that the store reads little more than fills a
 * page. Where the first portion does not, and the viewer sees at most `few` chats that could hold more, only those are
 * looked into: who sees little waits no longer than who sees all. Of a line that is not to be seen the store gives its
 * time and id, to go on from.
 */
export async function findLines(search: LineSearch, few = FEW): Promise<FoundLine[]> {
  const { q, reader, viewer, place, limit } = search;
  const conditions = [lineFilter(q, reader), ...search.conditions];
  const found: FoundLine[] = [];
  let past = search.after;
  for (let portion = limit; ; portion = Math.min(portion * 4, PORTION)) {
    const lines: FoundLine[] = await MessageModel.aggregate([
      { $match: { $and: [...conditions, ...(past ? [older(past)] : [])] } },
      { $sort: { at: -1, _id: -1 } },
      { $limit: portion },
      ...chatIfVisible(viewer, place),
      { $replaceWith: { $cond: ['$chat', '$$ROOT', { _id: '$_id', at: '$at' }] } },
    ]);
    found.push(...lines.filter(({ chat }) => chat !== undefined));
    const last = lines.at(-1);
    if (found.length >= limit || lines.length < portion || !last) return found.slice(0, limit);
    if (past === search.after) {
      const chats = await ConversationModel.find(
        { $and: [visibleTo(viewer), place, transcriptFilter(q, reader)] },
        { _id: 1 },
      )
        .limit(few + 1)
        .lean();
      if (chats.length <= few) conditions.push({ contactId: { $in: chats.map(({ _id }) => _id) } });
    }
    past = { at: last.at, id: last._id };
  }
}

const FEW = 1_000;
const PORTION = 3_000;

function older({ at, id }: After): Record<string, unknown> {
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
}

/** Stages that put the person beside a line whose chat the viewer may see. */
function chatIfVisible(viewer: Viewer, place: Record<string, unknown> = {}): PipelineStage[] {
  return [
    {
      $lookup: {
        from: ConversationModel.collection.name,
        localField: 'contactId',
        foreignField: '_id',
        pipeline: [
          { $match: { $and: [visibleTo(viewer), place] } },
          { $project: { _id: 0, profile: '$conversation.profile', channel: 1 } },
        ],
        as: 'chat',
      },
    },
    { $set: { chat: { $first: '$chat' } } },
  ];
}
