import type { BotInput } from '../../domain/bot.ts';
import { mongoConnected } from '../../models/connect.ts';
import { MessageModel } from '../../models/message.ts';
import type { Graph } from './graph.ts';

/** What customers see of being read and answered. Where it does not work nothing else is kept from working. */
export interface ReadMarks {
  /** Somebody of ours has answered: what the customer wrote counts as read. */
  answered(contactId: string): void;
  /** The bot thinks about it: read, and somebody types for up to 25 seconds. */
  thinking(input: BotInput): void;
}

export function createReadMarks(graph: Graph | null, isWanted: () => Promise<boolean>): ReadMarks {
  /** By contact, what was marked last: it covers everything before. */
  const marked = new Map<string, string>();

  async function mark(contactId: string, filter: object, typing: boolean): Promise<void> {
    if (!graph || !mongoConnected() || !(await isWanted())) return;
    const line = await MessageModel.findOne({ contactId, direction: 'in', ...filter }, { external: 1 })
      .sort({ seq: -1 })
      .lean();
    const external = line?.external;
    if (external === undefined || (!typing && marked.get(contactId) === external)) return;
    if (marked.size > 10_000) marked.clear();
    marked.set(contactId, external);
    await graph.call('POST', `/${graph.phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: external,
      ...(typing ? { typing_indicator: { type: 'text' } } : {}),
    });
  }

  return {
    answered: (contactId) => void mark(contactId, {}, false).catch(() => undefined),
    thinking({ contactId, channel, lines, mode }) {
      // The built-in bot has answered before anybody could see that it types.
      const last = lines.findLast(({ from }) => from === 'contact');
      if (channel !== 'whatsapp' || mode !== 'model' || !last) return;
      void mark(contactId, { _id: last.id }, true).catch(() => undefined);
    },
  };
}
