import { randomBytes } from 'node:crypto';
import proto from '@temporalio/proto';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataConverter } from '../../config/payload-codec.ts';
import type { Caller } from '../../domain/caller.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import type { Chat } from '../support/chat.ts';
import { codeOf, slotsAgree, takenChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, says } from '../support/stage.ts';

const key = randomBytes(32).toString('base64');
const silent = () => undefined;
const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };

let bundle: WorkflowBundleWithSourceMap;
let stage: Stage;
let ana: Caller;
let chat: Chat;

beforeAll(async () => {
  bundle = await bundleWorkflows({ encrypted: true, logger });
  stage = await openStage({ encryptionKey: key, workflowBundle: bundle });
  ana = await stage.agent('Ana');
  let failures = 1;
  stage.bot = {
    async answer() {
      if (failures-- > 0) throw new Error('el bot vio un rinoceronte');
      return says('Hola, soy una jirafa.');
    },
  };
  chat = await takenChat(stage, ana);
  await chat.writes('mi clave es rinoceronte');
  await chat.reply(ana, 'no digas rinoceronte');
  await chat.give(ana, { type: 'note', messageId: `m_note_${chat.id}`, text: 'confunde jirafa y rinoceronte' });
  await chat.give(ana, { type: 'close', reason: 'rinoceronte' });
  await chat.stored();
}, 60_000);

afterAll(() => stage.close());

test('with a key nothing that people wrote and no customer’s name can be read in the history', async () => {
  const events = await stage.events(chat.id);
  const { History } = proto.temporal.api.history.v1;
  const raw = Buffer.from(History.encode({ events }).finish()).toString('utf8');
  expect(raw.length).toBeGreaterThan(10_000);
  expect(raw).not.toMatch(/rinoceronte|jirafa|Luc[ií]a|G[oó]mez|contactId/);
  expect(raw).not.toContain(chat.externalId);
});

test('with a key everything works as without', async () => {
  expect((await chat.transcript()).map(({ text }) => text)).toContain('mi clave es rinoceronte');
  expect((await chat.now()).chat).toMatchObject({ inbox: { kind: 'CERRADAS' } });
  expect(await codeOf(chat.reply(ana, 'hola'))).toBe('not-now');
  expect(await chat.details()).toContain('Ana');
  await slotsAgree(chat);
});

async function replayed(converter: ReturnType<typeof dataConverter>): Promise<unknown> {
  const history = await stage.client.workflow.getHandle(chat.workflowId).fetchHistory();
  const replaying = Worker.runReplayHistories({ workflowBundle: bundle, dataConverter: converter }, [
    { workflowId: chat.workflowId, history },
  ]);
  for await (const { error } of replaying) return error;
  return 'nothing was replayed';
}

test('an encrypted history replays with its key', async () => {
  expect(await replayed(dataConverter(key))).toBeUndefined();
});

test('without the key it cannot be read, and the key to set is named', async () => {
  const asked = stage.client.workflow.getHandle(chat.workflowId);
  const { payloads } = (await stage.events(chat.id))[0]?.workflowExecutionStartedEventAttributes?.input ?? {};
  expect(await asked.query('conversation')).toBeDefined();
  const [codec] = dataConverter(randomBytes(32).toString('base64')).payloadCodecs ?? [];
  await expect(codec?.decode(payloads ?? [])).rejects.toThrow(/set PAYLOAD_ENCRYPTION_KEY/);
});
