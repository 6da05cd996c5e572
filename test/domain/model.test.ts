import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance } from '../../domain/advance.ts';
import { noteLooked } from '../../domain/auto-reply.ts';
import { can } from '../../domain/can.ts';
import { decide } from '../../domain/decide.ts';
import { deadline } from '../../domain/deadlines.ts';
import type { Step } from '../../domain/draft.ts';
import { happen } from '../../domain/happen.ts';
import type { Policy } from '../../domain/policy.ts';
import { defaultPolicy } from '../../domain/policy.ts';
import type { Output } from '../../domain/rows.ts';
import type { Chat, Conversation } from '../../domain/state.ts';
import { newConversation, ownerOf, placeOf, revive, situationOf } from '../../domain/state.ts';
import type { Trigger } from '../../domain/transitions.ts';
import { cellOf } from '../../domain/transitions.ts';
import { canSee } from '../../domain/visibility.ts';
import { recount, stored } from '../support/recount.ts';
import type { Event } from './lives.ts';
import { events, fresh, HERE, people } from './lives.ts';
import { ana, carla, DAY, HOUR, hub, NOW, sofia } from './scenes.ts';

/** Random lives of one conversation under the hands of several people, with everything checked after each step. */

interface World {
  c: Conversation;
  now: number;
  policy: Policy;
  /** Slots confirmed and not released yet, and how often each was confirmed. */
  held: Map<string, string>;
  seen: Set<string>;
  /** Place before the last move, as the timeline told it. */
  epochs: number[];
  alerts: Set<string>;
  written: Output[];
  /** Of the running episode of attention: the customer was told that nobody is there, an agent has had the chat. */
  episode: { told: boolean; attended: boolean };
}

/** What the code's table lists for a trigger, with 'same' spelt out. */
function listed(trigger: Trigger, from: Chat): readonly string[] {
  const at = situationOf(from);
  const cell = cellOf(trigger, at);
  if (cell === 'ignore') return [at];
  if ('refuse' in cell) return [];
  return cell.to.map((to) => (to === 'same' ? at : to));
}

const isTime = (one: Output) =>
  one.type === 'timeline' && ['session-ended', 'awaited-reply-missed', 'escalate'].includes(one.row.command);

