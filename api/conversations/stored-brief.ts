import { briefData } from '../../domain/card.ts';
import type { Conversation } from '../../domain/state.ts';
import { MessageModel } from '../../models/message.ts';
import type { Brief } from '../../workflows/messages.ts';

/** The brief of a chat whose workflow has ended and is forgotten: out of the transcript, without what the bot remembered. */
export async function storedBrief({ id, profile, reason }: Conversation): Promise<Brief> {
  const lines = (filter: object, limit: number) =>
    MessageModel.find({ contactId: id, seq: { $exists: true }, ...filter } as never, { text: 1 })
      .sort({ seq: -1 })
      .limit(limit)
      .lean();
  const fromBot = { direction: 'out', 'author.kind': 'bot' };
  const [said, [last], answers] = await Promise.all([
    lines({ direction: 'in', text: { $nin: [null, ''] } }, 3),
    lines(fromBot, 1),
    MessageModel.countDocuments({ contactId: id, ...fromBot } as never),
  ]);
  const texts = said.map(({ text }) => text).reverse();
  return {
    summary: texts.length === 0 ? null : texts.join(' / '),
    data: briefData(profile),
    bot: { answers, last: last?.text ?? null, handoffReason: reason },
  };
}
