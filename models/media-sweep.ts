import type { MediaDoc } from './media.ts';
import { MediaModel } from './media.ts';
import { deleteContent } from './media-content.ts';
import { MessageModel } from './message.ts';

/** A partial file whose process gave no sign of life for this long is taken for dead. */
export const LEASE_MS = 120_000;
/** How long a file waits to be sent. */
const UNSENT_MS = 7 * 24 * 3_600_000;
const AT_ONCE = 100;

/** Takes a file away that is not whole: record last, so that a crash in between leaves it to the sweep. */
export async function discardPartial(id: string): Promise<void> {
  const marked = await MediaModel.findOneAndUpdate({ _id: id, state: 'partial' }, { $set: { state: 'discarded' } });
  if (marked) await purge(marked);
}

/** What is left of uploads that broke off with their process, and files that nobody ever sent. */
export async function sweepMedia(now: number = Date.now()): Promise<number> {
  const dead = await MediaModel.find(
    { state: { $in: ['partial', 'discarded'] }, aliveAt: { $lt: new Date(now - LEASE_MS) } },
    { fileId: 1 },
  )
    .limit(AT_ONCE)
    .lean();
  for (const doc of dead) {
    const { modifiedCount, matchedCount } = await MediaModel.updateOne(
      { _id: doc._id, state: { $ne: 'ready' }, aliveAt: { $lt: new Date(now - LEASE_MS) } },
      { $set: { state: 'discarded' } },
    );
    if (matchedCount + modifiedCount > 0) await purge(doc);
  }
  return dead.length + (await sweepUnsent(now));
}

async function sweepUnsent(now: number): Promise<number> {
  const before = { $lt: new Date(now - UNSENT_MS) };
  const idle = { sent: false, state: 'ready', library: false, lastUsedAt: before } as const;
  const unsent = await MediaModel.find(idle, { fileId: 1 }).limit(AT_ONCE).lean();
  for (const doc of unsent) {
    const sent = await MessageModel.exists({ 'media.id': doc._id } as never);
    if (sent) await MediaModel.updateOne({ _id: doc._id }, { $set: { sent: true } });
    else {
      // Somebody may be sending it at this moment: whoever does sets `lastUsedAt` first.
      const marked = await MediaModel.findOneAndUpdate({ _id: doc._id, ...idle }, { $set: { state: 'discarded' } });
      if (marked) await purge(doc);
    }
  }
  return unsent.length;
}

async function purge({ _id, fileId }: Pick<MediaDoc, '_id' | 'fileId'>): Promise<void> {
  await deleteContent(fileId);
  await MediaModel.deleteOne({ _id, state: 'discarded' });
}
