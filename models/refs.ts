import type { Output } from '../domain/rows.ts';
import { MessageModel } from './message.ts';

/**
 * Customers refer to messages of ours by the channel's ids, which become another id than the message has here. Puts the
 * message's own id in its place, as far as it is known by now.
 */
export async function withRefs(outputs: Output[]): Promise<Output[]> {
  const named = outputs.flatMap((output) => refIn(output) ?? []);
  if (named.length === 0) return outputs;
  const found = await MessageModel.find({ ref: { $in: named } }, { ref: 1 }).lean();
  const own = new Map(found.map(({ ref, _id }) => [ref, _id]));
  return outputs.map((output) => {
    const id = own.get(refIn(output) ?? '');
    if (id === undefined) return output;
    if (output.type === 'message') return { ...output, row: { ...output.row, replyTo: id } };
    if (output.type === 'reaction') return { ...output, row: { ...output.row, messageId: id } };
    return output.type === 'status' ? { ...output, row: { ...output.row, messageId: id } } : output;
  });
}

function refIn(output: Output): string | null {
  if (output.type === 'message') return output.row.direction === 'in' ? output.row.replyTo : null;
  if (output.type === 'reaction') return output.row.by.kind === 'contact' ? output.row.messageId : null;
  return output.type === 'status' ? output.row.messageId : null;
}
