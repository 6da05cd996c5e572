import { advance, expire } from './advance.ts';
import { autoReplyHeard, inboxToLookAt, settled } from './auto-reply.ts';
import type { Happening, InboundMessage, StatusReport } from './commands.ts';
import { handOff, tellProfile, withPolicy } from './decide.ts';
import type { Draft, Step } from './draft.ts';
import { done, draft, endEscalations, hear, move, raise, reach, record, say } from './draft.ts';
import { fileBotTicket, isAuthenticated } from './file-ticket.ts';
import { alertOfHelpdesk, askHelpdesk, helpdeskOpened, helpdeskTold, tellHelpdesk } from './helpdesk.ts';
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
  const step = done(d);
  // What only a message is told of leaves the conversation as it was, version and all.
  return {
    conversation: changed ? step.conversation : passed.conversation,
    outputs: [...passed.outputs, ...step.outputs],
  };
}

function fold(d: Draft, happening: Happening): boolean {
  switch (happening.type) {
    case 'customerWrote':
      reach(d, happening.address);
      customerWrote(d, happening.message, happening.profile);
      return true;
    case 'customerReacted':
      reach(d, happening.address);
      return customerReacted(d, happening);
    case 'customerMoved':
      return customerMoved(d, happening);
    case 'customerEdited':
      customerEdited(d, happening);
      return true;
    case 'statusTold':
      return statusTold(d, happening);
    case 'botSaid':
      if (d.c.chat.state !== 'BOT' || d.c.session.status !== 'open') return false;
      for (const one of happening.messages)
        say(d, one, 'out', { kind: happening.asSystem ? 'system' : 'bot', id: null, name: null });
      d.c.waitingSince = null;
      if (happening.gap) {
        const row = { id: `${d.c.id}:${d.c.seq}`, contactId: d.c.id, ...happening.gap, at: d.now };
        d.out.push({ type: 'gap', row });
      }
      return happening.messages.length > 0;
    case 'botAnswerDiscarded':
      record(d, d.c.chat, 'bot-answer-discarded', bot, happening.reason);
      return true;
    case 'botFellBack':
      record(d, d.c.chat, 'bot-fallback', bot, happening.reason);
      return true;
    case 'moodRecognised':
      return mood(d, happening.sentiment);
    case 'botHandedOff':
      if (d.c.chat.state !== 'BOT') return false;
      handOff(d, happening.inbox, bot, happening.reason);
      return true;
    case 'autoReplied':
      // Meanwhile somebody may have taken the chat, or moved it.
      if (inboxToLookAt(d.c)?.id !== happening.inboxId) return false;
      d.c.autoReply = settled;
      say(d, happening.message, 'out', { kind: 'system', id: null, name: null });
      return true;
    case 'customerTold':
      return customerTold(d, happening.fields);
    case 'botAskedHelpdesk':
      return askHelpdesk(d, happening.handoff, happening.inbox);
    case 'helpdeskOpened':
      return helpdeskOpened(d, happening);
    case 'helpdeskFailed':
      return helpdeskFailed(d, happening);
    case 'helpdeskAddFailed':
      alertOfHelpdesk(d, happening.reason);
      return true;
    case 'helpdeskTold':
      return helpdeskTold(d, happening.caseId, happening.status);
    case 'botOpenedTicket':
      return fileBotTicket(d, happening.ticket, bot);
    case 'windowClosedByProvider':
      return windowClosed(d, happening.sentAt, happening.reason);
    case 'inboxRemoved':
      return inboxRemoved(d, happening);
  }
}

/** Whether the card has changed. What a login or the channel says of a person is not overridden by their words. */
function customerTold(d: Draft, fields: Record<string, string>): boolean {
  const { profile } = d.c;
  const vouched = isAuthenticated(d.c);
  const told = (['firstName', 'lastName', 'phone', 'email'] as const).flatMap((field) => {
    const value = fields[field];
    return value === undefined || (vouched && profile[field] !== null) ? [] : [[field, value] as const];
  });
  d.c.profile = tellProfile(profile, Object.fromEntries(told));
  return d.c.profile !== profile;
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
  d.c.autoReply = autoReplyHeard(d.c, d.now);
  if (message.mood) mood(d, message.mood);
  tellHelpdesk(d, message.id);
  if (d.c.chat.state === 'BOT') d.out.push({ type: 'askBot' });
}

/** Nothing is lost with a helpdesk that takes no case: people of ours take over where the bot still has the chat. */
function helpdeskFailed(d: Draft, failed: Extract<Happening, { type: 'helpdeskFailed' }>): boolean {
  if (d.c.helpdesk?.id !== failed.caseId || d.c.helpdesk.status !== 'opening') return false;
  delete d.c.helpdesk;
  if (d.c.chat.state === 'BOT') {
    if (d.c.session.status === 'open') say(d, failed.message, 'out', { kind: 'system', id: null, name: null });
    handOff(d, failed.inbox, bot, failed.handoffReason);
  }
  alertOfHelpdesk(d, failed.reason);
  return true;
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

/** Who has the chat and whether it may be written in stay as they are. */
function customerMoved(d: Draft, { address, phone, message }: Extract<Happening, { type: 'customerMoved' }>): boolean {
  if (d.c.chat.state === 'NUEVO') return false;
  reach(d, address);
  if (phone !== null) d.c.profile = tellProfile(d.c.profile, { phone });
  say(d, message, 'system', { kind: 'system', id: null, name: null });
  return true;
}

function customerEdited(d: Draft, { messageId, text, at }: Extract<Happening, { type: 'customerEdited' }>): void {
  if (d.c.blocked) {
    d.c.blockedCount += 1;
    return;
  }
  d.out.push({ type: 'edit', row: { contactId: d.c.id, messageId, text, at } });
  if (d.c.chat.state === 'NUEVO') move(d, { state: 'EXPIRADO' }, customer, 'edit', null);
}

/** Whether it changed the conversation itself: most often only its message is told of. */
function statusTold(d: Draft, { sent, ...told }: StatusReport & { type: 'statusTold' }): boolean {
  if (d.c.chat.state === 'NUEVO') return false;
  const { type: _, ...report } = told;
  d.out.push({ type: 'status', row: { contactId: d.c.id, ...report } });
  if (told.status !== 'failed' || !sent) return false;
  if (told.reason === 'window-closed') return windowClosed(d, sent.at, told.reason);
  return sent.isTemplate && templateFailed(d, sent.at, told.reason);
}

/** What the provider refused before the customer's last message says nothing of the window that this opened. */
function windowClosed(d: Draft, sentAt: Instant, reason: string): boolean {
  const { status, lastCustomerAt } = d.c.session;
  if (d.c.chat.state === 'NUEVO' || status === 'expired' || sentAt <= (lastCustomerAt ?? 0)) return false;
  expire(d, 'windowClosedByProvider', channel, reason);
  return true;
}

/** Nobody answers a template that nobody got; an earlier one that failed leaves the latest waiting. */
function templateFailed(d: Draft, sentAt: Instant, reason: string | null): boolean {
  const { status, expiresAt } = d.c.session;
  if (status !== 'awaiting-reply' || expiresAt === null || sentAt + d.c.policy.window < expiresAt) return false;
  expire(d, 'awaitedReplyMissed', channel, reason);
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
  d.c.tickets = [];
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
