import type { Command, Commander, CommandType, Envelope } from './commands.ts';
import type { ErrorCode } from './errors.ts';
import { refusalOrder } from './errors.ts';
import type { AgentRef, Conversation } from './state.ts';
import { ownerOf, situationOf } from './state.ts';
import { isFiled } from './file-ticket.ts';
import type { Row } from './transitions.ts';
import { cellOf, rowOf } from './transitions.ts';
import { canSee, hasAccess } from './visibility.ts';

export interface Refusal {
  code: ErrorCode;
  detail?: string;
  owner?: AgentRef;
  /** Of an agent who has no place left: how many chats they may have, and have. */
  capacity?: number;
  chats?: number;
}

/** Why a command may not be done now: of all reasons that apply, the first in the catalogue's order. null: it may. */
export function refusal(c: Conversation, envelope: Envelope): Refusal | null {
  const { command, by } = envelope;
  const row = rowOf(command.type);
  // Nobody sees a contact before the first event, but anybody may be the one who starts.
  const seen = canSee(by, c.chat) || (command.type === 'start' && c.chat.state === 'NUEVO');
  if (!seen && !mayKnow(c, envelope)) return { code: 'not-found' };
  const found: Refusal[] = [];
  const add = (code: ErrorCode, detail?: string) => found.push(detail === undefined ? { code } : { code, detail });

  if (c.blocked && !row.whileBlocked) add('contact-blocked');
  if (row.openSession && c.session.status !== 'open') add('session-expired');
  if (leavesCerradas(command.type) && situationOf(c.chat) === 'CERRADAS' && c.session.status === 'expired')
    add('session-expired');
  const cell = cellOf(command.type, situationOf(c.chat));
  if (typeof cell === 'object' && 'refuse' in cell) add(cell.refuse);
  if (cell === 'ignore' || !roleMay(row, by)) add('not-now');
  // Who starts a conversation asks for no chat of another: it is open already.
  if (!ownsEnough(c, row, envelope) || (!seen && command.type !== 'start')) add('not-owner');
  if (envelope.epoch !== undefined && envelope.epoch !== c.epoch) add('stale-epoch');
  if (mustBeOnline(c, row, by) && !by.online) add('agent-offline');
  // Who has the chat already needs no more room to send a template in it.
  const ownTemplate = command.type === 'template' && by.agentId !== null && ownerOf(c)?.id === by.agentId;
  if ('slot' in command && command.slot && 'full' in command.slot && command.type !== 'undo' && !ownTemplate)
    found.push(fullOf(command.slot));
  particular(c, envelope, add);

  const first = found.sort((a, b) => rank(a.code) - rank(b.code))[0];
  if (!first) return null;
  const owner = ownerOf(c);
  const telling = !seen || first.code === 'already-claimed' || first.code === 'not-owner';
  return owner && telling ? { ...first, owner } : first;
}

/** Every refusal that a command of this type can meet, by the table. Source: the catalogue's order of refusals. */
export function refusalsOf(type: CommandType): ErrorCode[] {
  const row = rowOf(type);
  const codes = new Set<ErrorCode>(['not-found', 'not-owner', 'stale-epoch', 'not-now']);
  if (!row.whileBlocked) codes.add('contact-blocked');
  if (row.openSession || leavesCerradas(type)) codes.add('session-expired');
  if (row.online !== 'never' || type === 'assign') codes.add('agent-offline');
  if (type === 'claim' || type === 'assign' || type === 'template' || type === 'start') codes.add('agent-at-capacity');
  if (type === 'transfer') codes.add('same-inbox').add('invalid-target');
  if (type === 'undo') codes.add('moved-on');
  if (type === 'start') codes.add('template-required');
  for (const cell of Object.values(row.cells)) if (typeof cell === 'object' && 'refuse' in cell) codes.add(cell.refuse);
  return [...codes].sort((a, b) => rank(a) - rank(b));
}

function fullOf({ capacity, chats }: { capacity?: number; chats?: number }): Refusal {
  return { code: 'agent-at-capacity', ...(capacity === undefined || chats === undefined ? {} : { capacity, chats }) };
}

/** A caller who had to do with the chat is told why; to all others what they do not see does not exist. */
function mayKnow(c: Conversation, { by, epoch }: Envelope): boolean {
  if (c.chat.state === 'AGENTE') {
    const { takenFrom } = c.chat;
    if (takenFrom.kind === 'CERRADAS' || hasAccess(by, takenFrom.id)) return true;
  }
  return (
    epoch !== undefined &&
    by.agentId !== null &&
    c.owners.some((one) => one.epoch === epoch && one.agentId === by.agentId)
  );
}

