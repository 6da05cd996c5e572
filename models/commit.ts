import type { AnyBulkWriteOperation, ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import { attentionOf } from '../domain/attention.ts';
import { EDITS_KEPT } from '../domain/delivery.ts';
import type { EditRow, GapRow, MessageRow, Output, ReactionRow, StatusRow } from '../domain/rows.ts';
import type { Conversation } from '../domain/state.ts';
import { AlertModel } from './alert.ts';
import type { ConversationDoc } from './conversation.ts';
import { ConversationModel, conversationDoc } from './conversation.ts';
import { episodeDoc, EpisodeModel } from './episode.ts';
import { GapQuestionModel } from './gap.ts';
import { editTerms, lineTerms } from './line-terms.ts';
import type { MessageDoc } from './message.ts';
import { MessageModel } from './message.ts';
import { confirmSlot, releaseSlot } from './slots.ts';
import { StayModel, stayDoc } from './stay.ts';
import { TimelineModel } from './timeline.ts';
import { addTerms, chatTerms, collectTerms } from './transcript-terms.ts';

type Op = AnyBulkWriteOperation<mongoose.mongo.Document>;

/**
 * Writes what a conversation decided, all of it or nothing. Every row decides by its id and version, so that writing
 * twice, late, or by two writers at once ends the same: the newest stands. Slots are the one write that does not carry
 * its version along: they are done once, by the conversation's own lane, and only as far as they have not been.
 */
export async function commitConversation(conversation: Conversation, outputs: Output[]): Promise<void> {
  const rows = rowWrites(outputs);
  const slots = slotWrites(conversation.id, outputs);
  const terms = termsOf(outputs);
  await inTransaction(async (session) => {
    const before = await writeSnapshot(conversation, { slotsV: conversation.version, terms }, session);
    if ((before?.slotsV ?? -1) < conversation.version) for (const write of slots) await write(session);
    for (const write of [...rows, ...runningWrites(conversation, before)]) await write(session);
    if (!before?.hasTerms) await collectTerms(conversation.id, session);
  });
}

/** Rows ahead of the snapshot that they led to. */
export async function commitRows(contactId: string, outputs: Output[]): Promise<void> {
  const rows = rowWrites(outputs);
  const terms = termsOf(outputs);
  await inTransaction(async (session) => {
    // A conversation without terms takes them all with its next snapshot.
    if (terms.length > 0)
      await ConversationModel.collection.updateOne({ _id: contactId } as never, [addTerms(terms)], { session });
    for (const write of rows) await write(session);
  });
}

/** Rows and snapshot for a reader that must not wait; no slots. */
export async function writeThrough(conversation: Conversation, outputs: Output[]): Promise<void> {
  const rows = rowWrites(outputs);
  await inTransaction(async (session) => {
    const before = await writeSnapshot(conversation, { terms: termsOf(outputs) }, session);
    for (const write of [...rows, ...runningWrites(conversation, before)]) await write(session);
  });
}

async function inTransaction(write: (session: ClientSession) => Promise<void>): Promise<void> {
  const session = await mongoose.startSession();
  try {
    await session.withTransaction(write, { writeConcern: { w: 'majority' }, maxCommitTimeMS: 5000 });
  } finally {
    await session.endSession();
  }
}

async function writeSnapshot(
  conversation: Conversation,
  extra: { slotsV?: number; terms: string[] },
  session: ClientSession,
): Promise<Before | null> {
  if (conversation.chat.state === 'NUEVO') return null;
  const { _id, ...doc } = conversationDoc(conversation);
  const update = [
    newest('$v', doc.v, doc),
    ...(extra.slotsV ? [{ $set: { slotsV: { $max: ['$slotsV', extra.slotsV] } } }] : []),
    ...(extra.terms.length > 0 ? [addTerms(extra.terms)] : []),
  ];
  const before = await ConversationModel.collection.findOneAndUpdate({ _id } as never, update, {
    session,
    upsert: true,
    returnDocument: 'before',
    projection: { v: 1, slotsV: 1, hasTerms: { $isArray: '$terms' } },
  });
  return before as Before | null;
}

/** What was stored of a conversation before a write. */
type Before = Pick<ConversationDoc, 'v' | 'slotsV'> & { hasTerms: boolean };

/** The attention that runs, where it has changed since the snapshot that was stored: with that one it was written too. */
function runningWrites(conversation: Conversation, before: Before | null): Write[] {
  const { episode, stay } = conversation.attention;
  const isNew = (one: { v: number } | null) => one !== null && one.v > (before?.v ?? -1);
  const told = { episodes: episode && isNew(episode) ? [episode] : [], stays: stay && isNew(stay) ? [stay] : [] };
  return rowWrites(attentionOf(conversation, told));
}

type Write = (session: ClientSession) => Promise<unknown>;

function slotWrites(contactId: string, outputs: Output[]): Write[] {
  return outputs.flatMap((output): Write[] => {
    if (output.type === 'confirmSlot')
      return [(session) => confirmSlot(output.agentId, output.slot, contactId, session)];
    if (output.type === 'releaseSlot') return [(session) => releaseSlot(output.agentId, output.slot, session)];
    return [];
  });
}

function rowWrites(outputs: Output[]): Write[] {
  const messages: Op[] = [];
  const timeline: Op[] = [];
  const alerts: Op[] = [];
  const episodes: Op[] = [];
  const stays: Op[] = [];
  const gaps: Op[] = [];
  for (const output of outputs) {
    switch (output.type) {
      case 'message':
        messages.push(messageOp(output.row));
        break;
      case 'reaction':
        messages.push(reactionOp(output.row));
        break;
      case 'edit':
        messages.push(editOp(output.row));
        break;
      case 'status':
        messages.push(statusOp(output.row));
        break;
      case 'timeline': {
        const _id = `${output.row.contactId}:${output.row.seq}`;
        timeline.push({ updateOne: { filter: { _id } as never, update: { $setOnInsert: output.row }, upsert: true } });
        break;
      }
      case 'episode':
        episodes.push(versionedOp(episodeDoc(output.row)));
        break;
      case 'stay':
        stays.push(versionedOp(stayDoc(output.row)));
        break;
      case 'gap':
        gaps.push(gapQuestionOp(output.row));
        break;
      case 'alert': {
        const { id, ...row } = output.row;
        const update = { $setOnInsert: { ...row, open: true, endedAt: null, endedBy: null, endedHow: null } };
        alerts.push({ updateOne: { filter: { _id: id } as never, update, upsert: true } });
        break;
      }
      case 'alertsEnded': {
        const { ids, at, by, how } = output.ended;
        const update = { $set: { open: false, endedAt: at, endedBy: by, endedHow: how } };
        alerts.push({ updateMany: { filter: { _id: { $in: ids }, open: true } as never, update } });
        break;
      }
      default:
        break;
    }
  }
  const writes: Write[] = [];
  if (messages.length > 0) writes.push((session) => writeMessages(messages, outputs, session));
  if (timeline.length > 0) writes.push((session) => TimelineModel.collection.bulkWrite(timeline as never, { session }));
  if (alerts.length > 0) writes.push((session) => AlertModel.collection.bulkWrite(alerts as never, { session }));
  if (episodes.length > 0) writes.push((session) => EpisodeModel.collection.bulkWrite(episodes as never, { session }));
  if (stays.length > 0) writes.push((session) => StayModel.collection.bulkWrite(stays as never, { session }));
  if (gaps.length > 0) writes.push((session) => GapQuestionModel.collection.bulkWrite(gaps as never, { session }));
  return writes;
}

/**
 * What is said is added to the conversation's terms with the snapshot. Here is what depends on what came before: an edit
 * adds its words once its message is there, and what is taken back asks for all of them anew.
 */
async function writeMessages(messages: Op[], outputs: Output[], session: ClientSession): Promise<void> {
  const { matchedCount } = await MessageModel.collection.bulkWrite(messages as never, { session });
  if (matchedCount === 0) return;
  const told = outputs.flatMap((output) => {
    if (output.type === 'edit') return [{ id: output.row.messageId, contactId: output.row.contactId }];
    return output.type === 'message' && output.row.direction === 'in' ? [output.row] : [];
  });
  const [first] = told;
  if (!first) return;
  const changed = { $or: [{ deletedAt: { $ne: null } }, { edits: { $exists: true } }], seq: { $exists: true } };
  const lines = await MessageModel.find(
    { _id: { $in: told.map(({ id }) => id) }, ...changed } as never,
    { direction: 1, terms: 1, deletedAt: 1 },
    { session },
  ).lean<MessageDoc[]>();
  if (lines.some(({ deletedAt }) => deletedAt !== undefined)) await collectTerms(first.contactId, session);
  else if (lines.length > 0) {
    const stage = addTerms(chatTerms(lines));
    await ConversationModel.collection.updateOne({ _id: first.contactId } as never, [stage], { session });
  }
}

/** The terms that messages bring to their conversation. */
function termsOf(outputs: Output[]): string[] {
  return chatTerms(
    outputs.flatMap((output) =>
      output.type === 'message' ? [{ direction: output.row.direction, terms: lineTerms(output.row) }] : [],
    ),
  );
}

function messageOp(message: MessageRow): Op {
  const { id, ...row } = message;
  const update = [newest('$v', row.v, row), { $set: { terms: withTerms(lineTerms(message)) } }];
  return { updateOne: { filter: { _id: id } as never, update, upsert: true } };
}

/** A line is found by all that it has ever said. */
function withTerms(terms: string[]): object {
  return { $setUnion: [{ $ifNull: ['$terms', []] }, { $literal: terms }] };
}

/** Written once: to which gap it belongs is found out later. */
function gapQuestionOp({ id, at, ...row }: GapRow): Op {
  const update = { $setOnInsert: { ...row, at: new Date(at), gapId: null } };
  return { updateOne: { filter: { _id: id } as never, update, upsert: true } };
}

function versionedOp({ _id, ...doc }: { _id: string; v: number }): Op {
  return { updateOne: { filter: { _id } as never, update: [newest('$v', doc.v, doc)], upsert: true } };
}

function reactionOp(row: ReactionRow): Op {
  const at = `reactions.${row.by.kind}${row.by.kind === 'agent' ? `-${row.by.id}` : ''}`;
  const value = { by: row.by, emoji: row.emoji, v: row.v, at: row.at };
  const asNew = { $gte: [{ $ifNull: [`$${at}.v`, -1] }, row.v] };
  return besides(row, { [at]: { $cond: [asNew, `$${at}`, { $literal: value }] } });
}

/** The newest edits by their own time; a deletion stands once told. */
function editOp(row: EditRow): Op {
  const { text, at } = row;
  if (text === null) return besides(row, { deletedAt: { $min: ['$deletedAt', at] } });
  const all = { $setUnion: [{ $ifNull: ['$edits', []] }, [{ $literal: { text, at } }]] };
  const sorted = { $sortArray: { input: all, sortBy: { at: 1, text: 1 } } };
  return besides(row, { edits: { $slice: [sorted, -EDITS_KEPT] }, terms: withTerms(editTerms(row)) });
}

/** The first time of each status; which of them is shown is no matter of writing. */
function statusOp(row: StatusRow): Op {
  const field = `told.${row.status}`;
  const value = { at: row.at, reason: row.reason, detail: row.detail };
  const asOld = { $lte: [{ $ifNull: [`$${field}.at`, Number.MAX_SAFE_INTEGER] }, row.at] };
  const named = row.external && row.ref ? { external: { $literal: row.external }, ref: { $literal: row.ref } } : {};
  return besides(row, { [field]: { $cond: [asOld, `$${field}`, { $literal: value }] }, ...named });
}

/** Writes what came to a message, which may not be there yet. Only of the same contact: its sender may name any. */
function besides(row: { contactId: string; messageId: string }, values: Record<string, object>): Op {
  const foreign = { $ne: [{ $ifNull: ['$contactId', row.contactId] }, row.contactId] };
  const set = {
    contactId: { $ifNull: ['$contactId', row.contactId] },
    ...Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, { $cond: [foreign, `$${field}`, value] }]),
    ),
  };
  return { updateOne: { filter: { _id: row.messageId } as never, update: [{ $set: set }], upsert: true } };
}

/** A pipeline stage that puts a row over the document unless the document is as new; fields the row lacks stay. */
function newest(version: string, v: number, row: object): Record<string, unknown> {
  const asNew = { $gte: [{ $ifNull: [version, -1] }, v] };
  return { $replaceWith: { $cond: [asNew, '$$ROOT', { $mergeObjects: ['$$ROOT', { $literal: row }] }] } };
}
