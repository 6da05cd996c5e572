import type { ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import type { ChangedBy } from './knowledge-version.ts';

export const gapStatuses = ['open', 'dismissed', 'answered'] as const;
export type GapStatus = (typeof gapStatuses)[number];

/** How long a question is kept, and a gap after it was last asked for. */
const KEPT_SECONDS = 180 * 86_400;

/** A question of a customer that the bot could not answer. */
export interface GapQuestionDoc {
  _id: string;
  contactId: string;
  question: string;
  /** The inbox that the bot would have chosen. */
  inboxId: string;
  at: Date;
  /** Null until it is put to others like it. */
  gapId: string | null;
}

/** Questions that ask for the same thing. */
export interface GapDoc {
  _id: string;
  /** What questions are compared with: the terms of the first one. */
  terms: string[];
  question: string;
  status: GapStatus;
  /** What answers it; of answered ones. */
  articleId: string | null;
  settledAt: Date | null;
  settledBy: ChangedBy | null;
  lastAskedAt: Date;
}

const options = { strict: 'throw', versionKey: false, autoIndex: false, id: false } as const;

const questions = new mongoose.Schema<GapQuestionDoc>(
  {
    _id: { type: String, required: true },
    contactId: { type: String, required: true },
    question: { type: String, required: true },
    inboxId: { type: String, required: true },
    at: { type: Date, required: true },
    gapId: { type: String, default: null },
  },
  options,
);
questions.index({ gapId: 1, at: 1, _id: 1 });
questions.index({ at: 1, gapId: 1, inboxId: 1, contactId: 1 });
questions.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS });

const gaps = new mongoose.Schema<GapDoc>(
  {
    _id: { type: String, required: true },
    terms: { type: [String], required: true },
    question: { type: String, required: true },
    status: { type: String, required: true, enum: gapStatuses },
    articleId: { type: String, default: null },
    settledAt: { type: Date, default: null },
    settledBy: { type: mongoose.Schema.Types.Mixed, default: null },
    lastAskedAt: { type: Date, required: true },
  } as never,
  options,
);
gaps.index({ terms: 1, lastAskedAt: -1 });
gaps.index({ lastAskedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

export const GapQuestionModel = mongoose.model<GapQuestionDoc>('GapQuestion', questions, 'gap-questions');
export const GapModel = mongoose.model<GapDoc>('Gap', gaps, 'gaps');

/** The oldest questions that belong to no gap yet. */
export async function questionsWithoutGap(most: number, session: ClientSession): Promise<GapQuestionDoc[]> {
  return GapQuestionModel.find({ gapId: null }).sort({ at: 1, _id: 1 }).limit(most).session(session).lean();
}

/** Gaps with any of the terms, those last asked for first. */
export async function gapsWith(terms: readonly string[], most: number, session: ClientSession): Promise<GapDoc[]> {
  return GapModel.find({ terms: { $in: terms } })
    .sort({ lastAskedAt: -1, _id: 1 })
    .limit(most)
    .session(session)
    .lean();
}

export interface GapFigures {
  gap: GapDoc;
  count: number;
  contacts: number;
  firstAskedAt: Date;
  lastAskedAt: Date;
}

export interface GapsAsked {
  /** Of the questions that are counted. */
  match: Record<string, unknown>;
  status?: GapStatus;
  sort: 'count' | 'lastAskedAt';
  after: { value: unknown; id: string } | null;
  limit: number;
}

/** Gaps with how often they were asked for, the most or the latest first. */
export async function findGaps({ match, status, sort, after, limit }: GapsAsked): Promise<GapFigures[]> {
  const past = after && [{ [sort]: { $lt: after.value } }, { [sort]: after.value, _id: { $gt: after.id } }];
  return GapQuestionModel.aggregate<GapFigures>([
    { $match: { gapId: { $ne: null }, ...match } },
    {
      $group: {
        _id: '$gapId',
        count: { $sum: 1 },
        contacts: { $addToSet: '$contactId' },
        firstAskedAt: { $min: '$at' },
        lastAskedAt: { $max: '$at' },
      },
    },
    ...(past ? [{ $match: { $or: past } }] : []),
    { $sort: { [sort]: -1, _id: 1 } },
    { $lookup: { from: GapModel.collection.name, localField: '_id', foreignField: '_id', as: 'gap' } },
    { $unwind: '$gap' },
    ...(status ? [{ $match: { 'gap.status': status } }] : []),
    { $limit: limit },
    { $set: { contacts: { $size: '$contacts' } } },
  ]);
}

/** The latest questions of each gap. */
export async function latestQuestions(
  match: Record<string, unknown>,
  most: number,
): Promise<Map<string, Pick<GapQuestionDoc, 'question' | 'contactId' | 'at'>[]>> {
  const output = { question: '$question', contactId: '$contactId', at: '$at' };
  const found = await GapQuestionModel.aggregate<{
    _id: string;
    latest: Pick<GapQuestionDoc, 'question' | 'contactId' | 'at'>[];
  }>([
    { $match: match },
    { $group: { _id: '$gapId', latest: { $topN: { n: most, sortBy: { at: -1, _id: -1 }, output } } } },
  ]);
  return new Map(found.map(({ _id, latest }) => [_id, latest]));
}
