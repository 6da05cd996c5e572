import { ConversationModel } from '../../models/conversation.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import type { MediaLinks } from '../media/links.ts';
import type { VisitorMessage, VisitorState } from './visitor-view.ts';
import { visitorMessageOf, visitorStateOf } from './visitor-view.ts';

export interface VisitorPage {
  messages: VisitorMessage[];
  /** Whether there is more to read already. */
  more: boolean;
  /** Null while there is no conversation. */
  state: VisitorState | null;
}

/**
 * A visitor's lines after `after`, in order. An agent's answer may be written before the line it follows: what stands
 * before the first line that may still get one in front of it is all that is given, so that whoever goes on from the
 * last `seq` misses nothing.
 */
export async function readVisitorPage(
  links: MediaLinks,
  contactId: string,
  after: number,
  limit: number,
): Promise<VisitorPage> {
  // Asked first: lines that come in between are of a later version.
  const doc = await ConversationModel.findById(contactId, { slotsV: 1, 'conversation.chat': 1 }).lean();
  if (!doc) return { messages: [], more: false, state: null };
  const found = await MessageModel.find({ contactId, seq: { $gt: after }, direction: { $in: ['in', 'out'] } } as never)
    .sort({ seq: 1 })
    .limit(limit + 1)
    .lean<MessageDoc[]>();
  const complete = doc.slotsV ?? -1;
  const open = found.findIndex(({ v }) => v > complete);
  const settled = open < 0 ? found : found.slice(0, open);
  return {
    messages: settled.slice(0, limit).map((doc) => visitorMessageOf(doc, links)),
    more: settled.length > limit,
    state: visitorStateOf(doc.conversation.chat),
  };
}
