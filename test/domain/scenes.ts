import type { Command, Commander, Content, Envelope, Happening, InboundMessage } from '../../domain/commands.ts';
import type { Decision } from '../../domain/decide.ts';
import { decide } from '../../domain/decide.ts';
import type { Step } from '../../domain/draft.ts';
import { happen } from '../../domain/happen.ts';
import type { Policy } from '../../domain/policy.ts';
import { defaultPolicy } from '../../domain/policy.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { Output } from '../../domain/rows.ts';
import type { Chat, Conversation, InboxRef, Session } from '../../domain/state.ts';
import { newConversation } from '../../domain/state.ts';
import type { TicketRequest } from '../../domain/tickets.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the scenes are looked at; the customer wrote an hour before. */
export const NOW = Date.UTC(2026, 2, 10, 12);
export const WROTE = NOW - HOUR;

export const general: InboxRef = { id: 'general', name: 'General', kind: 'GENERAL' };
export const cerradas: InboxRef = { id: 'cerradas', name: 'Cerradas', kind: 'CERRADAS' };
export const ventas: InboxRef = { id: 'ventas', name: 'Ventas', kind: 'CUSTOM' };
export const soporte: InboxRef = { id: 'soporte', name: 'Soporte', kind: 'CUSTOM' };
export const ofAna: InboxRef = { id: 'de-ana', name: 'Ana', kind: 'PERSONAL', ownerId: 'ana' };

/** Ana and Bruno have access to Ventas; Carla sees General only. */
export const ana: Commander = {
  role: 'agent',
  agentId: 'ana',
  name: 'Ana',
  online: true,
  inboxIds: ['general', 'ventas', 'de-ana'],
};
export const bruno: Commander = { ...ana, agentId: 'bruno', name: 'Bruno', inboxIds: ['general', 'ventas'] };
export const carla: Commander = { ...ana, agentId: 'carla', name: 'Carla', inboxIds: ['general'] };
export const sofia: Commander = { role: 'supervisor', agentId: 'sofia', name: 'Sofía', online: true, inboxIds: null };
export const alba: Commander = { ...sofia, role: 'admin', agentId: 'alba', name: 'Alba' };
export const hub: Commander = { role: 'integrator', agentId: null, name: 'Hub', online: true, inboxIds: null };
export const rule: Commander = { role: 'rule', agentId: null, name: 'round-robin', online: true, inboxIds: null };

/** Rules without alerts, so that a scene shows what was asked of it and nothing else. */
export const quietPolicy: Policy = {
  ...defaultPolicy,
  unattendedAfter: 1000 * DAY,
  unansweredAfter: 1000 * DAY,
  windowClosingBefore: 1000 * DAY,
};

export const open: Session = { status: 'open', lastCustomerAt: WROTE, expiresAt: WROTE + DAY };
export const awaiting: Session = {
  status: 'awaiting-reply',
  lastCustomerAt: NOW - 30 * HOUR,
  expiresAt: NOW + 23 * HOUR,
};
export const ended: Session = { status: 'expired', lastCustomerAt: NOW - 30 * HOUR, expiresAt: NOW - 6 * HOUR };

export const chats = {
  BOT: { state: 'BOT' },
  BANDEJA: { state: 'BANDEJA', inbox: ventas },
  CERRADAS: { state: 'BANDEJA', inbox: cerradas },
  AGENTE: { state: 'AGENTE', agent: { id: 'ana', name: 'Ana' }, takenFrom: ventas, slot: 'slot-ana' },
  EXPIRADO: { state: 'EXPIRADO' },
} as const satisfies Record<string, Chat>;

export function nobody(channel = 'webchat', policy = quietPolicy): Conversation {
  return newConversation('c-1', channel, 'lucia', policy, WROTE);
}

/** A conversation in the middle of its life. */
export function scene(chat: Chat, session: Session = open, rest: Partial<Conversation> = {}): Conversation {
  const owner = chat.state === 'AGENTE' ? chat.agent : null;
  return {
    ...nobody(),
    chat,
    session,
    since: WROTE,
    previous: { state: 'EXPIRADO', place: { label: 'EXPIRADO' } },
    lastMessageAt: WROTE,
    lastInbox: ventas,
    lastAgent: { id: 'ana', name: 'Ana' },
    owners: owner ? [{ epoch: WROTE, agentId: owner.id }] : [],
    ...rest,
  };
}

export const text: Content = { messageId: 'm-out', type: 'text', text: 'Hola' };
export const hsm: Content = { messageId: 'm-hsm', type: 'template', text: 'Seguimos por acá' };
export const request = (id: string, rest: Partial<TicketRequest> = {}): TicketRequest => ({
  id,
  type: 'POSTVENTA',
  subtype: 'GARANTIA',
  summary: 'El taladro no enciende',
  fields: {},
  ...rest,
});
export const slotOf = (by: Commander) => ({ id: `slot-${by.agentId}` });

export function target(by: Commander) {
  return { id: by.agentId ?? '', name: by.name, active: true, online: by.online, inboxIds: by.inboxIds };
}

let commands = 0;

export function give(
  conversation: Conversation,
  by: Commander,
  command: Command,
  rest: Partial<Pick<Envelope, 'epoch' | 'policy'>> = {},
  now = NOW,
): Decision {
  commands += 1;
  return decide(conversation, { id: `cmd-${commands}`, command, by, policy: conversation.policy, ...rest }, now);
}

/** Gives a command that is expected to stand. */
export function must(
  conversation: Conversation,
  by: Commander,
  command: Command,
  rest: Partial<Pick<Envelope, 'epoch' | 'policy'>> = {},
  now = NOW,
): Step {
  const decision = give(conversation, by, command, rest, now);
  if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
  return decision.step;
}

/** Gives a command that is expected to be refused. */
export function refused(
  conversation: Conversation,
  by: Commander,
  command: Command,
  rest: Partial<Pick<Envelope, 'epoch' | 'policy'>> = {},
  now = NOW,
): Refusal {
  const decision = give(conversation, by, command, rest, now);
  if (decision.ok) throw new Error(`${command.type} was not refused`);
  return decision.refusal;
}

export function wrote(at: number, rest: Partial<InboundMessage> = {}): Happening {
  const message = { id: `m-in-${at}`, type: 'text' as const, text: 'Buenas', at, receivedAt: at, ...rest };
  return { type: 'customerWrote', message, profile: {} };
}

export function tell(conversation: Conversation, happening: Happening, now = NOW): Step {
  return happen(conversation, happening, null, now);
}

export function outputs<T extends Output['type']>({ outputs: all }: Step, type: T): Extract<Output, { type: T }>[] {
  return all.filter((one): one is Extract<Output, { type: T }> => one.type === type);
}

/** Where a chat is, in a word: the owner's id, the inbox's id, or the state. */
export function whereIs(chat: Chat): string {
  if (chat.state === 'AGENTE') return chat.agent.id;
  return chat.state === 'BANDEJA' ? chat.inbox.id : chat.state;
}
