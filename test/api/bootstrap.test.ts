import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AgentModel } from '../../models/agent.ts';
import { bootstrap, createAdmin } from '../../models/bootstrap.ts';
import { connectMongo, disconnectMongo } from '../../models/connect.ts';
import { InboxModel } from '../../models/inbox.ts';
import { hashKey, KeyModel } from '../../models/key.ts';
import { SettingsModel } from '../../models/settings.ts';
import { databaseUri } from './api.ts';

let home: string;
let mongoUri: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'relevo-bootstrap-'));
  mongoUri = databaseUri();
  await connectMongo(mongoUri);
});
afterEach(async () => {
  await mongoose.connection.db?.dropDatabase();
  await disconnectMongo();
  await rm(home, { recursive: true, force: true });
});

const run = (over: Partial<Parameters<typeof bootstrap>[0]> = {}) =>
  bootstrap({
    mongoUri,
    home,
    production: false,
    timeZone: 'America/Montevideo',
    accountEmail: 'hola@example.com',
    api: 'http://127.0.0.1:3000',
    temporalUi: 'http://127.0.0.1:8233',
    ...over,
  });
const file = () => join(home, 'credentials.json');
const credentials = async () => JSON.parse(await readFile(file(), 'utf8'));

test('a new database gets its inboxes, settings and people, with keys that only their owner can read', async () => {
  expect(await run()).toEqual({ created: true });
  const { api, temporalUi, keys } = await credentials();
  expect([api, temporalUi]).toEqual(['http://127.0.0.1:3000', 'http://127.0.0.1:8233']);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const roles = {
    admin: 'admin',
    supervisor: 'supervisor',
    agent1: 'agent',
    agent2: 'agent',
    integrator: 'integrator',
  };
  for (const [name, role] of Object.entries(roles)) {
    expect(await KeyModel.findOne({ hash: hashKey(keys[name]) }).lean()).toMatchObject({ role });
  }
  expect((await AgentModel.find().lean()).map(({ name }) => name).toSorted()).toEqual([
    'Admin',
    'Ana',
    'Bruno',
    'Sofía',
  ]);
  expect(await InboxModel.findById('general').lean()).toMatchObject({ kind: 'GENERAL', name: 'General' });
  expect(await InboxModel.findById('cerradas').lean()).toMatchObject({ kind: 'CERRADAS', name: 'Cerradas' });
  expect(await InboxModel.countDocuments({ kind: 'PERSONAL' })).toBe(4);
  expect((await SettingsModel.findById('account').lean())?.value.account).toMatchObject({
    email: 'hola@example.com',
    timeZone: 'America/Montevideo',
  });
});

test('a second start changes nothing but the addresses', async () => {
  await run();
  const before = await credentials();
  await SettingsModel.updateOne({ _id: 'account' }, { $set: { 'value.reopenTo': 'lastInbox' } });
  expect(await run({ api: 'http://127.0.0.1:4000' })).toEqual({ created: false });
  expect(await credentials()).toEqual({ ...before, api: 'http://127.0.0.1:4000' });
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await AgentModel.countDocuments()).toBe(4);
  expect((await SettingsModel.findById('account').lean())?.value.reopenTo).toBe('lastInbox');
});

test('after a crash between the file and the keys, the next start takes the keys of the file', async () => {
  await run();
  const before = await credentials();
  await KeyModel.deleteMany({});
  await AgentModel.deleteMany({});
  expect(await run()).toEqual({ created: true });
  expect(await credentials()).toEqual(before);
  expect(await KeyModel.exists({ hash: hashKey(before.keys.agent1) })).not.toBeNull();
});

test('a file that is cut short is written anew', async () => {
  await writeFile(file(), '{"api":"http://');
  await run();
  expect(Object.keys((await credentials()).keys)).toHaveLength(5);
});

test('in production there are no demo people and no file; the first admin is made by hand', async () => {
  expect(await run({ production: true })).toEqual({ created: false });
  await expect(stat(file())).rejects.toThrow('ENOENT');
  expect(await AgentModel.countDocuments()).toBe(0);
  const { key } = await createAdmin({ mongoUri, name: 'Olga' });
  const record = await KeyModel.findOne({ hash: hashKey(key) }).lean();
  expect(record).toMatchObject({ role: 'admin', name: 'Olga' });
  expect(await AgentModel.findById(record?.agentId).lean()).toMatchObject({ name: 'Olga', role: 'admin' });
});

test('every model there is has its indexes made', async () => {
  const folder = new URL('../../models/', import.meta.url);
  const made = await readFile(new URL('indexes.ts', folder), 'utf8');
  for (const name of (await readdir(folder)).filter((other) => other.endsWith('.ts'))) {
    const source = await readFile(new URL(name, folder), 'utf8');
    if (/mongoose\.model[<(]/.test(source)) expect(made).toContain(`'./${name}'`);
  }
});

test('every index that a model declares is there', async () => {
  await run();
  for (const model of Object.values(mongoose.models)) {
    const there = (await model.collection.indexes()).map(({ key }) => JSON.stringify(key));
    for (const [key] of model.schema.indexes())
      expect([model.modelName, there]).toEqual([model.modelName, expect.arrayContaining([JSON.stringify(key)])]);
  }
});
