import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPresence } from '../../activities/presence.ts';
import { durationMs } from '../../config/duration.ts';
import type { Caller } from '../../domain/caller.ts';
import { AgentModel } from '../../models/agent.ts';
import { choosePresence } from '../../models/presence.ts';
import { startPresenceSweep } from '../../worker/presence-sweep.ts';
import { PRESENCE_SWEEP_ID } from '../../workflows/queues.ts';
import { codeOf, slotsAgree, takenChat } from '../support/chat.ts';
import type { Chat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';
import { sweepOnce } from '../support/sweep.ts';

const TIMEOUT = 120_000;
const ROUNDS = 8;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await startPresenceSweep(stage.client);
});

afterAll(() => stage.close());

const round = () => sweepOnce(stage);
const rule = (absenceReturnAfter: string | undefined) =>
  stage.settings((value) => {
    value.absenceReturnAfter = absenceReturnAfter;
  });
const isBack = async (chat: Chat) => (await chat.now()).chat.state === 'BANDEJA';

/** As if the agent had left so long ago. */
async function left(agent: Caller, ms: number): Promise<void> {
  const statusChangedAt = new Date(Date.now() - ms);
  await AgentModel.updateOne({ _id: agent.agentId }, { $set: { status: 'away', statusChangedAt } });
}

const comeBack = (agent: Caller) => choosePresence(agent.agentId ?? '', 'online', TIMEOUT);

/** An agent with a chat of which the absence rule has nothing to wait for but the agent's absence. */
async function busy(name: string): Promise<{ agent: Caller; chat: Chat }> {
  const agent = await stage.agent(name);
  const chat = await takenChat(stage, agent);
  const { since } = await chat.stored();
  await until('the chat to be old enough', () => Date.now() > since + 100);
  return { agent, chat };
}

test('without the rule an absent agent keeps the chats', async () => {
  const { agent, chat } = await busy('Rita');
  await left(agent, 86_400_000);
  await round();
  expect(await isBack(chat)).toBe(false);
});

test('the chats of an agent away for long go back to their inboxes, by the rule, recorded, and the places are free', async () => {
  await rule('PT0.1S');
  const { agent, chat } = await busy('Ana');
  const other = await takenChat(stage, agent);
  const { chat: kept } = await busy('Bruno');
  await left(agent, 1_000);
  await until('both chats to be back', async () => {
    await round();
    return (await isBack(chat)) && (await isBack(other));
  });
  expect(await isBack(kept)).toBe(false);
  expect(await chat.now()).toMatchObject({
    chat: { state: 'BANDEJA', inbox: { id: 'general' } },
    movedBy: { kind: 'rule', name: 'absence' },
    reason: 'absence',
  });
  expect((await chat.timeline()).at(-1)).toMatchObject({
    command: 'return',
    reason: 'absence',
    actor: { kind: 'rule' },
  });
  for (const one of [chat, other, kept]) await slotsAgree(one);
  await rule(undefined);
});

test('a silence counts as absence from the moment it became too long', async () => {
  await rule('PT10M');
  const { agent, chat } = await busy('Hugo');
  const silentFor = (ms: number) =>
    AgentModel.updateOne({ _id: agent.agentId }, { $set: { lastHeartbeatAt: new Date(Date.now() - ms) } });
  await silentFor(11 * 60_000);
  await round();
  expect((await AgentModel.findById(agent.agentId).lean())?.status).toBe('away');
  expect(await isBack(chat)).toBe(false);
  await rule(undefined);
});

test('who comes back in time keeps the chats', async () => {
  await rule('PT1H');
  const { agent, chat } = await busy('Nora');
  await left(agent, 59 * 60_000);
  await round();
  await comeBack(agent);
  await rule('PT0.1S');
  await round();
  expect(await isBack(chat)).toBe(false);
  await rule(undefined);
});

/** Ends the sweep's own rounds, so that none comes between those that a test goes by hand. */
const endSweep = () => stage.client.workflow.getHandle(PRESENCE_SWEEP_ID).terminate();

/** Temporal as seen by a sweep in whose command something comes between. */
function between(act: () => Promise<unknown>): Client {
  const { workflow } = stage.client;
  return {
    withDeadline: (at: number, work: () => Promise<unknown>) => stage.client.withDeadline(at, work),
    workflow: {
      getHandle: (id: string) => ({
        executeUpdate: async (...update: Parameters<ReturnType<typeof workflow.getHandle>['executeUpdate']>) => {
          await act();
          return workflow.getHandle(id).executeUpdate(...update);
        },
      }),
    },
  } as never;
}

describe('while something happens at the same time', () => {
  beforeAll(endSweep);

  test('an answer that gets between the look and the return keeps the chat', async () => {
    await rule('PT0.1S');
    const { agent, chat } = await busy('Iris');
    await left(agent, 1_000);
    const reply = async () => {
      await comeBack(agent);
      await chat.reply(agent, 'Perdón, ya estoy');
    };
    expect(await createPresence(between(reply), durationMs).returnChatsOfAbsent()).toEqual({ returned: 0 });
    expect((await chat.now()).chat).toMatchObject({ state: 'AGENTE', agent: { id: agent.agentId } });
    await slotsAgree(chat);
    await rule(undefined);
  });

  test('a claim by somebody else that gets between is left alone', async () => {
    await rule('PT0.1S');
    const [{ agent, chat }, sofia] = [await busy('Olga'), await stage.agent('Sofía', { role: 'supervisor' })];
    await left(agent, 1_000);
    const assign = () => chat.assign(sofia, sofia);
    expect(await createPresence(between(assign), durationMs).returnChatsOfAbsent()).toEqual({ returned: 0 });
    expect((await chat.now()).chat).toMatchObject({ state: 'AGENTE', agent: { id: sofia.agentId } });
    await slotsAgree(chat);
    await rule(undefined);
  });

  test('an answer against the return: either the chat stays answered, or it is back and the answer is refused', async () => {
    await rule('PT0.1S');
    const { returnChatsOfAbsent } = createPresence(stage.client, durationMs);
    const seen: Record<string, number> = {};
    for (let i = 0; i < ROUNDS; i += 1) {
      const { agent, chat } = await busy(`Agente ${i}`);
      await left(agent, 1_000);
      const answer = async () => {
        if (i % 2 === 0) await chat.stored();
        await comeBack(agent);
        return codeOf(chat.reply(agent, 'Acá estoy'));
      };
      const [code] = await Promise.all([answer(), returnChatsOfAbsent()]);
      const where = (await chat.now()).chat.state;
      seen[`${code}, ${where}`] = (seen[`${code}, ${where}`] ?? 0) + 1;
      expect(['ok, AGENTE', 'not-now, BANDEJA']).toContain(`${code}, ${where}`);
      await slotsAgree(chat);
    }
    console.log('answer, where:', seen);
    await rule(undefined);
  });

  test('two sweeps at once return a chat once', async () => {
    await rule('PT0.1S');
    const { agent, chat } = await busy('Vera');
    await left(agent, 1_000);
    const { returnChatsOfAbsent } = createPresence(stage.client, durationMs);
    await Promise.all([returnChatsOfAbsent(), returnChatsOfAbsent()]);
    expect((await chat.timeline()).filter(({ command }) => command === 'return')).toHaveLength(1);
    await slotsAgree(chat);
    await rule(undefined);
  });
});
