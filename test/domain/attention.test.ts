import { expect, test } from 'vitest';
import { advance } from '../../domain/advance.ts';
import type { Command, Commander } from '../../domain/commands.ts';
import type { Step } from '../../domain/draft.ts';
import { happen } from '../../domain/happen.ts';
import type { Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { revive } from '../../domain/state.ts';
import { recount, stored } from '../support/recount.ts';
import {
  ana,
  bruno,
  DAY,
  general,
  hsm,
  hub,
  MINUTE,
  must,
  nobody,
  quietPolicy,
  slotOf,
  sofia,
  soporte,
  text,
  ventas,
  WROTE,
  wrote,
} from './scenes.ts';

/** One life, told in minutes from the customer's first message on. */
function life(policy = quietPolicy, channel = 'webchat') {
  let c: Conversation = nobody(channel, policy);
  const written: Output[] = [];
  const took = ({ conversation, outputs }: Step) => {
    c = conversation;
    written.push(...outputs);
  };
  const at = (minute: number) => WROTE + minute * MINUTE;
  return {
    writes: (minute: number) => took(happen(c, wrote(at(minute)), null, at(minute))),
    botSays: (minute: number) => took(happen(c, { type: 'botSaid', messages: [text] }, null, at(minute))),
    does: (minute: number, by: Commander, command: Command) => took(must(c, by, command, {}, at(minute))),
    passes: (minute: number) => took(advance(c, at(minute))),
    restarts: (minute: number) => {
      c = revive(JSON.parse(JSON.stringify(c)), at(minute));
    },
    /** What is stored, which the written history adds up to. */
    counted() {
      const counted = stored(written, c);
      expect(counted).toEqual(recount(written));
      return counted;
    },
  };
}

const handoff: Command = { type: 'handoff', inbox: ventas, reason: 'quiere una persona' };
const claim = (by: Commander): Command => ({ type: 'claim', slot: slotOf(by) });
const reply: Command = { type: 'reply', message: text };
const close: Command = { type: 'close', reason: 'listo' };

/** Handed off in minute 1, taken by Ana in minute 4, answered in minute 6. */
function withAna(policy = quietPolicy) {
  const one = life(policy);
  one.writes(0);
  one.does(1, hub, handoff);
  one.does(4, ana, claim(ana));
  one.does(6, ana, reply);
  return one;
}

test('an episode counts from the handoff: wait to the claim, first response to the reply, resolution to the close', () => {
  const one = withAna();
  one.does(7, ana, { type: 'note', messageId: 'n', text: 'ojo' });
  one.writes(8);
  one.does(11, ana, close);
  const { episodes, stays } = one.counted();
  expect(episodes).toMatchObject([
    {
      origin: 'integrator',
      fromBot: true,
      began: { command: 'handoff', reason: 'quiere una persona', actor: { kind: 'integrator' } },
      queuedAt: WROTE + MINUTE,
      claimedAt: WROTE + 4 * MINUTE,
      firstResponse: 5 * MINUTE,
      resolution: 10 * MINUTE,
      outcome: 'closed',
      ended: { command: 'close', reason: 'listo', actor: { id: 'ana' } },
      messagesIn: 1,
      messagesOut: 1,
      notes: 1,
      claims: 1,
      inboxes: [{ id: 'ventas', name: 'Ventas' }],
      agents: [{ id: 'ana', name: 'Ana' }],
    },
  ]);
  expect(stays).toMatchObject([
    { kind: 'bot', episodeId: null, ended: 'handoff', next: { kind: 'inbox', inbox: { id: 'ventas' } } },
    { kind: 'inbox', inbox: { id: 'ventas' }, ended: 'claim', answers: 0 },
    { kind: 'agent', agent: { id: 'ana' }, firstResponse: 2 * MINUTE, answers: 1, resolution: 10 * MINUTE },
  ]);
});

test('a bot’s answers count once the customer has asked, and what the system says counts for nobody', () => {
  const one = life();
  one.writes(0);
  one.does(1, hub, { type: 'botMessage', message: text });
  one.passes(3 * 24 * 60);
  expect(one.counted().stays).toMatchObject([{ kind: 'bot', answers: 1, ended: 'session-ended', next: null }]);

  const outreach = life();
  outreach.does(0, hub, { type: 'start', message: text, slot: null, profile: {} });
  expect(outreach.counted().stays).toMatchObject([{ kind: 'bot', answers: 0, neededAt: null }]);
});

test('a transfer goes on with the clock of the episode and begins one for the next agent', () => {
  const one = life();
  one.writes(0);
  one.does(1, hub, handoff);
  one.does(2, ana, claim(ana));
  one.does(3, ana, { type: 'transfer', target: general });
  one.does(8, bruno, claim(bruno));
  one.does(9, bruno, reply);
  one.does(10, bruno, close);
  const { episodes, stays } = one.counted();
  expect(episodes).toMatchObject([
    { firstResponse: 8 * MINUTE, transfers: 1, claims: 2, agents: [{ id: 'ana' }, { id: 'bruno' }] },
  ]);
  expect(stays.slice(2)).toMatchObject([
    { agent: { id: 'ana' }, ended: 'transfer', answers: 0, firstResponse: null, episodeResponse: null },
    { inbox: { id: 'general' }, ended: 'claim' },
    { agent: { id: 'bruno' }, firstResponse: MINUTE, episodeResponse: 8 * MINUTE, resolution: 9 * MINUTE },
  ]);
});

test('an agent who takes over a customer that nobody keeps waiting answers from the customer’s next line on', () => {
  const one = withAna();
  one.does(7, ana, { type: 'return' });
  one.does(10, bruno, claim(bruno));
  one.does(11, bruno, reply);
  one.writes(20);
  one.does(23, bruno, reply);
  const { episodes, stays } = one.counted();
  expect(stays.at(-1)).toMatchObject({ neededAt: WROTE + 20 * MINUTE, answers: 1, firstResponse: 3 * MINUTE });
  expect(episodes).toMatchObject([{ returns: 1, claims: 2, firstResponse: 5 * MINUTE, messagesOut: 3 }]);
});

test('a chat that is reopened is a new episode, which begins with the customer’s line', () => {
  const one = withAna({ ...quietPolicy, reopenTo: 'lastInbox' });
  one.does(7, ana, close);
  one.writes(60);
  const { episodes } = one.counted();
  expect(episodes).toMatchObject([
    { outcome: 'closed', messagesIn: 0 },
    { outcome: null, origin: 'customer', fromBot: false, messagesIn: 1, neededAt: WROTE + 60 * MINUTE },
  ]);
  expect(episodes[1]?.id).toMatch(new RegExp(`_${(episodes[1]?.fromSeq ?? 0) + 1}$`));
});

test('a close that is undone did not happen: the episode goes on, and the time with it', () => {
  const one = withAna();
  one.does(7, ana, close);
  one.does(9, sofia, { type: 'undo', online: true, slot: { id: 'slot-again' } });
  one.does(12, ana, close);
  const { episodes, stays } = one.counted();
  expect(episodes).toMatchObject([{ outcome: 'closed', resolution: 11 * MINUTE, claims: 1 }]);
  expect(stays.slice(2)).toMatchObject([
    { ended: 'close', undone: true, resolution: null },
    { began: 'undo', ended: 'close', undone: false, resolution: 11 * MINUTE },
  ]);
});

test('a close that is undone answered nobody: who waited goes on waiting', () => {
  const one = life();
  one.writes(0);
  one.does(1, hub, handoff);
  one.does(2, ana, claim(ana));
  one.does(3, ana, close);
  one.does(5, sofia, { type: 'undo', online: true, slot: { id: 'slot-again' } });
  one.does(8, ana, reply);
  const { episodes, stays } = one.counted();
  expect(episodes).toMatchObject([{ firstResponse: 7 * MINUTE }]);
  expect(stays.at(-1)).toMatchObject({ answers: 1, firstResponse: 3 * MINUTE, episodeResponse: 7 * MINUTE });
});

test.each<[string, Command, 'transfers' | 'returns']>([
  ['transfer', { type: 'transfer', target: soporte }, 'transfers'],
  ['return', { type: 'return' }, 'returns'],
])('a %s that is undone is not counted', (_, command, figure) => {
  const one = withAna();
  one.does(7, ana, command);
  expect(one.counted().episodes[0]?.[figure]).toBe(1);
  one.does(8, sofia, { type: 'undo', online: true, slot: { id: 'slot-again' } });
  const { episodes, stays } = one.counted();
  expect(episodes[0]).toMatchObject({ [figure]: 0, claims: 1, outcome: null });
  expect(stays[2]).toMatchObject({ ended: command.type, undone: true });
});

test('a transfer out of Cerradas that is undone leaves an episode that counts as undone', () => {
  const one = withAna();
  one.does(7, ana, close);
  one.does(60, sofia, { type: 'transfer', target: soporte });
  one.does(61, sofia, { type: 'undo', online: true, slot: null });
  expect(one.counted().episodes).toMatchObject([
    { outcome: 'closed', resolution: 6 * MINUTE },
    { origin: 'reactivated', outcome: 'undone', transfers: 0, resolution: null, firstResponse: null },
  ]);
});

test('an episode that expires while it waits has neither response nor resolution, and its alerts are counted', () => {
  const one = life({ ...quietPolicy, unattendedAfter: 5 * MINUTE });
  one.writes(0);
  one.does(1, hub, handoff);
  one.passes((2 * DAY) / MINUTE);
  const { episodes, stays } = one.counted();
  expect(episodes).toMatchObject([{ outcome: 'expired', claimedAt: null, firstResponse: null, resolution: null }]);
  expect(episodes[0]?.escalations.unattended).toBeGreaterThan(3);
  expect(stays.at(-1)).toMatchObject({ ended: 'session-ended', escalations: episodes[0]?.escalations.unattended });
});

test('a block ends the episode', () => {
  const one = withAna();
  one.does(7, ana, { type: 'block' });
  one.writes(8);
  expect(one.counted().episodes).toMatchObject([{ outcome: 'blocked', resolution: null, messagesIn: 0 }]);
});

test('a template that waits for its answer is no reply: the clock begins with what the customer writes', () => {
  const one = withAna();
  one.does(7, ana, close);
  const template: Command = { type: 'template', message: hsm, slot: slotOf(bruno) };
  one.passes((2 * DAY) / MINUTE);
  const day3 = (3 * DAY) / MINUTE;
  one.does(day3, bruno, template);
  expect(one.counted().episodes[1]).toMatchObject({ origin: 'outreach', neededAt: null, firstReplyAt: null });
  one.writes(day3 + 30);
  one.does(day3 + 34, bruno, reply);
  const { episodes, stays } = one.counted();
  expect(episodes[1]).toMatchObject({ messagesOut: 2, firstResponse: 4 * MINUTE, claims: 1 });
  expect(stays.at(-1)).toMatchObject({ answers: 1, firstResponse: 4 * MINUTE });
});

test('an episode goes on over a restart out of the snapshot', () => {
  const one = withAna();
  one.restarts(7);
  one.does(8, ana, close);
  expect(one.counted().episodes).toMatchObject([{ outcome: 'closed', resolution: 7 * MINUTE }]);
});

test('a state of before attention was followed begins with its next change of place', () => {
  const { attention: _, ...old } = must(
    nobody(),
    hub,
    { type: 'start', message: null, slot: null, profile: {} },
    {},
    WROTE,
  ).conversation;
  const revived = revive(old as Conversation, WROTE + MINUTE);
  const step = must(revived, hub, handoff, {}, WROTE + 2 * MINUTE);
  expect(step.conversation.attention).toMatchObject({ episode: { fromBot: true }, stay: { kind: 'inbox' } });
});
