import { advance } from './advance.ts';
import type { Command, Envelope, SlotFact } from './commands.ts';
import type { Draft, Step } from './draft.ts';
import { done, draft, endEscalations, move, reach, record, say } from './draft.ts';
import type { Refusal } from './refusals.ts';
import { isRepeat, refusal } from './refusals.ts';
import type { MessageRow } from './rows.ts';
import type { Actor, AlertKind, Chat, Conversation, InboxRef, Profile } from './state.ts';
import { cerradasInbox, generalInbox } from './state.ts';
import { fileTicket } from './file-ticket.ts';
import { canSee } from './visibility.ts';
import type { Instant } from './vocabulary.ts';

export type Decision = { ok: true; step: Step } | { ok: false; refusal: Refusal };

/**
 * What a command does to a conversation at an instant. Pure: asked once to refuse before history is written, and once
 * more to do it. Time passes first; a refusal leaves what time did to the timers.
 */
export function decide(conversation: Conversation, envelope: Envelope, now: Instant): Decision {
  const passed = advance(withPolicy(conversation, envelope.policy), now);
  const { command, by } = envelope;
  // A repeat is judged by sight only: its sender may have become owner, or gone away, since the first.
  if (canSee(by, passed.conversation.chat) && isRepeat(passed.conversation, command, by))
    return { ok: true, step: passed };
  const refused = refusal(passed.conversation, envelope);
  if (refused) return { ok: false, refusal: refused };
  const d = draft(passed.conversation, now);
  apply(d, envelope);
  const step = done(d);
  return { ok: true, step: { conversation: step.conversation, outputs: [...passed.outputs, ...step.outputs] } };
}

/**
 * Takes over newer rules; older ones, from a process that has not heard of the change, are left. Of rules that are as new,
 * what is known of rooms may be newer.
 */
export function withPolicy(conversation: Conversation, policy: Envelope['policy']): Conversation {
  const known = conversation.policy;
  const isNews =
    policy.version > known.version ||
    (policy.version === known.version && JSON.stringify(policy.rooms) !== JSON.stringify(known.rooms));
  return isNews ? { ...conversation, policy } : conversation;
}

export function actorOf(by: Envelope['by']): Actor {
  return { kind: by.role, id: by.agentId, name: by.name };
}

function apply(d: Draft, { command, by }: Envelope): void {
  const actor = actorOf(by);
  const { chat } = d.c;
  switch (command.type) {
    case 'claim':
      give(d, { id: by.agentId ?? '', name: by.name }, command.slot, actor, 'claim');
      return;
    case 'assign':
      give(d, { id: command.target.id, name: command.target.name }, command.slot, actor, 'assign');
      return;
    case 'return':
      if (chat.state !== 'AGENTE') return;
      move(d, { state: 'BANDEJA', inbox: homeOf(chat.takenFrom) }, actor, 'return', command.reason ?? null);
      d.c.undo = { chat, command: 'return' };
      return;
    case 'transfer':
      move(d, { state: 'BANDEJA', inbox: command.target }, actor, 'transfer', null);
      if (command.note)
        say(d, { messageId: command.note.messageId, type: 'text', text: command.note.text }, 'note', authorOf(by));
      d.c.undo = { chat, command: 'transfer' };
      return;
    case 'close':
      move(d, { state: 'BANDEJA', inbox: cerradasInbox }, actor, 'close', command.reason);
      d.c.undo = { chat, command: 'close', waitingSince: d.c.waitingSince };
      d.c.waitingSince = null;
      return;
    case 'toBot':
      move(d, { state: 'BOT' }, actor, 'bot', null);
      if (d.c.waitingSince !== null) d.out.push({ type: 'askBot' });
      return;
    case 'handoff':
      handOff(d, command.inbox, actor, command.reason);
      return;
    case 'helpdeskHandoff':
      move(d, { state: 'BANDEJA', inbox: cerradasInbox }, actor, 'helpdesk-handoff', command.reason);
      d.c.waitingSince = null;
      return;
    case 'template':
      template(d, command, by, actor);
      return;
    case 'start':
      start(d, command, by, actor);
      return;
    case 'undo':
      undo(d, command, actor);
      return;
    case 'reply':
      say(d, command.message, 'out', authorOf(by));
      answered(d, actor);
      return;
    case 'react':
      d.out.push({
        type: 'reaction',
        row: {
          contactId: d.c.id,
          messageId: command.messageId,
          by: { kind: 'agent', id: by.agentId, name: by.name },
          emoji: command.emoji,
          v: d.c.version,
          at: d.now,
        },
      });
      return;
    case 'note':
      say(d, { messageId: command.messageId, type: 'text', text: command.text }, 'note', authorOf(by));
      return;
    case 'botMessage':
      say(d, command.message, 'out', { kind: 'bot', id: null, name: by.name });
      d.c.waitingSince = null;
      return;
    case 'businessEvent':
      record(d, chat, 'event', actor, command.name, command.data);
      return;
    case 'openTicket':
      fileTicket(d, command.ticket, actor);
      return;
    case 'block':
      d.c.blocked = true;
      d.c.undo = null;
      if (chat.state === 'EXPIRADO' || (chat.state === 'BANDEJA' && chat.inbox.kind === 'CERRADAS'))
        record(d, chat, 'block', actor, null);
      else move(d, { state: 'BANDEJA', inbox: cerradasInbox }, actor, 'block', null);
      d.c.waitingSince = null;
      return;
    case 'unblock':
      d.c.blocked = false;
      record(d, chat, 'unblock', actor, null);
      return;
    case 'read':
      d.c.unread = false;
      return;
    case 'unread':
      d.c.unread = true;
      return;
    case 'editContact':
      d.c.profile = editProfile(d.c.profile, command.patch);
      return;
    case 'acknowledge':
      acknowledge(d, command.alertId, actor);
      return;
  }
}