/** Holds of every step, whatever made it. */
function checkStep(w: World, before: Conversation, { conversation: after, outputs }: Step): void {
  w.written.push(...outputs);
  // Numbers only grow, and the epoch grows exactly when the owner changes.
  for (const key of ['version', 'epoch', 'seq'] as const) expect(after[key]).toBeGreaterThanOrEqual(before[key]);
  // What became of a message is told of the message alone.
  if (outputs.some(({ type }) => type !== 'status') || JSON.stringify(after) !== JSON.stringify(before))
    expect(after.version > before.version || after.policy !== before.policy).toBe(true);
  if (ownerOf(before)?.id !== ownerOf(after)?.id) expect(after.epoch).toBeGreaterThan(before.epoch);
  else if (!outputs.some((one) => one.type === 'timeline' && one.row.from === 'AGENTE'))
    expect(after.epoch).toBe(before.epoch);

  // Rows are numbered in order, each number once.
  const seqs = outputs.flatMap((one) => (one.type === 'message' || one.type === 'timeline' ? [one.row.seq] : []));
  expect(seqs).toEqual(seqs.map((_, i) => before.seq + 1 + i));
  expect(after.seq).toBe(before.seq + seqs.length);

  // Slots: confirmed once, released once, and held exactly by the owner.
  for (const one of outputs) {
    if (one.type === 'confirmSlot') {
      expect(w.seen.has(one.slot)).toBe(false);
      w.seen.add(one.slot);
      w.held.set(one.slot, one.agentId);
    } else if (one.type === 'releaseSlot') {
      expect(w.held.get(one.slot)).toBe(one.agentId);
      w.held.delete(one.slot);
    } else if (one.type === 'alert') {
      expect(w.alerts.has(one.row.id)).toBe(false);
      w.alerts.add(one.row.id);
    } else if (one.type === 'alertsEnded') {
      for (const id of one.ended.ids) expect(w.alerts.has(id)).toBe(true);
    }
  }
  const mine = after.chat.state === 'AGENTE' && after.chat.slot ? [[after.chat.slot, after.chat.agent.id]] : [];
  expect([...w.held]).toEqual(mine);

  checkAutoReply(w, before, outputs);

  // The session and the state never contradict each other.
  const situation = situationOf(after.chat);
  if (situation === 'EXPIRADO') expect(after.session.status).toBe('expired');
  if (situation === 'AGENTE' || situation === 'BANDEJA' || situation === 'BOT')
    expect(after.session.status).not.toBe('expired');
  if (after.blocked) expect(['CERRADAS', 'EXPIRADO']).toContain(situation);

  // Moves follow each other without a gap, and `previous` is where the last one started.
  const moves = outputs.flatMap((one) => (one.type === 'timeline' ? [one.row] : []));
  let label = before.chat.state === 'NUEVO' ? null : placeOf(before.chat).label;
  let last: (typeof moves)[number] | undefined;
  for (const row of moves) {
    expect(row.fromPlace?.label ?? null).toBe(label);
    label = row.toPlace.label;
    const moved = JSON.stringify([row.from, row.fromPlace]) !== JSON.stringify([row.to, row.toPlace]);
    if (moved) last = row;
  }
  if (after.chat.state !== 'NUEVO') expect(placeOf(after.chat).label).toBe(label);
  if (last) {
    expect(after.previous).toEqual(last.from === null ? null : { state: last.from, place: last.fromPlace });
    expect(after.since).toBe(last.at);
    expect(after.movedBy).toEqual(last.actor);
  }

  // The state travels as JSON and stays small.
  const json = JSON.stringify(after);
  expect(JSON.parse(json)).toEqual(after);
  expect(json.length).toBeLessThan(8192);

  // No session is open past its end. (A warning may be due at once: of a chat that came late in its window.)
  for (const kind of ['expiry', 'awaitingReply'] as const)
    expect(deadline(kind, after) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(w.now);
}

function checkSilence(before: Conversation, outputs: readonly Output[], integratorBegins: boolean): void {
  const out = outputs.filter((one) => one.type === 'message' && one.row.direction === 'out');
  if (before.blocked) expect(out).toEqual([]);
  for (const one of out) {
    if (one.type !== 'message' || one.row.author.kind !== 'bot' || integratorBegins) continue;
    expect(before.chat.state).toBe('BOT');
    expect(before.session.status).toBe('open');
  }
}

/** At most one auto-reply in an episode, in an inbox, to whoever may be written to, and none once an agent has had it. */
function checkAutoReply(w: World, before: Conversation, outputs: readonly Output[]): void {
  let where = before.chat.state === 'NUEVO' ? null : placeOf(before.chat).label;
  for (const one of outputs) {
    if (one.type === 'timeline') {
      const { row } = one;
      const rested = row.from === null || row.from === 'BOT' || row.from === 'EXPIRADO' || where === 'Cerradas';
      where = row.toPlace.label;
      if (rested && row.command !== 'undo' && row.fromPlace?.label !== where)
        w.episode = { told: false, attended: false };
      if (row.to === 'AGENTE') w.episode.attended = true;
    }
    if (one.type !== 'message' || one.row.direction !== 'out' || one.row.author.kind !== 'system') continue;
    expect(w.episode).toEqual({ told: false, attended: false });
    expect(before.chat.state === 'BANDEJA' && before.chat.inbox.kind !== 'CERRADAS').toBe(true);
    expect([before.blocked, before.session.status, before.waitingSince === null]).toEqual([false, 'open', false]);
    w.episode.told = true;
  }
}

const here = ({ chat }: Conversation, inboxId: string) =>
  inboxId === HERE && chat.state === 'BANDEJA' ? chat.inbox.id : inboxId;

function play(w: World, event: Event): void {
  const before = w.c;
  if (event.kind === 'time') {
    w.now += event.by;
    const step = advance(before, w.now);
    checkStep(w, before, step);
    w.c = step.conversation;
    return;
  }
  if (event.kind === 'restart') {
    if (before.chat.state === 'NUEVO') return;
    w.c = revive(JSON.parse(JSON.stringify(before)), w.now);
    for (const key of ['version', 'epoch', 'seq'] as const) expect(w.c[key]).toBeGreaterThan(before[key]);
    return;
  }
  if (event.kind === 'looked') {
    w.c = noteLooked(before, here(before, event.inboxId), event.until === null ? null : w.now + event.until);
    expect(w.c.version).toBe(before.version);
    return;
  }
  w.now += 1;
  const passed = advance(before, w.now).conversation;

  if (event.kind === 'happening') {
    const at = w.now - event.age;
    let { happening } = event;
    // Only the customer can be the first: a bot has nothing to say to nobody.
    if (passed.chat.state === 'NUEVO' && !happening.type.startsWith('customer')) return;
    if (happening.type === 'customerWrote')
      happening = { ...happening, message: { ...happening.message, at, receivedAt: w.now } };
    if (happening.type === 'autoReplied') happening = { ...happening, inboxId: here(passed, happening.inboxId) };
    if (happening.type === 'customerReacted') happening = { ...happening, at };
    const step = happen(before, happening, w.policy, w.now);
    checkStep(w, before, step);
    checkSilence(
      passed,
      step.outputs.filter((one) => !isTime(one)),
      false,
    );
    const late = event.age >= w.policy.window;
    const trigger: Trigger | null =
      happening.type === 'customerWrote'
        ? passed.blocked
          ? 'customerWroteBlocked'
          : late
            ? 'customerWroteLate'
            : 'customerWrote'
        : (happening.type === 'customerReacted' || happening.type === 'customerEdited') && !passed.blocked
          ? happening.type
          : happening.type === 'windowClosedByProvider' ||
              happening.type === 'inboxRemoved' ||
              happening.type === 'statusTold'
            ? happening.type
            : null;
    if (trigger) expect(listed(trigger, passed.chat)).toContain(situationOf(step.conversation.chat));
    if (happening.type === 'botSaid' && (passed.chat.state !== 'BOT' || passed.session.status !== 'open'))
      expect(step.conversation).toEqual(passed);
    // No accepted message is lost: a customer's line is stored unless they are blocked.
    if (happening.type === 'customerWrote')
      expect(step.outputs.filter((one) => one.type === 'message' && one.row.direction === 'in')).toHaveLength(
        passed.blocked ? 0 : 1,
      );
    w.c = step.conversation;
    return;
  }

  const { command } = event;
  const by = event.by ?? people.find(({ agentId }) => agentId === ownerOf(passed)?.id) ?? sofia;
  const epoch = { none: undefined, now: passed.epoch, old: w.epochs[0] }[event.epoch];
  const envelope = { id: fresh('cmd'), command, by, policy: w.policy, ...(epoch === undefined ? {} : { epoch }) };
  const copy = JSON.stringify(before);
  const decision = decide(before, envelope, w.now);
  // Deciding changes nothing by itself and always comes to the same.
  expect(JSON.stringify(before)).toBe(copy);
  expect(decide(before, envelope, w.now)).toEqual(decision);
  if (!decision.ok) {
    expect(Object.keys(decision)).toEqual(['ok', 'refusal']);
    if (decision.refusal.owner) expect(decision.refusal.owner).toEqual(ownerOf(passed));
    return;
  }
  const { step } = decision;
  const starts = command.type === 'start' && passed.chat.state === 'NUEVO';
  expect(canSee(by, passed.chat) || starts).toBe(true);
  checkStep(w, before, step);
  const own = step.outputs.slice(advance(before, w.now).outputs.length);
  checkSilence(passed, own, by.role === 'integrator' && (command.type === 'template' || command.type === 'start'));
  const changed = step.conversation.version > passed.version;
  if (changed) expect(listed(command.type, passed.chat)).toContain(situationOf(step.conversation.chat));
  else expect(own).toEqual([]);
  // A claim takes a chat from nobody.
  if (command.type === 'claim' || by.role === 'rule') {
    const owner = ownerOf(passed);
    if (owner && command.type === 'claim') expect(ownerOf(step.conversation)).toEqual(owner);
    if (owner && command.type === 'assign') expect(changed).toBe(false);
  }
  // The same command again is either refused, or the same answer, or one more of what may be repeated.
  if (command.type === 'claim') {
    const again = decide(step.conversation, { ...envelope, id: fresh('cmd') }, w.now);
    // A chat claimed near the end of its window has that deadline behind it: time passes first, then nothing changes.
    expect(again).toEqual({ ok: true, step: advance(step.conversation, w.now) });
  }
  w.epochs = [...w.epochs, step.conversation.epoch].slice(-3);
  w.c = step.conversation;
}

test('every life of a conversation keeps every rule at every step', () => {
  const rules = fc.record({
    botMode: fc.constantFrom('builtin' as const, 'external' as const, 'off' as const),
    reopenTo: fc.constantFrom('bot' as const, 'lastInbox' as const, 'lastAgent' as const),
    channel: fc.constantFrom('webchat', 'whatsapp'),
    window: fc.constantFrom(DAY, 2 * HOUR),
  });
  fc.assert(
    fc.property(rules, fc.array(events, { maxLength: 60, size: 'max' }), ({ channel, ...rest }, life) => {
      const policy = { ...defaultPolicy, ...rest, version: 1 };
      const c = newConversation('c-1', channel, 'lucia', policy, NOW);
      const w: World = {
        c,
        now: NOW,
        policy,
        held: new Map(),
        seen: new Set(),
        epochs: [NOW],
        alerts: new Set(),
        written: [],
        episode: { told: false, attended: false },
      };
      for (const event of life) {
        play(w, event);
        for (const by of [ana, carla, sofia, hub])
          if (!canSee(by, w.c.chat)) expect(can(w.c, by, true, w.now)).toEqual([]);
      }
      // What was counted on the way is what the written history adds up to.
      expect(stored(w.written, w.c)).toEqual(recount(w.written));
    }),
    { numRuns: 400, interruptAfterTimeLimit: 4_000 },
  );
}, 20_000);
