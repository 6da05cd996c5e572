import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '../../api/account.ts';
import { openAccount } from '../../api/account.ts';
import { createLogger } from '../../config/logger.ts';
import { AgentModel } from '../../models/agent.ts';
import { bootstrap } from '../../models/bootstrap.ts';
import { connectMongo, disconnectMongo, mongoConnected } from '../../models/connect.ts';
import { newId } from '../../models/ids.ts';
import { InboxModel, newInbox } from '../../models/inbox.ts';
import { KeyModel } from '../../models/key.ts';
import { SettingsModel } from '../../models/settings.ts';
import { databaseUri } from './api.ts';

let home: string;
const logger = createLogger({ level: 'silent', name: 'test' });
const accounts: Account[] = [];
const open = async (options: { home?: string } = {}) => {
  const account = await openAccount({ timeZone: 'UTC', logger, ...options });
  accounts.push(account);
  return account;
};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'relevo-directory-'));
  const mongoUri = databaseUri();
  await connectMongo(mongoUri);
  await bootstrap({ mongoUri, home, production: false, timeZone: 'UTC', api: '', temporalUi: '' });
});
afterEach(async () => {
  await Promise.all(accounts.splice(0).map((account) => account.close()));
  if (!mongoConnected()) await connectMongo(databaseUri());
  await mongoose.connection.db?.dropDatabase();
  await disconnectMongo();
  await rm(home, { recursive: true, force: true });
});

test('what another process changes is seen here', async () => {
  const { directory, loaded } = await open();
  await loaded;
  const inbox = newInbox({ _id: newId('inb'), name: 'Ventas', kind: 'CUSTOM' });
  await InboxModel.create(inbox);
  await expect.poll(() => directory.inbox(inbox._id)?.name).toBe('Ventas');
  await InboxModel.updateOne({ _id: inbox._id }, { $set: { name: 'Compras' }, $inc: { version: 1 } });
  await expect.poll(() => directory.inbox(inbox._id)?.name).toBe('Compras');
  await InboxModel.deleteOne({ _id: inbox._id });
  await expect.poll(() => directory.inbox(inbox._id)).toBeUndefined();
  await SettingsModel.updateOne({ _id: 'account' }, { $set: { 'value.bot.mode': 'off' }, $inc: { version: 1 } });
  await expect.poll(() => directory.policy('webchat').botMode).toBe('off');
});

test('an older version never replaces a newer one', async () => {
  const { directory, loaded } = await open();
  await loaded;
  const general = directory.general();
  if (!general) throw new Error('no General');
  directory.change('inboxes', 'general', { ...general, name: 'Nueva', version: 5 });
  directory.change('inboxes', 'general', { ...general, name: 'Vieja', version: 4 });
  expect(directory.general()?.name).toBe('Nueva');
});

test('an agent is online by choice, with signs of life, and only while active', async () => {
  const { directory, loaded } = await open();
  await loaded;
  const [agent] = directory.agents();
  if (!agent) throw new Error('no agents');
  const at = (ms: number) => new Date(Date.now() - ms);
  const cases = [
    [{ status: 'online', lastHeartbeatAt: at(0) }, true],
    [{ status: 'online', lastHeartbeatAt: at(119_000) }, true],
    [{ status: 'online', lastHeartbeatAt: at(121_000) }, false],
    [{ status: 'online', lastHeartbeatAt: null }, false],
    [{ status: 'away', lastHeartbeatAt: at(0) }, false],
    [{ status: 'online', lastHeartbeatAt: at(0), active: false }, false],
  ] as const;
  for (const [fields, online] of cases) expect(directory.isOnline({ ...agent, ...fields })).toBe(online);
});

test('supervisors and integrators have access to every inbox, agents to theirs', async () => {
  const { directory, loaded } = await open();
  await loaded;
  const ana = directory.agents().find(({ name }) => name === 'Ana');
  const caller = { keyId: 'k', name: 'Ana', agentId: ana?._id ?? '' };
  expect(directory.callerFacts({ ...caller, role: 'agent' })).toMatchObject({
    name: 'Ana',
    inboxIds: expect.arrayContaining(['general', ana?.personalInboxId]),
    online: false,
  });
  expect(directory.callerFacts({ ...caller, role: 'agent' }).inboxIds).toHaveLength(2);
  expect(directory.callerFacts({ ...caller, role: 'supervisor' }).inboxIds).toBeNull();
  expect(directory.callerFacts({ ...caller, role: 'integrator', agentId: null })).toMatchObject({
    inboxIds: null,
    online: true,
  });
});

test('a process that starts while MongoDB is away knows callers and rules from before', async () => {
  await SettingsModel.updateOne(
    { _id: 'account' },
    {
      $set: {
        'value.reopenTo': 'lastAgent',
        'value.handoff.zendesk': { baseUrl: 'http://x', email: 'a@b.co', apiToken: 'very-secret' },
      },
      $inc: { version: 1 },
    },
  );
  const { keys } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8'));
  const key: string = keys.integrator;
  const before = await open({ home });
  await before.loaded;
  await before.close();
  const agents = await AgentModel.countDocuments();
  await mongoose.connection.db?.dropDatabase();
  await disconnectMongo();

  const after = await open({ home });
  expect(after.known()).toBe(true);
  expect(await after.keyRing.find(key)).toMatchObject({ role: 'integrator' });
  expect(await after.keyRing.find('rlv_unknown')).toBeNull();
  expect(after.directory.agents()).toHaveLength(agents);
  expect(after.directory.agents()[0]?.createdAt).toBeInstanceOf(Date);
  expect(after.directory.policy('webchat')).toMatchObject({ reopenTo: 'lastAgent', version: 2 });
  const kept = await readFile(join(home, 'run', 'account.json'), 'utf8');
  expect(kept).not.toContain(key);
  expect(kept).not.toContain('very-secret');
});

test('without anything known a key cannot be judged, and that is no refusal', async () => {
  await disconnectMongo();
  const { keyRing } = await open();
  await expect(keyRing.find('rlv_any')).rejects.toThrow('connect');
});

test('a key that was made elsewhere is known here before it is first used', async () => {
  const { keyRing, loaded } = await open();
  await loaded;
  const record = {
    _id: newId('key'),
    hash: 'h'.repeat(64),
    role: 'integrator' as const,
    name: 'X',
    createdAt: new Date(),
  };
  await KeyModel.create(record);
  await expect.poll(() => keyRing.records().some(({ _id }) => _id === record._id)).toBe(true);
});
