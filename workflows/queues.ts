/** Conversations and what they ask of the world. */
export const CORE_QUEUE = 'relevo';
/** Webhook deliveries: a slow endpoint never takes a place from a conversation. */
export const DELIVERY_QUEUE = 'relevo-webhooks';
/** Fetching customers' files, which takes long and much memory. */
export const FILE_QUEUE = 'relevo-files';

/** Sending on WhatsApp, no faster than the number may. */
export const WHATSAPP_QUEUE = 'relevo-whatsapp';

const account = 'relevo';

/** The one workflow that looks after everybody's presence. */
export const PRESENCE_SWEEP_ID = `${account}-presence-sweep`;

/** The workflow that gives the chats of an inbox to people by its rule. */
export function assignmentWorkflowId(inboxId: string): string {
  return `${account}-assign-${inboxId}`;
}

/** The workflow that keeps a name of a contact. */
export function aliasWorkflowId(name: string): string {
  return `${account}-alias-${name}`;
}

/** Each round has its own: one that was refused may be sent again before the round before has ended. */
export function mailWorkflowId(mailId: string, round = 0): string {
  return round === 0 ? `${account}-mail-${mailId}` : `${account}-mail-${mailId}-${round}`;
}

export function ticketWorkflowId(ticketId: string): string {
  return `${account}-ticket-${ticketId}`;
}

/** The workflow of a contact's conversation. The prefix leaves room for several accounts on one namespace. */
export function conversationWorkflowId(contactId: string): string {
  return `${account}-chat-${contactId}`;
}

/** The workflow that fetches the file of a line. */
export function fileFetchWorkflowId(messageId: string): string {
  return `${account}-file-${messageId}`;
}

/** The workflow that asks for groups, one after the other. */
export const ROOM_BUILDER_ID = `${account}-room-builder`;

/** The workflow that takes in what happens in a group; `key` says nothing of it. */
export function roomEventsWorkflowId(key: string): string {
  return `${account}-room-${key}`;
}

/** The workflow that tells rooms what happens in a conversation. */
export function roomNewsWorkflowId(contactId: string): string {
  return `${account}-room-news-${contactId}`;
}
