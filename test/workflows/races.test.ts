import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { ownerOf } from '../../domain/state.ts';
import type { Chat } from '../support/chat.ts';
import { codeOf, newChat, problemOf, slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, says, until } from '../support/stage.ts';

const ROUNDS = 4;

let stage: Stage;
let agents: Caller[];
let ana: Caller;
let bruno: Caller;
let sofia: Caller;
let ventas: string;

beforeAll(async () => {
  stage = await openStage({
    settings: (value) => {
      value.sessionWindow.brief = 'PT1.5S';
    },
  });
  sofia = await stage.agent('Sofía', { role: 'supervisor' });
  agents = [];
  for (let i = 0; i < 20; i += 1) agents.push(await stage.agent(`Agente ${i}`));
  [ana, bruno] = agents as [Caller, Caller];
  ventas = await stage.inbox('Ventas', agents);
});

afterAll(() => stage.close());

test('of twenty concurrent claims one wins and nineteen learn who has it, within two seconds', async () => {
  const slowest: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const chat = await waitingChat(stage);
    const start = performance.now();
    const answers = await Promise.all(
      agents.map(async (agent) => ({
        agent,
        problem: await problemOf(chat.claim(agent)),
        ms: performance.now() - start,
      })),
    );
    slowest.push(Math.round(Math.max(...answers.map(({ ms }) => ms))));
    const winners = answers.filter(({ problem }) => problem === null);
    expect(winners).toHaveLength(1);
    const winner = winners[0]?.agent;
    const owner = { id: winner?.agentId, name: winner?.name };
    for (const { problem } of answers)
      if (problem)
        expect({ code: problem.code, owner: problem.extras.owner }).toEqual({ code: 'already-claimed', owner });
    await slotsAgree(chat);
  }
  console.log('slowest of twenty claims, ms:', slowest.join(' '));
  expect(Math.min(...slowest)).toBeLessThan(2000);
});

/** Two acts at once, in both orders of sending, several times over. */
async function raced(
  scene: () => Promise<Chat>,
  one: (chat: Chat) => Promise<unknown>,
  other: (chat: Chat) => Promise<unknown>,
  check: (chat: Chat, one: string, other: string) => Promise<void>,
  rounds = ROUNDS,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const chat = await scene();
    const acts = [() => codeOf(one(chat)), () => codeOf(other(chat))];
    if (round % 2 === 1) acts.reverse();
    const answers = await Promise.all(acts.map((act) => act()));
    if (round % 2 === 1) answers.reverse();
    const [first = '', second = ''] = answers;
    seen[`${first} / ${second}`] = (seen[`${first} / ${second}`] ?? 0) + 1;
    await check(chat, first, second);
    await slotsAgree(chat);
    // Who had to do with it gives the place back for the next round.
    const now = await chat.now();
    if (now.chat.state === 'AGENTE') await chat.give(sofia, { type: 'close', reason: null });
    await slotsAgree(chat);
  }
  return seen;
}

test('two claims of the same agent are one', async () => {
  const seen = await raced(
    () => waitingChat(stage),
    (chat) => chat.claim(ana),
    (chat) => chat.claim(ana),
    async (chat) => expect(ownerOf(await chat.now())?.id).toBe(ana.agentId),
  );
  expect(seen).toEqual({ 'ok / ok': ROUNDS });
});

test('a claim against a transfer: whoever comes second is told, and nobody holds a place in vain', async () => {
  const seen = await raced(
    () => waitingChat(stage),
    (chat) => chat.claim(ana),
    (chat) => chat.transfer(bruno, ventas),
    async (chat, claim, transfer) => {
      const now = await chat.now();
      if (transfer === 'ok' && claim === 'ok') expect(now.chat.state).toBe('AGENTE');
      if (transfer !== 'ok') expect(transfer).toBe('not-owner');
      expect(claim).toBe('ok');
    },
  );
  console.log('claim / transfer:', seen);
});

test('a claim against a close by a supervisor: both may stand, in the order they were taken', async () => {
  const seen = await raced(
    () => waitingChat(stage),
    (chat) => chat.claim(ana),
    (chat) => chat.give(sofia, { type: 'close', reason: null }),
    async (chat, claim, close) => {
      expect([claim, close]).toEqual(['ok', 'ok']);
      const commands = (await chat.timeline()).map(({ command }) => command).slice(-2);
      expect((await chat.now()).chat.state).toBe(commands.at(-1) === 'claim' ? 'AGENTE' : 'BANDEJA');
    },
  );
  console.log('claim / close:', seen);
});

