import type { Command, Commander, CommandType } from './commands.ts';
import { advance } from './advance.ts';
import { isRepeat, refusal } from './refusals.ts';
import type { Conversation } from './state.ts';
import type { Instant } from './vocabulary.ts';

/** The commands a caller can be offered, by the name of their route. */
export const commandNames = {
  claim: 'claim',
  assign: 'assign',
  return: 'return',
  transfer: 'transfer',
  close: 'close',
  toBot: 'bot',
  handoff: 'handoff',
  template: 'template',
  undo: 'undo',
  reply: 'messages',
  react: 'reactions',
  note: 'notes',
  botMessage: 'bot-messages',
  businessEvent: 'events',
  openTicket: 'tickets',
  read: 'read',
  unread: 'unread',
  block: 'block',
  unblock: 'unblock',
} as const satisfies Partial<Record<CommandType, string>>;

export type CommandName = keyof typeof commandNames;

/** Which commands this caller may give now. `freeSlot`: whether one more chat fits the caller's capacity. */
export function can(conversation: Conversation, by: Commander, freeSlot: boolean, now: Instant): string[] {
  const c = advance(conversation, now).conversation;
  return Object.entries(commandNames).flatMap(([type, name]) => {
    const command = sampleCommand(type as CommandName, freeSlot);
    const pointless = isRepeat(c, command, by);
    return pointless || refusal(c, { id: '', command, by, policy: c.policy }) ? [] : [name];
  });
}

/** A command with the best of facts, so that only state and caller decide. */
export function sampleCommand(type: CommandName, freeSlot: boolean): Command {
  const slot = freeSlot ? { id: '' } : { full: true as const };
  const message = { messageId: '', type: 'text' as const, text: '' };
  switch (type) {
    case 'claim':
      return { type, slot };
    case 'template':
      return { type, slot, message };
    case 'assign':
      return { type, slot: null, target: { id: '', name: '', active: true, online: true, inboxIds: null } };
    case 'transfer':
      return { type, target: { id: '', name: '', kind: 'CUSTOM' } };
    case 'handoff':
      return { type, inbox: { id: '', name: '', kind: 'GENERAL' }, reason: null };
    case 'undo':
      return { type, online: false, slot: null };
    case 'reply':
    case 'botMessage':
      return { type, message };
    case 'react':
      return { type, messageId: '', emoji: null };
    case 'note':
      return { type, messageId: '', text: '' };
    case 'close':
      return { type, reason: null };
    case 'businessEvent':
      return { type, name: '', data: null };
    case 'openTicket':
      return { type, ticket: { id: '', type: 'POSTVENTA', subtype: 'QUEJAS', summary: null, fields: {} } };
    default:
      return { type };
  }
}
