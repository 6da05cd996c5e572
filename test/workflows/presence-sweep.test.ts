import type { Connection } from '@temporalio/client';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { PresenceChangeModel } from '../../models/presence.ts';
import { startPresenceSweep } from '../../worker/presence-sweep.ts';
import { CORE_QUEUE, PRESENCE_SWEEP_ID } from '../../workflows/queues.ts';
import type { TcpGate } from '../api/tcp-gate.ts';
import { openTcpGate } from '../api/tcp-gate.ts';
import { waitingChat } from '../support/chat.ts';
import { typesOf } from '../support/events.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, until } from '../support/stage.ts';
import { sweepEvents, sweepOnce } from '../support/sweep.ts';
import { skippingTime } from '../support/time-skipping.ts';

const TIMEOUT = 120_000;

let stage: Stage;
let gate: TcpGate;

beforeAll(async () => {
  stage = await openStage({
    through: async (uri) => {
      const url = new URL(uri);
      gate = await openTcpGate({ host: url.hostname, port: Number(url.port) });
      url.port = String(gate.port);
      url.search = '?directConnection=true';
      return url.toString();
    },
  });
  await startPresenceSweep(stage.client);
});

afterAll(async () => {
  await stage.close();
  await gate.close();
});

const round = () => sweepOnce(stage);
const handle = () => stage.client.workflow.getHandle(PRESENCE_SWEEP_ID);

/** An agent who last gave a sign of life so long ago. */
async function silent(name: string, ms: number): Promise<{ id: string; last: number }> {
  const { agentId } = await stage.agent(name);
  const last = Date.now() - ms;
  await AgentModel.updateOne({ _id: agentId }, { $set: { lastHeartbeatAt: new Date(last) } });
  return { id: agentId ?? '', last };
}

const statusOf = async (id: string) => (await AgentModel.findById(id).lean())?.status;

test('an agent whose signs of life stopped is away as of when the silence became too long, not of the sweep', async () => {
  const [rita, hugo] = [await silent('Rita', 300_000), await silent('Hugo', TIMEOUT - 60_000)];
  await round();
  expect(await statusOf(hugo.id)).toBe('online');
  expect(await PresenceChangeModel.find({ agentId: rita.id }, { _id: 0 }).lean()).toEqual([
    { agentId: rita.id, status: 'away', cause: 'timeout', at: new Date(rita.last + TIMEOUT) },
  ]);
  expect((await AgentModel.findById(rita.id).lean())?.statusChangedAt).toEqual(new Date(rita.last + TIMEOUT));
  await round();
  expect(await PresenceChangeModel.countDocuments({ agentId: rita.id })).toBe(1);
});

test('however many workers start it, one sweep runs', async () => {
  const { runId } = await handle().describe();
  await Promise.all(Array.from({ length: 5 }, () => startPresenceSweep(stage.client)));
  expect((await handle().describe()).runId).toBe(runId);
});

test('it goes on with the next worker', async () => {
  await stage.stopWorker();
  const nora = await silent('Nora', 300_000);
  await stage.startWorker();
  await startPresenceSweep(stage.client);
  await round();
  expect(await statusOf(nora.id)).toBe('away');
});

test('a changed presence timeout counts from the next round', async () => {
  const iris = await silent('Iris', 60_000);
  await stage.settings((value) => {
    value.presenceTimeout = 'PT30S';
  });
  await round();
  expect(await statusOf(iris.id)).toBe('away');
  await stage.settings((value) => {
    value.presenceTimeout = 'PT2M';
  });
});

test('while MongoDB is away it does nothing, fails nothing, and goes on when it is back', async () => {
  const olga = await silent('Olga', 300_000);
  await gate.shut();
  const before = (await sweepEvents(stage)).length;
  for (let i = 0; i < 4; i += 1) await round();
  const types = typesOf((await sweepEvents(stage)).slice(before));
  expect(types.filter((type) => /Activity|Failed|TimedOut/.test(type))).toEqual([]);
  expect((await handle().describe()).status.name).toBe('RUNNING');
  await gate.open();
  await until('the sweep to see Olga away', async () => {
    await round();
    return (await statusOf(olga.id)) === 'away';
  });
  expect((await PresenceChangeModel.findOne({ agentId: olga.id }).lean())?.at).toEqual(new Date(olga.last + TIMEOUT));
});

test('it is told apart from chats: a type of its own, and none of what supervisors filter chats by', async () => {
  const chat = await waitingChat(stage);
  const ids = async (query: string) => {
    const found: string[] = [];
    for await (const { workflowId } of stage.client.workflow.list({ query })) found.push(workflowId);
    return found;
  };
  await until('the list to know the chat', async () => {
    expect(await ids("WorkflowType = 'conversation'")).toEqual([expect.stringContaining(chat.id)]);
    expect(await ids('RelevoState IS NOT NULL')).toEqual([expect.stringContaining(chat.id)]);
    return true;
  });
  expect(await ids("WorkflowType = 'presenceSweep'")).toContain(PRESENCE_SWEEP_ID);
});

test('a round costs six events', async () => {
  await round();
  const before = (await sweepEvents(stage)).length;
  await round();
  const types = typesOf((await sweepEvents(stage)).slice(before));
  const ours = types.filter((type) => /^(Timer|WorkflowTask|Marker|Activity)/.test(type));
  expect(ours.length, types.join(' ')).toBeLessThanOrEqual(6);
});

test('a run hands over to the next after its rounds, and so on', async () => {
  const { connection, options } = stage.client;
  const { namespace } = options;
  const hurried = new Client({ connection: skippingTime(connection as Connection), namespace });
  const workflowId = 'sweep-in-a-hurry';
  const { firstExecutionRunId } = await hurried.workflow.start('presenceSweep', {
    workflowId,
    taskQueue: CORE_QUEUE,
    args: [3],
  });
  const now = hurried.workflow.getHandle(workflowId);
  await until('the next run', async () => (await now.describe()).runId !== firstExecutionRunId);
  expect((await now.describe()).status.name).toBe('RUNNING');
  const { events } = await hurried.workflow.getHandle(workflowId, firstExecutionRunId).fetchHistory();
  const types = typesOf(events ?? []);
  expect(types.filter((type) => type === 'MarkerRecorded')).toHaveLength(3);
  expect(types.at(-1)).toBe('WorkflowExecutionContinuedAsNew');
  await now.terminate();
});