test('a return against a claim by somebody else: the chat is never with two', async () => {
  const seen = await raced(
    () => takenChat(stage, ana),
    (chat) => chat.give(ana, { type: 'return' }),
    (chat) => chat.claim(bruno),
    async (chat, back, claim) => {
      expect(back).toBe('ok');
      const owner = ownerOf(await chat.now())?.id;
      expect(owner).toBe(claim === 'ok' ? bruno.agentId : undefined);
      if (claim !== 'ok') expect(claim).toBe('already-claimed');
    },
  );
  console.log('return / claim:', seen);
});

test('an assignment against a claim: the supervisor decides, the chat has one owner', async () => {
  await raced(
    () => waitingChat(stage),
    (chat) => chat.claim(ana),
    (chat) => chat.assign(sofia, bruno),
    async (chat, claim, assign) => {
      expect(assign).toBe('ok');
      expect(['ok', 'already-claimed']).toContain(claim);
      expect(ownerOf(await chat.now())?.id).toBe(bruno.agentId);
    },
  );
});

test('a claim against a customer message: both stand and the message is there', async () => {
  await raced(
    () => waitingChat(stage),
    (chat) => chat.claim(ana),
    (chat) => chat.writes('¿hay alguien?'),
    async (chat, claim, write) => {
      expect([claim, write]).toEqual(['ok', 'ok']);
      expect((await chat.now()).chat.state).toBe('AGENTE');
      expect((await chat.transcript()).at(-1)?.text).toBe('¿hay alguien?');
    },
  );
});

test('a claim against the end of the session: either it came first and expires too, or it is told so', async () => {
  const expiring = async () => {
    const chat = await waitingChat(stage, 'general', 'brief');
    const { session } = await chat.now();
    const end = session.expiresAt ?? 0;
    margin = (margin + 25) % 75;
    await until('the last moment', () => Date.now() >= end - margin);
    return chat;
  };
  let margin = 0;
  const seen = await raced(
    expiring,
    (chat) => chat.claim(ana),
    (chat) => chat.once('the session to end', (c) => c.chat.state === 'EXPIRADO'),
    async (_, claim) => expect(['ok', 'session-expired']).toContain(claim),
    3,
  );
  console.log('claim / expiry:', seen);
});

test('an answer of the bot against an assignment: none begins after it', async () => {
  stage.bot = { answer: async () => says('Te cuento…', 'y algo más.') };
  for (let round = 0; round < ROUNDS; round += 1) {
    const chat = newChat(stage);
    await chat.writes('hola');
    const { result } = await chat.assign(sofia, ana);
    const since = result.conversation.seq;
    await chat.writes('¿seguís?');
    await chat.stored();
    const late = (await chat.transcript()).filter(({ seq = 0, author }) => seq > since && author.kind === 'bot');
    expect(late).toEqual([]);
    await slotsAgree(chat);
  }
});

test('a place that is given back while the same agent takes the chat again is neither lost nor counted twice', async () => {
  const chat = await takenChat(stage, ana);
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([codeOf(chat.give(ana, { type: 'return' })), codeOf(chat.claim(ana)), codeOf(chat.claim(ana))]);
    await slotsAgree(chat);
    await codeOf(chat.claim(ana));
    await slotsAgree(chat);
  }
});

test('a claim of what does not exist holds no place', async () => {
  const dora = await stage.agent('Dora', { capacity: 1 });
  for (let i = 0; i < 3; i += 1) expect(await codeOf(newChat(stage).claim(dora))).toBe('not-found');
  await (await waitingChat(stage)).claim(dora);
});

test('one place and two chats: one of them is taken', async () => {
  const carla = await stage.agent('Carla', { capacity: 1 });
  const chats = await Promise.all([waitingChat(stage), waitingChat(stage)]);
  const codes = await Promise.all(chats.map((chat) => codeOf(chat.claim(carla))));
  expect(codes.sort()).toEqual(['agent-at-capacity', 'ok']);
  for (const chat of chats) await slotsAgree(chat);
});
