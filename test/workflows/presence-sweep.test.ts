import type { Connection } from '@temporalio/client';
import { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { newId } from '../../models/ids.ts';
import { InboxModel } from '../../models/inbox.ts';
import { PresenceChangeModel } from '../../models/presence.ts';
import { startPresenceSweep } from '../../worker/presence-sweep.ts';
import { assignmentWorkflowId, CORE_QUEUE, PRESENCE_SWEEP_ID } from '../../workflows/queues.ts';
import type { TcpGate } from '../api/tcp-gate.ts';
import { openTcpGate } from '../api/tcp-gate.ts';
import { slotsAgree, takenChat, waitingChat } from '../support/chat.ts';
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

test('a rule that nobody told of a waiting chat is told with the next round, where there is somebody for it', async () => {
  const nadia = await stage.agent('Nadia', { capacity: 1 });
  const inboxId = await stage.inbox('Turnos', [nadia]);
  const [first, second] = [await waitingChat(stage, inboxId), await waitingChat(stage, inboxId)];
  await second.stored();
  await InboxModel.updateOne({ _id: inboxId }, { $set: { assignment: { mode: 'round-robin' } } });
  await until('Nadia to have the first', async () => {
    await round();
    return (await first.now()).chat.state === 'AGENTE';
  });
  await first.stored();
  const { workflow } = stage.client;
  const looks = async () =>
    typesOf((await workflow.getHandle(assignmentWorkflowId(inboxId)).fetchHistory()).events ?? []).filter(
      (type) => type === 'WorkflowExecutionSignaled',
    ).length;
  const told = await looks();
  await round();
  expect(await looks()).toBe(told);
  expect((await second.now()).chat.state).toBe('BANDEJA');
});

test('a place without its chat is given back, a chat without its place gets it, and all others stay as they are', async () => {
  const [pia, omar] = [await stage.agent('Pía'), await stage.agent('Omar')];
  const [kept, lost, behind] = [await takenChat(stage, pia), await takenChat(stage, pia), await takenChat(stage, omar)];
  for (const chat of [kept, lost, behind]) await slotsAgree(chat);
  const leaked = (contactId: string, confirmed = true) => ({ id: newId('slt'), contactId, at: new Date(), confirmed });
  const [own] = (await AgentModel.findById(omar.agentId).lean())?.slots ?? [];
  await AgentModel.updateOne({ _id: pia.agentId }, { $pull: { slots: { contactId: lost.id } } });
  await AgentModel.updateOne(
    { _id: pia.agentId },
    { $push: { slots: { $each: [leaked('c_unknown'), leaked(kept.id), leaked('c_reserved', false)] } } },
  );
  // What the conversation's own lane has yet to write is not judged.
  const unwritten = leaked(behind.id);
  await ConversationModel.updateOne({ _id: behind.id }, { $inc: { v: 1 } });
  await AgentModel.updateOne({ _id: omar.agentId }, { $push: { slots: unwritten } });
  await round();
  const slotsOf = async (id: string | null) => (await AgentModel.findById(id).lean())?.slots ?? [];
  expect((await slotsOf(pia.agentId)).map(({ contactId }) => contactId).toSorted()).toEqual(
    [kept.id, lost.id, 'c_reserved'].toSorted(),
  );
  await slotsAgree(lost);
  expect((await slotsOf(omar.agentId)).map(({ id }) => id)).toEqual([own?.id, unwritten.id]);
  await ConversationModel.updateOne({ _id: behind.id }, { $inc: { v: -1 } });
  await round();
  for (const chat of [kept, lost, behind]) await slotsAgree(chat);
});

test('it is told apart from chats: a type of its own, and none of what supervisors filter chats by', async () => {
  const chat = await waitingChat(stage);
  const ids = async (query: string) => {
    const found: string[] = [];
    for await (const { workflowId } of stage.client.workflow.list({ query })) found.push(workflowId);
    return found;
  };
  await until('the list to know the chat', async () => {
    const chats = await ids("WorkflowType = 'conversation'");
    expect(chats).toContainEqual(expect.stringContaining(chat.id));
    expect((await ids('RelevoState IS NOT NULL')).toSorted()).toEqual(chats.toSorted());
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
  // On a slow machine the round after it has begun as well: one is from a timer's end to the next one's start.
  expect(ours.slice(ours.indexOf('TimerFired'), ours.indexOf('TimerStarted') + 1)).toEqual([
    'TimerFired',
    'WorkflowTaskScheduled',
    'WorkflowTaskStarted',
    'WorkflowTaskCompleted',
    'MarkerRecorded',
    'TimerStarted',
  ]);
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
