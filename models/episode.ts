import mongoose from 'mongoose';
import type { Episode } from '../domain/attention.ts';
import type { EpisodeRow } from '../domain/rows.ts';
import { foldWords, phoneWords } from '../language/fold-words.ts';

/** Sorts as a duration that there is not: below every other. */
export const NO_DURATION = -1;

/** An attention episode, as lists and figures need it. Times in milliseconds since the epoch, durations in milliseconds. */
export type EpisodeDoc = Omit<EpisodeRow, 'id' | 'inboxes' | 'agents' | 'firstResponse' | 'resolution'> & {
  _id: string;
  open: boolean;
  /** `NO_DURATION` where there is none. */
  firstResponse: number;
  resolution: number;
  /** By id; `places` has their names of then. */
  inboxIds: string[];
  agentIds: string[];
  places: Pick<Episode, 'inboxes' | 'agents'>;
  firstInboxId: string | null;
  beganReason: string | null;
  /** Lower-case words without accents of the contact, the inboxes, the agents and the reasons, for prefix search. */
  words: string[];
};

const Mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<EpisodeDoc>(
  {
    _id: { type: String, required: true },
    contactId: String,
    channel: String,
    name: String,
    phone: String,
    v: Number,
    open: Boolean,
    origin: String,
    fromBot: Boolean,
    began: Mixed,
    beganReason: String,
    queuedAt: Number,
    fromSeq: Number,
    neededAt: Number,
    claimedAt: Number,
    firstReplyAt: Number,
    firstResponse: Number,
    endedAt: Number,
    ended: Mixed,
    outcome: String,
    toSeq: Number,
    resolution: Number,
    inboxIds: [String],
    agentIds: [String],
    places: Mixed,
    firstInboxId: String,
    lastInboxId: String,
    messagesIn: Number,
    messagesOut: Number,
    notes: Number,
    claims: Number,
    transfers: Number,
    returns: Number,
    escalations: Mixed,
    words: [String],
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ queuedAt: 1, _id: 1 });
schema.index({ firstResponse: 1, _id: 1 });
schema.index({ resolution: 1, _id: 1 });
for (const field of ['open', 'outcome', 'channel', 'origin', 'inboxIds', 'agentIds', 'contactId', 'fromBot']) {
  schema.index({ [field]: 1, queuedAt: 1, _id: 1 });
}
schema.index({ words: 1, queuedAt: 1 });

export const EpisodeModel = mongoose.model<EpisodeDoc>('Episode', schema, 'episodes');

export function episodeDoc({ id, inboxes, agents, firstResponse, resolution, ...row }: EpisodeRow): EpisodeDoc {
  const names = [...inboxes, ...agents].map(({ name }) => name);
  const told = [row.name, row.phone, ...names, row.began.reason, row.ended?.reason].filter((one) => one != null);
  return {
    _id: id,
    ...row,
    open: row.endedAt === null,
    firstResponse: firstResponse ?? NO_DURATION,
    resolution: resolution ?? NO_DURATION,
    inboxIds: inboxes.map((one) => one.id),
    agentIds: agents.map((one) => one.id),
    places: { inboxes, agents },
    firstInboxId: inboxes[0]?.id ?? null,
    beganReason: row.began.reason,
    words: [...new Set([...foldWords(told.join(' ')), ...phoneWords(row.phone ?? '')])],
  };
}

/** The row that a document was made of. */
export function episodeRow({
  _id,
  open: _open,
  inboxIds: _inboxIds,
  agentIds: _agentIds,
  firstInboxId: _firstInboxId,
  beganReason: _beganReason,
  words: _words,
  places,
  ...doc
}: EpisodeDoc): EpisodeRow {
  const duration = (ms: number) => (ms === NO_DURATION ? null : ms);
  return {
    ...doc,
    id: _id,
    ...places,
    firstResponse: duration(doc.firstResponse),
    resolution: duration(doc.resolution),
  };
}