export function handOff(d: Draft, inbox: InboxRef, actor: Actor, reason: string | null): void {
  // Cerradas is where chats end: a bot that names it gets General, as for an unknown inbox.
  move(d, { state: 'BANDEJA', inbox: homeOf(inbox) }, actor, 'handoff', reason);
  d.c.waitingSince = d.now;
}

function give(d: Draft, agent: { id: string; name: string }, slot: SlotFact, actor: Actor, command: string): void {
  move(
    d,
    { state: 'AGENTE', agent, takenFrom: takenFrom(d.c.chat), slot: slot && 'id' in slot ? slot.id : null },
    actor,
    command,
    null,
  );
}

/** The inbox a chat counts as taken from: where it waits, or where its owner before had it from. */
function takenFrom(chat: Chat): InboxRef {
  if (chat.state === 'BANDEJA') return chat.inbox;
  return chat.state === 'AGENTE' ? chat.takenFrom : generalInbox;
}

/** Where a chat that still needs people goes: there, unless that is Cerradas. */
function homeOf(inbox: InboxRef): InboxRef {
  return inbox.kind === 'CERRADAS' ? generalInbox : inbox;
}

function authorOf(by: Envelope['by']): MessageRow['author'] {
  if (by.role === 'integrator') return { kind: 'bot', id: null, name: by.name };
  return { kind: 'agent', id: by.agentId, name: by.name };
}

const answeredKinds: readonly AlertKind[] = ['unanswered', 'window-closing', 'angry-customer'];

function answered(d: Draft, actor: Actor): void {
  d.c.waitingSince = null;
  d.c.unread = false;
  d.c.undo = null;
  endEscalations(d, actor, 'reply', answeredKinds);
}

/** A template opens no session: the customer's answer does. Until it comes only waiting is possible. */
function template(d: Draft, command: Extract<Command, { type: 'template' }>, by: Envelope['by'], actor: Actor): void {
  const { chat } = d.c;
  if (d.c.session.status !== 'open') await_(d);
  if (by.role === 'integrator') move(d, { state: 'BOT' }, actor, 'template', null);
  else if (chat.state !== 'AGENTE') give(d, { id: by.agentId ?? '', name: by.name }, command.slot, actor, 'template');
  say(d, command.message, 'out', authorOf(by));
  answered(d, actor);
}

function start(d: Draft, command: Extract<Command, { type: 'start' }>, by: Envelope['by'], actor: Actor): void {
  if (d.c.chat.state === 'NUEVO') d.c.origin = by.role === 'integrator' ? 'integrator' : 'agent';
  d.c.profile = tellProfile(d.c.profile, command.profile);
  reach(d, command.address);
  if (d.c.channel !== 'whatsapp')
    d.c.session = { ...d.c.session, status: 'open', expiresAt: d.now + d.c.policy.window };
  else if (d.c.session.status !== 'open') await_(d);
  if (by.role === 'integrator') move(d, { state: 'BOT' }, actor, 'start', null);
  else give(d, { id: by.agentId ?? '', name: by.name }, command.slot, actor, 'start');
  if (command.message) say(d, command.message, 'out', authorOf(by));
}

function await_(d: Draft): void {
  d.c.session = { ...d.c.session, status: 'awaiting-reply', expiresAt: d.now + d.c.policy.window };
}

/** The compensation of a transfer, return or close: a new transition back, never a rewriting of what was. */
function undo(d: Draft, command: Extract<Command, { type: 'undo' }>, actor: Actor): void {
  const undone = d.c.undo;
  if (!undone) return;
  const before = undone.chat;
  if (undone.command === 'close') d.c.waitingSince = undone.waitingSince ?? null;
  const isMeant = before.state === 'AGENTE' && (command.agentId ?? before.agent.id) === before.agent.id;
  const fits = isMeant && command.online && command.slot && 'id' in command.slot;
  if (before.state === 'AGENTE' && !fits) {
    move(
      d,
      { state: 'BANDEJA', inbox: homeOf(before.takenFrom) },
      actor,
      'undo',
      `${undone.command}: agent not available`,
    );
  } else if (before.state === 'AGENTE') {
    const slot = command.slot && 'id' in command.slot ? command.slot.id : null;
    move(d, { ...before, slot }, actor, 'undo', undone.command);
  } else {
    move(d, before, actor, 'undo', undone.command);
  }
}

function acknowledge(d: Draft, alertId: string, actor: Actor): void {
  for (const [kind, one] of Object.entries(d.c.escalations)) {
    if (one.acknowledged || !one.alertIds.includes(alertId)) continue;
    d.out.push({ type: 'alertsEnded', ended: { ids: one.alertIds, at: d.now, by: actor, how: 'acknowledge' } });
    d.c.escalations = { ...d.c.escalations, [kind]: { ...one, acknowledged: true } };
    record(d, d.c.chat, 'acknowledge', actor, kind);
    return;
  }
}

/** What a channel tells of the person; what people have edited stays. */
export function tellProfile(profile: Profile, told: Partial<Profile>): Profile {
  const fresh = Object.fromEntries(
    Object.entries(told).filter(
      ([field, value]) => value !== null && value !== undefined && !profile.edited.includes(field),
    ),
  );
  const changed = Object.entries(fresh).some(([field, value]) => profile[field as keyof Profile] !== value);
  return changed ? { ...profile, ...fresh } : profile;
}

function editProfile(profile: Profile, patch: Partial<Profile>): Profile {
  const custom = patch.custom ? { ...profile.custom, ...patch.custom } : profile.custom;
  const edited = [...new Set([...profile.edited, ...Object.keys(patch)])];
  return { ...profile, ...patch, custom, edited };
}