function leavesCerradas(type: CommandType): boolean {
  return type === 'claim' || type === 'assign' || type === 'transfer';
}

function roleMay(row: Row, by: Commander): boolean {
  const role = by.role === 'admin' ? 'supervisor' : by.role;
  return row.who.includes(role) || (role === 'supervisor' && row.who.includes('agent'));
}

function supervises(by: Commander): boolean {
  return by.role === 'supervisor' || by.role === 'admin';
}

function ownsEnough(c: Conversation, row: Row, { by, command }: Envelope): boolean {
  const owner = ownerOf(c);
  const own = owner !== null && owner.id === by.agentId;
  if (command.type === 'template' && owner) return own;
  switch (row.needs) {
    case 'sight':
      return true;
    case 'owner':
      return owner === null || own;
    case 'owner-or-supervisor':
      return (
        own ||
        supervises(by) ||
        by.role === 'rule' ||
        (owner === null && (command.type === 'transfer' || !possible(c, command.type)))
      );
  }
}

/** Whether anybody may give this command where the chat is: if not, that is told rather than who could. */
function possible(c: Conversation, type: CommandType): boolean {
  const cell = cellOf(type, situationOf(c.chat));
  return typeof cell === 'object' && 'to' in cell;
}

function mustBeOnline(c: Conversation, row: Row, by: Commander): boolean {
  if (by.role === 'integrator' || by.role === 'rule' || row.online === 'never') return false;
  if (row.online === 'always') return true;
  return !supervises(by) || ownerOf(c)?.id === by.agentId;
}

function particular(c: Conversation, { command, by }: Envelope, add: (code: ErrorCode, detail?: string) => void): void {
  const { chat } = c;
  switch (command.type) {
    case 'assign':
      if (by.role === 'rule' && chat.state !== 'BANDEJA') add(chat.state === 'AGENTE' ? 'already-claimed' : 'not-now');
      if (by.role === 'rule' && situationOf(chat) === 'CERRADAS') add('not-now');
      if (command.from !== undefined && !(chat.state === 'BANDEJA' && chat.inbox.id === command.from)) add('moved-on');
      if (
        !hasAccess({ role: 'agent', agentId: command.target.id, inboxIds: command.target.inboxIds }, inboxIdOf(c) ?? '')
      )
        if (inboxIdOf(c) !== null) add('not-found', 'The agent has no access to the inbox the chat is in.');
      if (!command.target.online || !command.target.active)
        add('agent-offline', 'The agent to assign to is not online.');
      return;
    case 'return':
      if (command.ifVersion !== undefined && command.ifVersion !== c.version) add('moved-on');
      return;
    case 'toBot':
      if (c.policy.botMode === 'off') add('not-now', 'The bot is off.');
      return;
    case 'transfer':
      if (chat.state === 'BANDEJA' && chat.inbox.id === command.target.id) add('same-inbox');
      if (command.target.kind === 'CERRADAS') add('invalid-target', 'Close the chat instead.');
      return;
    case 'template':
      if (by.role === 'integrator' && chat.state !== 'EXPIRADO') add('not-now');
      return;
    case 'start':
      if (c.channel === 'whatsapp' && command.message?.type !== 'template') add('template-required');
      return;
    case 'undo':
      if (!c.undo) add('moved-on');
      return;
    default:
      return;
  }
}

function inboxIdOf(c: Conversation): string | null {
  if (c.chat.state === 'BANDEJA') return c.chat.inbox.kind === 'CERRADAS' ? null : c.chat.inbox.id;
  if (c.chat.state === 'AGENTE') return c.chat.takenFrom.kind === 'CERRADAS' ? null : c.chat.takenFrom.id;
  return null;
}

function rank(code: ErrorCode): number {
  const at = (refusalOrder as readonly ErrorCode[]).indexOf(code);
  return at === -1 ? refusalOrder.length : at;
}

/** Whether a command, though its cell refuses or moves, finds everything done already: the same answer, no effect. */
export function isRepeat(c: Conversation, command: Command, by: Commander): boolean {
  const owner = ownerOf(c);
  switch (command.type) {
    case 'claim':
      return owner !== null && owner.id === by.agentId && !c.blocked;
    case 'assign':
      return owner !== null && owner.id === command.target.id && by.role !== 'rule' && !c.blocked;
    case 'handoff':
      return c.chat.state === 'AGENTE' || situationOf(c.chat) === 'BANDEJA';
    case 'block':
      return c.blocked;
    case 'unblock':
      return !c.blocked;
    case 'read':
      return !c.unread;
    case 'unread':
      return c.unread;
    case 'openTicket':
      return isFiled(c, command.ticket.id);
    default:
      return false;
  }
}
