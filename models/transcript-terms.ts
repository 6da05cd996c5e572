import type { ClientSession } from 'mongoose';
import type { MessageRow } from '../domain/rows.ts';
import { ConversationModel } from './conversation.ts';
import { lineTerms } from './line-terms.ts';
import type { MessageDoc } from './message.ts';
import { MessageModel } from './message.ts';

/**
 * A conversation keeps the terms of all its lines, so that lists find it by one index. Those of notes carry a mark that
 * no word has: who is given no notes searches without it. Adding terms twice, late or in another order adds the same.
 */
export const NOTE = '*';

/** The newest terms that a conversation keeps; more than the words of any but the longest lives. */
const KEPT = 2_000;
const LINES_READ = 5_000;

type Line = Pick<MessageRow, 'direction'> & { terms?: string[] };

/** The terms of lines as their conversation keeps them. */
export function chatTerms(lines: readonly Line[]): string[] {
  const marked = lines.flatMap(({ direction, terms = [] }) =>
    direction === 'note' ? terms.map((term) => NOTE + term) : terms,
  );
  return [...new Set(marked)].slice(-KEPT);
}

/** A stage that adds terms to the document of a conversation that has its terms; one that has none yet stays so. */
export function addTerms(terms: readonly string[]): Record<string, unknown> {
  const fresh = { $setDifference: [{ $literal: terms }, '$terms'] };
  const all = { $slice: [{ $concatArrays: ['$terms', fresh] }, -KEPT] };
  return { $set: { terms: { $cond: [{ $isArray: '$terms' }, all, '$$REMOVE'] } } };
}

/** Gives a conversation the terms of the lines it has: where it has none yet, and where one was taken back. */
export async function collectTerms(contactId: string, session: ClientSession): Promise<void> {
  const lines = await MessageModel.find(
    { contactId, seq: { $exists: true }, deletedAt: null } as never,
    { direction: 1, terms: 1, _id: 0 },
    { session },
  )
    .sort({ seq: -1 })
    .limit(LINES_READ)
    .lean<Line[]>();
  const terms = chatTerms(lines.reverse());
  await ConversationModel.collection.updateOne({ _id: contactId } as never, { $set: { terms } }, { session });
}

/** Gives terms to the lines, and to their conversations, that were written without. Doing it again changes nothing. */
export async function fillTerms(): Promise<void> {
  const without = { terms: { $exists: false }, seq: { $exists: true } };
  const contacts = MessageModel.aggregate<{ _id: string }>([{ $match: without }, { $group: { _id: '$contactId' } }]);
  for await (const { _id: contactId } of contacts) {
    const lines = await MessageModel.find({ contactId, ...without } as never).lean<MessageDoc[]>();
    const writes = lines.map((line) => ({
      updateOne: {
        filter: { _id: line._id, v: line.v } as never,
        update: { $set: { terms: lineTerms(line) } },
      },
    }));
    await MessageModel.db.transaction(async (session) => {
      await MessageModel.collection.bulkWrite(writes as never, { session });
      await collectTerms(contactId, session);
    });
  }
}
