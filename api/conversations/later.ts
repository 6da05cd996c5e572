import type { EditInput, StatusInput } from '../schemas/inbound-later.ts';
import type { Ids } from './ids.ts';
import type { Arrival } from './intake.ts';

/** What came to messages that were there before, each with our id of its message. */
type Told = Arrival & { messageId: string };

/** What became of messages to the customer, as the conversation takes it. */
export function statusesOf(ids: Ids, { channel, contact, statuses }: StatusInput, now: number): Told[] {
  const contactId = ids.contact(channel, contact.id);
  return statuses.map(({ messageId: external, status, at, reason, detail }) => {
    const messageId = ids.message(contactId, external);
    const failed = status === 'failed' ? { reason: reason ?? 'other', detail: detail ?? null } : none;
    const report = { messageId, status, at: earlier(at, now), ...failed };
    const item = { kind: 'status' as const, id: `${messageId}:${status}`, report };
    return { contactId, channel, externalId: contact.id, messageId, item };
  });
}

const none = { reason: null, detail: null };

/** What the customer made of messages of theirs. */
export function editsOf(ids: Ids, { channel, contact, edits }: EditInput, now: number): Told[] {
  const contactId = ids.contact(channel, contact.id);
  return edits.map(({ messageId: external, text, at }) => {
    const messageId = ids.message(contactId, external);
    const id = ids.edit(contactId, messageId, at, text);
    const item = { kind: 'edit' as const, id, messageId, text, at: earlier(at, now) };
    return { contactId, channel, externalId: contact.id, messageId, item };
  });
}

/** A clock that is ahead of ours tells nothing of the future. */
function earlier(at: string | undefined, now: number): number {
  return at === undefined ? now : Math.min(Date.parse(at), now);
}
