import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { advance } from '../domain/advance.ts';
import type { Envelope } from '../domain/commands.ts';
import { deadline } from '../domain/deadlines.ts';
import { decide } from '../domain/decide.ts';
import type { Step } from '../domain/draft.ts';
import { happen } from '../domain/happen.ts';
import type { Address } from '../domain/state.ts';
import { newConversation, revive } from '../domain/state.ts';
import type { Instant } from '../domain/vocabulary.ts';
import { canSee } from '../domain/visibility.ts';
import { fit } from './batches.ts';
import { botLane } from './bot-lane.ts';
import { briefOf } from './brief.ts';
import type { Carry } from './carry.ts';
import { keepLast, limits, migrate, newCarry } from './carry.ts';
import { commitLane } from './commit-lane.ts';
import { keepDeadlines } from './deadline-timers.ts';
import { helpdeskLane } from './helpdesk-lane.ts';
import type { InTurn } from './in-turn.ts';
import { inTurn } from './in-turn.ts';
import type { CommandResult, Inbound, InboundBatch, RefusedDetails, StartInput } from './messages.ts';
import {
  commandUpdate,
  commandUpdates,
  briefQuery,
  conversationQuery,
  customerWrote,
  inboxRemoved,
  REFUSED,
  updateNames,
} from './messages.ts';
import { offerLane } from './offer-lane.ts';
import { onlooker } from './onlooker.ts';
import { publishLane } from './publish-lane.ts';
import { remember } from './remember.ts';
import { loadSnapshot } from './snapshot.ts';
import { ticketLane } from './ticket-lane.ts';
import { attributesOf, changedAttributes, detailsOf } from './view.ts';

/** What the lanes and timers of one conversation share. */
export interface Shell {
  carry: Carry;
  /**
   * The history asks for a new run. Noted only while something recorded is taken: a refused command leaves no trace in
   * the history, so what it alone brings to light would not happen in a replay.
   */
  long: boolean;
  /** The quiet deadline that has rung, for the same reason no look at the clock. */
  quietAt: Instant | null;
  /** The run is about to end: the bot and offers finish what they hold and start nothing new. */
  draining: boolean;
  /** Those have finished: what is left to write is carried over. */
  closing: boolean;
  /** Takes a step over: state, rows to write, work for the lanes, and what supervisors see. */
  settle(step: Step): void;
  /** For every local activity: one at a time. */
  inTurn: InTurn;
  /** Ends the bot's turn that is under way, if any. */
  mute: (() => void) | null;
  /** A turn was ended by the step being settled; noted with it, for when the ending is heard of is not in the history. */
  muted: boolean;
}

/**
 * One contact's conversation: decides who has the chat. It holds no rules of its own: `domain/` decides, the lanes
 * carry out, timers let time pass. Ends when the contact has long been quiet, and starts again from its snapshot.
 */
