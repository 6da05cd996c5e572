import { advance, expire } from './advance.ts';
import type { Happening, InboundMessage } from './commands.ts';
import { handOff, tellProfile, withPolicy } from './decide.ts';
import type { Draft, Step } from './draft.ts';
import { done, draft, endEscalations, hear, move, raise, record, say } from './draft.ts';
import type { Policy } from './policy.ts';
import type { Actor, Conversation, Profile } from './state.ts';
import { generalInbox, situationOf } from './state.ts';
import type { Instant } from './vocabulary.ts';

const bot: Actor = { kind: 'bot', id: null, name: null };
const customer: Actor = { kind: 'customer', id: null, name: null };
const channel: Actor = { kind: 'channel', id: null, name: null };

/** What a happening does to a conversation. Happenings are never refused: what no longer fits is dropped or recorded. */
export function happen(conversation: Conversation, happening: Happening, policy: Policy | null, now: Instant): Step {
  const at = happening.type === 'customerWrote' ? happening.message.receivedAt : now;
  const passed = advance(policy ? withPolicy(conversation, policy) : conversation, at);
  const d = draft(passed.conversation, Math.max(at, passed.conversation.since));
  const changed = fold(d, happening);
  if (!changed) return passed;
  const step = done(d);
  return { conversation: step.conversation, outputs: [...passed.outputs, ...step.outputs] };
}

function fold(d: Draft, happening: Happening): boolean {
  switch (happening.type) {
    case 'customerWrote':
      customerWrote(d, happening.message, happening.profile);
      return true;
    case 'customerReacted':
      return customerReacted(d, happening);
    case 'botSaid':
      if (d.c.chat.state !== 'BOT' || d.c.session.status !== 'open') return false;
      for (const one of happening.messages)
        say(d, one, 'out', { kind: happening.asSystem ? 'system' : 'bot', id: null, name: null });
      d.c.waitingSince = null;
      return happening.messages.length > 0;
    case 'botAnswerDiscarded':
      record(d, d.c.chat, 'bot-answer-discarded', bot, happening.reason);
      return true;
    case 'moodRecognised':
      return mood(d, happening.sentiment);
    case 'botHandedOff':
      if (d.c.chat.state !== 'BOT') return false;
      handOff(d, happening.inbox, bot, happening.reason);
      return true;
    case 'windowClosedByProvider':
      if (d.c.chat.state === 'NUEVO') return false;
      expire(d, 'windowClosedByProvider', channel, happening.reason);
      return true;
    case 'inboxRemoved':
      return inboxRemoved(d, happening);
  }
}

function customerWrote(d: Draft, message: InboundMessage, profile: Partial<Profile>): void {
  if (d.c.blocked) {
    d.c.blockedCount += 1;
    return;
  }
  d.c.profile = tellProfile(d.c.profile, profile);
  if (message.at + d.c.policy.window <= d.now) {
    wroteLate(d, message);
    return;
  }
  hear(d, message);
  d.c.lastMessageAt = d.now;
  d.c.unread = true;
  d.c.undo = null;
  openSession(d, message.at);
  const before = situationOf(d.c.chat);
  if (before === 'NUEVO' || before === 'CERRADAS' || before === 'EXPIRADO') reopen(d);
  else if (before === 'BOT' && d.c.policy.botMode === 'off')
    move(d, { state: 'BANDEJA', inbox: d.c.lastInbox ?? generalInbox }, customer, 'write', 'bot off');
  d.c.waitingSince ??= d.now;
  if (message.mood) mood(d, message.mood);
  if (d.c.chat.state === 'BOT') d.out.push({ type: 'askBot' });
}

/** A delivery older than its window is kept in its place and opens nothing. */
function wroteLate(d: Draft, message: InboundMessage): void {
  hear(d, message);
  d.c.unread = true;
  d.c.undo = null;
  d.c.session = { ...d.c.session, lastCustomerAt: Math.max(d.c.session.lastCustomerAt ?? 0, message.at) };
  if (d.c.chat.state === 'NUEVO') move(d, { state: 'EXPIRADO' }, customer, 'write', 'late');
}

