import { activityInfo } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Output } from '../../domain/rows.ts';
import { isSent } from '../../domain/sent.ts';
import type { Conversation } from '../../domain/state.ts';
import { textParts } from '../../language/text-parts.ts';
import { addToWhatsApp } from '../../workflows/whatsapp-queue.ts';
import type { Sending } from '../../workflows/whatsapp-sending.ts';

/** Part of its time after which an attempt ends: one that came through later would repeat what was handed over. */
const GIVEN_UP = 0.6;
/** Source: the limits of the Cloud API. */
export const TEXT_LIMIT = 4096;

/** Hands what our side said and how it reacted to the queue of the contact; what it knows already it does not take again. */
export async function handOverSendings(client: Client, conversation: Conversation, outputs: Output[]): Promise<void> {
  const sendings = outputs
    .filter((output) => isSent(conversation, output))
    .flatMap((one) => sendingsOf(conversation, one));
  if (sendings.length === 0) return;
  const deadline = Date.now() + GIVEN_UP * activityInfo().startToCloseTimeoutMs;
  const request = addToWhatsApp(conversation.id, sendings);
  await client.withDeadline(deadline, () => client.workflow.signalWithStart('whatsappSending', request));
}

function sendingsOf({ id: contactId, address = {}, policy }: Conversation, output: Output): Sending[] {
  const common = { contactId, to: address, policy };
  if (output.type === 'reaction') {
    const { messageId, emoji, v, at } = output.row;
    return [{ ...common, id: `${messageId}:${v}`, messageId: null, at, what: { kind: 'reaction', messageId, emoji } }];
  }
  if (output.type !== 'message') return [];
  const { id, at, author, type, media, replyTo, content } = output.row;
  const [text = null, ...more] = textParts(output.row.text ?? '', TEXT_LIMIT);
  const first = { kind: 'message' as const, author, type, text, media, replyTo, content };
  const rest = { kind: 'message' as const, author, type: 'text' as const, media: null, replyTo: null, content: null };
  return [
    { ...common, id, messageId: id, at, what: first },
    ...more.map((part, i) => ({ ...common, id: `${id}:${i + 2}`, messageId: id, at, what: { ...rest, text: part } })),
  ];
}
