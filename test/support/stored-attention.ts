import { EpisodeModel, episodeRow } from '../../models/episode.ts';
import { MessageModel } from '../../models/message.ts';
import { StayModel } from '../../models/stay.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { Counted } from './recount.ts';
import { plain, recountRows } from './recount.ts';

/** A contact's attention as the store holds it, and as the stored history adds up to. */
export async function storedAttention(contactId: string): Promise<{ stored: Counted; recounted: Counted }> {
  const [episodes, stays, timeline, messages] = await Promise.all([
    EpisodeModel.find({ contactId }).lean(),
    StayModel.find({ contactId }).lean(),
    TimelineModel.find({ contactId }).lean(),
    MessageModel.find({ contactId, seq: { $exists: true } }).lean(),
  ]);
  return {
    stored: {
      episodes: inOrder(episodes.map((doc) => plain(episodeRow(doc)))),
      stays: inOrder(stays.map(({ _id, inboxId: _inbox, agentId: _agent, ...row }) => plain({ id: _id, ...row }))),
    },
    recounted: recountRows(
      timeline,
      messages.map(({ _id, seq = 0, ...row }) => ({ ...row, id: _id, seq })),
    ),
  };
}

const seqOf = ({ id }: { id: string }) => Number(id.slice(id.lastIndexOf('_') + 1));
const inOrder = <T extends { id: string }>(rows: T[]) => rows.sort((a, b) => seqOf(a) - seqOf(b));
