import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runsOf, UnknownSource } from '../../cli/replay/source.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';

let connection: Connection;
let client: Client;

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
  client = new Client({ connection });
});
afterAll(() => connection.close());

test('a contact id gives every life of its workflow, oldest first; --run gives one', async () => {
  const contactId = `c_${randomUUID().replaceAll('-', '')}`;
  const workflowId = conversationWorkflowId(contactId);
  const lives: string[] = [];
  for (let life = 0; life < 2; life += 1) {
    // Nobody works on this queue: a run holds what started it, and its end.
    const handle = await client.workflow.start('conversation', { workflowId, taskQueue: randomUUID(), args: [{}] });
    lives.push(handle.firstExecutionRunId);
    await handle.terminate();
  }
  await expect.poll(async () => (await runsOf(client, contactId)).map(({ runId }) => runId)).toEqual(lives);
  expect((await runsOf(client, workflowId, 'latest')).map(({ runId }) => runId)).toEqual([lives[1]]);
  const [first] = await runsOf(client, contactId, lives[0]);
  expect(first?.history.events?.length).toBeGreaterThan(0);
});

test('an id that nobody knows is told apart from a failure', async () => {
  await expect(runsOf(client, 'c_00000000000000000000000000000000')).rejects.toThrow(UnknownSource);
  await expect(runsOf(client, 'nothing', randomUUID())).rejects.toThrow(UnknownSource);
  await expect(runsOf(client, 'nothing', 'no run id')).rejects.toThrow(UnknownSource);
});
