import type { MessageRow } from '../../../domain/rows.ts';
import type { Chat, History } from '../history.ts';
import type { Ledger, Said, Taken } from '../ledger.ts';
import type { Finding } from './finding.ts';

/** What was taken is in the transcript once and in order, and so is what people wrote; nothing else is. */
export function checkMessages(history: History, { taken, said, unsure }: Ledger): Finding[] {
  const heard = Map.groupBy(taken, ({ contactId }) => contactId);
  const written = Map.groupBy(said, ({ contactId }) => contactId);
  const unknown = new Set(unsure.map(({ contactId }) => contactId));
  const ours = [...history.chats.values()].filter(({ contactId }) => heard.has(contactId));
  const missing = [...heard.keys()].filter((id) => !history.chats.has(id)).map((id) => `${id} is nowhere`);
  const inbound = ours.flatMap((chat) => inboundOf(chat, heard.get(chat.contactId) ?? []));
  const outbound = ours.flatMap((chat) => outboundOf(chat, written.get(chat.contactId) ?? [], unknown));
  const botLines = ours.flatMap(({ messages }) => messages.filter(({ author }) => author.kind === 'bot'));
  return [
    {
      promise: 'every message taken is there once, in order',
      checked: `${taken.length} lines of ${heard.size} customers`,
      violations: [...missing, ...inbound],
    },
    { promise: 'every reply and note is there once', checked: `${said.length} lines of people`, violations: outbound },
    {
      promise: 'the bot never speaks while people have the chat',
      checked: `${botLines.length} lines of the bot`,
      violations: ours.flatMap(overPeople),
    },
  ];
}

/** A message sent twice at once is one: the first answer for it counts. */
function inboundOf({ contactId, messages }: Chat, taken: Taken[]): string[] {
  const lines = messages.filter(({ direction }) => direction === 'in');
  const sent = [...Map.groupBy(taken, ({ messageId }) => messageId).values()].map(([one]) => one as Taken);
  const places = new Map(lines.map(({ id, seq }) => [id, seq]));
  const found: string[] = [];
  if (places.size !== lines.length) found.push(`${contactId}: a line is there twice`);
  const known = new Set(sent.map(({ messageId }) => messageId));
  for (const { id } of lines) if (!known.has(id)) found.push(`${contactId}: nobody sent ${id}`);
  for (const one of sent) {
    const seq = places.get(one.messageId);
    if (seq === undefined) found.push(`${contactId}: ${one.messageId} was taken and is not there`);
    const later = sent.find(
      (other) => other.sentAt > one.ackAt && (places.get(other.messageId) ?? Infinity) < (seq ?? 0),
    );
    if (later) found.push(`${contactId}: ${later.messageId} came after ${one.messageId} and stands before it`);
  }
  return found;
}

function outboundOf({ contactId, messages }: Chat, said: Said[], unknown: ReadonlySet<string>): string[] {
  const lines = messages.filter(isOfPeople);
  const found: string[] = [];
  for (const { messageId, text, direction, agentId } of said) {
    const same = lines.filter(({ id }) => id === messageId);
    const [line] = same;
    if (same.length !== 1) found.push(`${contactId}: ${messageId} is there ${same.length} times`);
    else if (line?.text !== text || line.direction !== direction || line.author.id !== agentId)
      found.push(`${contactId}: ${messageId} is not as it was written`);
  }
  const known = new Set(said.map(({ messageId }) => messageId));
  // The note of a transfer is no message of its own.
  const others = lines.filter(({ id, text }) => !known.has(id) && !text?.startsWith('Te lo paso'));
  if (others.length > 0 && !unknown.has(contactId))
    found.push(`${contactId}: nobody wrote ${others.map(({ id }) => id).join(', ')}`);
  return found;
}

const isOfPeople = ({ direction, author }: MessageRow) =>
  (direction === 'out' || direction === 'note') && author.kind === 'agent';

function overPeople({ contactId, timeline, messages }: Chat): string[] {
  return messages
    .filter(({ author, direction }) => author.kind === 'bot' && direction === 'out')
    .filter(({ seq }) => timeline.findLast((row) => row.seq < seq)?.to !== 'BOT')
    .map(({ id }) => `${contactId}: ${id}`);
}
