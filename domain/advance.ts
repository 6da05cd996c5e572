import { alertOf, deadlines } from './deadlines.ts';
import type { DeadlineKind } from './deadlines.ts';
import type { Step } from './draft.ts';
import { done, draft, move, raise, record } from './draft.ts';
import type { Actor, Conversation } from './state.ts';
import { situationOf } from './state.ts';
import { cellOf } from './transitions.ts';
import type { Instant } from './vocabulary.ts';

const timer: Actor = { kind: 'timer', id: null, name: null };

/**
 * Lets time pass up to `to`: every deadline that fell due fires in its order, each at its own instant.
 * Runs before every event and command, so that a deadline missed while nobody worked still comes first.
 * The quiet deadline ends the workflow and is the shell's.
 */
export function advance(conversation: Conversation, to: Instant): Step {
  const step: Step = { conversation, outputs: [] };
  for (;;) {
    const due = deadlines(step.conversation).find(({ kind, at }) => kind !== 'quiet' && at <= to);
    if (!due) return step;
    const next = fire(step.conversation, due.kind, due.at);
    step.conversation = next.conversation;
    step.outputs.push(...next.outputs);
  }
}

function fire(conversation: Conversation, kind: DeadlineKind, at: Instant): Step {
  // A deadline can lie before the last change (a shorter window came into force): time never runs back.
  const d = draft(conversation, Math.max(at, conversation.since));
  switch (kind) {
    case 'expiry':
    case 'awaitingReply':
      expire(d, kind === 'expiry' ? 'sessionEnded' : 'awaitedReplyMissed');
      return done(d);
    case 'unattended':
    case 'unanswered':
    case 'angry':
      raise(d, alertOf[kind]);
      return done(d);
    case 'windowClosing':
      d.c.windowTold = conversation.session.expiresAt;
      if (conversation.waitingSince !== null) raise(d, 'window-closing');
      return done(d);
    case 'quiet':
      return { conversation, outputs: [] };
  }
}

/** As the timeline names them. */
const named = {
  sessionEnded: 'session-ended',
  awaitedReplyMissed: 'awaited-reply-missed',
  windowClosedByProvider: 'window-closed',
} as const;

/** The session is over: the chat is nobody's, except where it rests in Cerradas. */
export function expire(
  d: ReturnType<typeof draft>,
  trigger: keyof typeof named,
  by: Actor = timer,
  reason: string | null = null,
): void {
  const { expiresAt } = d.c.session;
  d.c.session = {
    ...d.c.session,
    status: 'expired',
    expiresAt: expiresAt === null ? null : Math.min(expiresAt, d.now),
  };
  d.c.undo = null;
  const cell = cellOf(trigger, situationOf(d.c.chat));
  if (typeof cell === 'object' && 'to' in cell && cell.to.includes('EXPIRADO')) {
    move(d, { state: 'EXPIRADO' }, by, named[trigger], reason);
    d.c.waitingSince = null;
  } else if (situationOf(d.c.chat) === 'CERRADAS') {
    record(d, d.c.chat, named[trigger], by, reason);
  }
}