function customerReacted(
  d: Draft,
  { messageId, emoji, at, profile }: Extract<Happening, { type: 'customerReacted' }>,
): boolean {
  if (d.c.blocked) {
    d.c.blockedCount += 1;
    return true;
  }
  d.c.profile = tellProfile(d.c.profile, profile);
  const by = { kind: 'contact' as const, id: d.c.id, name: d.c.profile.name };
  d.out.push({ type: 'reaction', row: { contactId: d.c.id, messageId, by, emoji, v: d.c.version, at } });
  if (d.c.chat.state === 'NUEVO') move(d, { state: 'EXPIRADO' }, customer, 'react', null);
  return true;
}

function openSession(d: Draft, at: Instant): void {
  const lastCustomerAt = Math.max(d.c.session.lastCustomerAt ?? 0, at);
  d.c.session = { status: 'open', lastCustomerAt, expiresAt: lastCustomerAt + d.c.policy.window };
}

/** A customer who writes first, or again after the end, begins where the account's rule says. */
function reopen(d: Draft): void {
  const fresh = d.c.chat.state === 'NUEVO';
  const { botMode, reopenTo } = d.c.policy;
  if (!fresh) d.c.sentiment = 'NEUTRAL';
  d.c.waitingSince = d.now;
  const inbox = d.c.lastInbox ?? generalInbox;
  if (botMode === 'off') {
    move(d, { state: 'BANDEJA', inbox: fresh ? generalInbox : inbox }, customer, 'write', 'bot off');
  } else if (fresh || reopenTo === 'bot') {
    move(d, { state: 'BOT' }, customer, 'write', null);
  } else {
    const last = d.c.lastAgent;
    move(d, { state: 'BANDEJA', inbox }, customer, 'write', `reopen to ${reopenTo}`);
    if (reopenTo === 'lastAgent' && last) d.out.push({ type: 'offerTo', agentId: last.id });
  }
}

function mood(d: Draft, sentiment: Conversation['sentiment']): boolean {
  if (d.c.sentiment === sentiment) return false;
  d.c.sentiment = sentiment;
  if (sentiment !== 'ENOJADO') endEscalations(d, customer, 'calmed', ['angry-customer']);
  else if (situationOf(d.c.chat) === 'BANDEJA' && !d.c.escalations['angry-customer']) raise(d, 'angry-customer');
  return true;
}

function inboxRemoved(d: Draft, { inboxId, by }: Extract<Happening, { type: 'inboxRemoved' }>): boolean {
  const { chat, lastInbox, undo } = d.c;
  const here = chat.state === 'BANDEJA' && chat.inbox.id === inboxId;
  const takenFromIt = chat.state === 'AGENTE' && chat.takenFrom.id === inboxId;
  const remembered = lastInbox?.id === inboxId || (undo !== null && mentions(undo.chat, inboxId));
  if (!here && !takenFromIt && !remembered) return false;
  if (here)
    move(
      d,
      { state: 'BANDEJA', inbox: generalInbox },
      { kind: 'supervisor', id: null, name: by },
      'inbox-removed',
      chat.inbox.name,
    );
  if (takenFromIt) d.c.chat = { ...chat, takenFrom: generalInbox };
  if (lastInbox?.id === inboxId) d.c.lastInbox = generalInbox;
  if (undo && mentions(undo.chat, inboxId)) d.c.undo = null;
  return true;
}

function mentions(chat: Conversation['chat'], inboxId: string): boolean {
  return (
    (chat.state === 'BANDEJA' && chat.inbox.id === inboxId) ||
    (chat.state === 'AGENTE' && chat.takenFrom.id === inboxId)
  );
}
