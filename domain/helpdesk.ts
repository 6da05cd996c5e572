import type { BotHandoff } from './bot.ts';
import type { Content } from './commands.ts';
import type { Draft } from './draft.ts';
import { move, record, say } from './draft.ts';
import type { HelpdeskMethod } from './handoff-method.ts';
import type { Actor, Conversation, InboxRef } from './state.ts';
import { cerradasInbox, placeOf } from './state.ts';
import type { Instant } from './vocabulary.ts';

/** The case of a contact in a helpdesk: the last one. */
export interface HelpdeskCase {
  /** Ours; the helpdesk keeps it as the external id. */
  id: string;
  method: HelpdeskMethod;
  /** `opening`: it is being asked for · `open` · `solved`: the team there is done with it. */
  status: 'opening' | 'open' | 'solved';
  ticketId: string | null;
  url: string | null;
  since: Instant;
}

/** What is still to be done in a helpdesk, one after the other. */
export type HelpdeskWork =
  | {
      kind: 'open';
      caseId: string;
      contactId: string;
      method: HelpdeskMethod;
      reason: string;
      /** The conversation it tells of: up to this line, in this version. */
      upToSeq: number;
      version: number;
      /** What the customer is told once it is open, and where it could not be opened, when the chat goes to the inbox. */
      notice: string;
      otherwise: string;
      inbox: InboxRef;
    }
  /** Lines of the customer that belong to a case that is open. */
  | { kind: 'add'; caseId: string; contactId: string; method: HelpdeskMethod; messageIds: string[] };

const bot: Actor = { kind: 'bot', id: null, name: null };
const system: Actor = { kind: 'system', id: null, name: null };

/** Whether the bot is silent for now: the case is about to be opened, and the chat with it about to rest. */
export function isHandingOver({ helpdesk }: Conversation): boolean {
  return helpdesk?.status === 'opening';
}

/** Asks for a case, one at a time: while one is open or on its way there is no second. Whether anything came of it. */
export function askHelpdesk(d: Draft, { helpdesk, reason }: BotHandoff, inbox: InboxRef): boolean {
  if (!helpdesk || d.c.chat.state !== 'BOT') return false;
  if (d.c.helpdesk?.status === 'opening' || d.c.helpdesk?.status === 'open') return false;
  const { method, notice, otherwise } = helpdesk;
  record(d, d.c.chat, 'helpdesk-asked', bot, reason, { method });
  const id = `hd_${d.c.id.replace(/^c_/, '')}_${d.c.seq.toString(36)}`;
  d.c.helpdesk = { id, method, status: 'opening', ticketId: null, url: null, since: d.now };
  const of = { caseId: id, contactId: d.c.id, method };
  const told = { upToSeq: d.c.seq, version: d.c.version };
  d.out.push({ type: 'helpdeskWork', work: { kind: 'open', ...of, reason, ...told, notice, otherwise, inbox } });
  return true;
}

/** The case is open: the chat rests, unless people or the customer's session have gone on without it. */
export function helpdeskOpened(
  d: Draft,
  { caseId, ticketId, url, notice }: { caseId: string; ticketId: string; url: string; notice: Content },
): boolean {
  const now = d.c.helpdesk;
  if (now?.id !== caseId || now.status !== 'opening') return false;
  d.c.helpdesk = { ...now, status: 'open', ticketId, url, since: d.now };
  record(d, d.c.chat, 'helpdesk-ticket', system, `${now.method} ${ticketId}`, { method: now.method, ticketId, url });
  if (d.c.chat.state !== 'BOT') return true;
  if (d.c.session.status === 'open') say(d, notice, 'out', { kind: 'system', id: null, name: null });
  move(d, { state: 'BANDEJA', inbox: cerradasInbox }, bot, 'helpdesk-handoff', now.method);
  d.c.waitingSince = null;
  return true;
}

/** What the customer writes while a case is open, and nobody of ours has the chat, belongs to it. */
export function tellHelpdesk(d: Draft, messageId: string): void {
  const { helpdesk, chat } = d.c;
  if (!helpdesk || helpdesk.status === 'solved' || chat.state === 'AGENTE') return;
  const of = { caseId: helpdesk.id, contactId: d.c.id, method: helpdesk.method };
  d.out.push({ type: 'helpdeskWork', work: { kind: 'add', ...of, messageIds: [messageId] } });
}

/** The helpdesk tells that the case is done, or open again. */
export function helpdeskTold(d: Draft, caseId: string, status: 'open' | 'solved'): boolean {
  const now = d.c.helpdesk;
  if (now?.id !== caseId || now.status === 'opening' || now.status === status) return false;
  d.c.helpdesk = { ...now, status, since: d.now };
  const { method, ticketId, url } = now;
  const command = status === 'solved' ? 'helpdesk-solved' : 'helpdesk-reopened';
  record(d, d.c.chat, command, system, `${method} ${ticketId}`, { method, ticketId, url });
  return true;
}

/** Supervisors are told of what a helpdesk did not take. Nothing repeats it: it is ended by being acknowledged. */
export function alertOfHelpdesk(d: Draft, reason: string): void {
  record(d, d.c.chat, 'helpdesk-failed', system, reason);
  const { state } = d.c.chat;
  if (state === 'NUEVO') return;
  const id = `alr_${d.c.id}_${d.c.seq}`;
  const row = { id, contactId: d.c.id, kind: 'helpdesk-failed' as const, level: 1, state, raisedAt: d.now };
  d.out.push({ type: 'alert', row: { ...row, place: placeOf(d.c.chat), detail: reason } });
}