export async function conversation(input: StartInput): Promise<void> {
  let ready = input.snapshot !== 'load' || input.carry !== undefined;
  const backlog: (() => void)[] = [];
  const shell: Shell = {
    carry: begin(input),
    long: false,
    quietAt: null,
    draining: false,
    closing: false,
    settle,
    inTurn: inTurn(),
    mute: null,
    muted: false,
  };
  let attributes: SearchAttributeUpdatePair[] = input.carry ? attributesOf(shell.carry.conversation) : [];
  const seen = new Set(shell.carry.seen);
  const done = new Set(shell.carry.done);

  function settle(step: Step): void {
    onlooker.changed?.(shell.carry.conversation, step);
    shell.long ||= workflowInfo().continueAsNewSuggested;
    shell.carry.conversation = step.conversation;
    remember(shell, step.outputs);
    if (shell.muted) {
      shell.muted = false;
      const discarded = { type: 'botAnswerDiscarded', reason: 'muted' } as const;
      settle(happen(shell.carry.conversation, discarded, null, Date.now()));
    }
    show();
  }

  function show(): void {
    if (shell.carry.conversation.chat.state === 'NUEVO') return;
    const now = attributesOf(shell.carry.conversation);
    const changed = changedAttributes(attributes, now);
    if (changed.length > 0) upsertSearchAttributes(changed);
    attributes = now;
    setCurrentDetails(detailsOf(shell.carry.conversation));
  }

  function whenReady(act: () => void): void {
    if (ready) act();
    else backlog.push(act);
  }

  function receive(batch: InboundBatch): void {
    shell.long ||= workflowInfo().continueAsNewSuggested;
    for (const item of batch.items) {
      const id = item.kind === 'message' ? item.message.id : item.id;
      // What became of a message may be told any number of times; remembering it would push messages out.
      if (item.kind !== 'status') {
        if (seen.has(id)) continue;
        seen.add(id);
        shell.carry.seen = keepLast(shell.carry.seen, id, limits.seen);
      }
      settle(happen(shell.carry.conversation, happeningOf(item, shell.carry.lines), batch.policy, Date.now()));
    }
  }

  function judge(envelope: Envelope): void {
    if (!ready)
      throw ApplicationFailure.create({ type: REFUSED, message: 'starting', nonRetryable: true, details: [starting] });
    if (done.has(envelope.id)) return;
    const decision = decide(shell.carry.conversation, envelope, Date.now());
    if (!decision.ok) throw refused(shell, envelope, decision.refusal);
  }

  async function perform(envelope: Envelope): Promise<CommandResult> {
    await condition(() => ready);
    if (done.has(envelope.id))
      return { conversation: shell.carry.conversation, outputs: [], repeated: true, ...withBrief(envelope) };
    const decision = decide(shell.carry.conversation, envelope, Date.now());
    if (!decision.ok) throw refused(shell, envelope, decision.refusal);
    done.add(envelope.id);
    shell.carry.done = keepLast(shell.carry.done, envelope.id, limits.done);
    settle(decision.step);
    const outputs = decision.step.outputs.filter(
      (one) => one.type !== 'askBot' && one.type !== 'muteBot' && one.type !== 'offerTo',
    );
    return { conversation: decision.step.conversation, outputs, repeated: false, ...withBrief(envelope) };
  }

  const withBrief = ({ command }: Envelope) => (command.type === 'claim' ? { brief: briefOf(shell.carry) } : {});

  setHandler(customerWrote, (batch) => whenReady(() => receive(batch)), {
    description: 'The customer wrote, reacted or edited, or the channel told what became of a message',
  });
  setHandler(
    inboxRemoved,
    (removed) =>
      whenReady(() => settle(happen(shell.carry.conversation, { type: 'inboxRemoved', ...removed }, null, Date.now()))),
    { description: 'An inbox was removed; its chats go to General' },
  );
  setHandler(briefQuery, () => briefOf(shell.carry), { description: 'What whoever takes the chat should know' });
  setHandler(conversationQuery, () => advance(shell.carry.conversation, Date.now()).conversation, {
    description: 'The conversation as it is now',
  });
  for (const type of updateNames) {
    setHandler(commandUpdate(type), perform, { validator: judge, description: commandUpdates[type] });
  }

  if (!ready) {
    const snapshot = await loadSnapshot(input.contactId);
    if (snapshot) shell.carry = newCarry(revive(snapshot, Date.now()), snapshot.version);
    ready = true;
  }
  for (const act of backlog) act();
  show();

  keepDeadlines(shell);
  const idle = () =>
    shell.carry.pending.length + shell.carry.unpublished.length === 0 &&
    shell.carry.tickets.length + shell.carry.helpdesk.length === 0 &&
    shell.carry.committed === shell.carry.conversation.version;
  const isQuiet = () => shell.quietAt !== null && shell.quietAt === deadline('quiet', shell.carry.conversation);
  const isOver = () => isQuiet() && idle() && allHandlersFinished();
  const isLight = () => fit(shell.carry.pending, shell.carry.unpublished);
  const isLong = () => shell.long && isLight();
  for (;;) {
    const writing = [commitLane(shell), publishLane(shell)];
    const working = [botLane(shell), offerLane(shell), ticketLane(shell), helpdeskLane(shell)];
    await condition(() => isOver() || isLong());
    if (isOver()) return;
    shell.draining = true;
    await Promise.all(working);
    shell.closing = true;
    await Promise.all(writing);
    await condition(allHandlersFinished);
    const { snapshot: _, ...rest } = input;
    if (isLight()) await continueAsNew<typeof conversation>({ ...rest, snapshot: null, carry: shell.carry });
    // More has come meanwhile than can be handed over: the lanes first work it off.
    shell.draining = false;
    shell.closing = false;
  }
}

const starting: RefusedDetails = { refusal: { code: 'starting' }, conversation: null };

function begin(input: StartInput): Carry {
  if (input.carry) return migrate(input.carry);
  const now = Date.now();
  if (input.snapshot && input.snapshot !== 'load') return newCarry(revive(input.snapshot, now), input.snapshot.version);
  const fresh = newConversation(input.contactId, input.channel, input.externalId, input.policy, now);
  return newCarry(fresh, fresh.version);
}

function refused(shell: Shell, { by }: Envelope, refusal: RefusedDetails['refusal']): ApplicationFailure {
  const now = advance(shell.carry.conversation, Date.now()).conversation;
  const details: RefusedDetails = { refusal, conversation: canSee(by, now.chat) ? now : null };
  return ApplicationFailure.create({ type: REFUSED, message: refusal.code, nonRetryable: true, details: [details] });
}

function happeningOf(item: Inbound, lines: Carry['lines']): Parameters<typeof happen>[1] {
  switch (item.kind) {
    case 'message':
      return { type: 'customerWrote', message: item.message, profile: item.profile, ...reachedAt(item) };
    case 'moved':
      return { type: 'customerMoved', address: item.address, phone: item.phone, message: item.message };
    case 'edit':
      return { type: 'customerEdited', messageId: item.messageId, text: item.text, at: item.at };
    case 'helpdesk':
      return { type: 'helpdeskTold', caseId: item.caseId, status: item.status };
    case 'status': {
      const line = lines.find(({ id, from }) => id === item.report.messageId && from !== 'contact');
      return {
        type: 'statusTold',
        ...item.report,
        sent: line ? { at: line.at, isTemplate: line.type === 'template' } : null,
      };
    }
    case 'reaction':
      return {
        type: 'customerReacted',
        messageId: item.messageId,
        emoji: item.emoji,
        at: item.at,
        profile: item.profile,
        ...reachedAt(item),
      };
  }
}

const reachedAt = ({ address }: { address?: Address }) => (address ? { address } : {});
