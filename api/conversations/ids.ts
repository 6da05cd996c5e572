import { createHmac } from 'node:crypto';

/** Ids that say nothing of the person and cannot be guessed, yet are found again without a database. */
export interface Ids {
  contact(channel: string, externalId: string): string;
  /** Of a message that comes from outside, by its provider's id. Nobody outside can name a message of ours this way. */
  incoming(contactId: string, externalId: string): string;
  /** Of what a customer made of a message: the same again is the same id. */
  edit(contactId: string, messageId: string, at: string, text: string | null): string;
  /** Of a message that is referred to, by its provider's id; one of our own ids stays what it is. */
  message(contactId: string, externalId: string): string;
  /** Of another name of a contact. */
  alias(kind: string, externalId: string): string;
  /** Of a command: the same Idempotency-Key of the same caller gives the same id. */
  command(keyId: string, idempotencyKey: string, path: string): string;
}

const OWN_MESSAGE = /^m_([\w-]{22}|[0-9a-f]{32})$/;

export function createIds(secret: string): Ids {
  const digest = (...parts: string[]) => {
    const hmac = createHmac('sha256', Buffer.from(secret, 'base64'));
    // Lengths go in too, so that no two lists of parts run together.
    for (const part of parts) hmac.update(`${part.length}:${part}`);
    return hmac.digest();
  };
  return {
    contact: (channel, externalId) => `c_${digest('contact', channel, '', externalId).toString('hex').slice(0, 32)}`,
    incoming: (contactId, externalId) => messageIdOf(digest('message', contactId, externalId)),
    edit: (contactId, messageId, at, text) =>
      `e_${digest('edit', contactId, messageId, at, text === null ? 'deleted' : `text ${text}`)
        .toString('base64url')
        .slice(0, 22)}`,
    message: (contactId, externalId) =>
      OWN_MESSAGE.test(externalId) ? externalId : messageIdOf(digest('message', contactId, externalId)),
    alias: (kind, externalId) => digest('alias', kind, externalId).toString('hex').slice(0, 32),
    command: (keyId, idempotencyKey, path) =>
      digest('command', keyId, idempotencyKey, path).toString('base64url').slice(0, 27),
  };
}

/** The id of the message a command writes, derived so that a repeat writes no second one. */
export function messageOfCommand(commandId: string, part = ''): string {
  return messageIdOf(createHmac('sha256', commandId).update(`message${part}`).digest());
}

/** The id of the ticket a command opens, derived so that a repeat opens no second one. */
export function ticketOfCommand(commandId: string): string {
  return `tkt_${createHmac('sha256', commandId).update('ticket').digest('base64url').slice(0, 22)}`;
}

function messageIdOf(digest: Buffer): string {
  return `m_${digest.toString('base64url').slice(0, 22)}`;
}
