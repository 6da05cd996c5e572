import mongoose from 'mongoose';
import { GENERAL_AREA, normalEmails } from '../domain/areas.ts';
import type { BotMode, Role } from '../domain/vocabulary.ts';
import { CERRADAS, GENERAL } from '../domain/vocabulary.ts';
import { AreaModel, newArea } from './area.ts';
import { connectMongo, disconnectMongo, isDuplicateKey, mongoConnected } from './connect.ts';
import type { Credentials } from './credentials.ts';
import { newCredentialKeys, readCredentials, writeCredentials } from './credentials.ts';
import { newId } from './ids.ts';
import { InboxModel, newInbox } from './inbox.ts';
import { createIndexes } from './indexes.ts';
import { hashKey, KeyModel, newKey } from './key.ts';
import { addAgent } from './people.ts';
import { defaultSettings, SettingsModel } from './settings.ts';
import { fillTerms } from './transcript-terms.ts';

export interface BootstrapOptions {
  mongoUri: string;
  /** The folder that `credentials.json` is written to. */
  home: string;
  /** No demo people and no credentials file. */
  production: boolean;
  accountEmail?: string;
  timeZone: string;
  /** The bot of a new account; the built-in one when left out. */
  botMode?: BotMode;
  /** Addresses as people reach them. */
  api: string;
  temporalUi: string;
}

/** The people of a new database. The name in the credentials file is what checks and examples use. */
const demoPeople: { credential: keyof Credentials['keys']; name: string; role: Role }[] = [
  { credential: 'admin', name: 'Admin', role: 'admin' },
  { credential: 'supervisor', name: 'Sofía', role: 'supervisor' },
  { credential: 'agent1', name: 'Ana', role: 'agent' },
  { credential: 'agent2', name: 'Bruno', role: 'agent' },
  { credential: 'integrator', name: 'Integración', role: 'integrator' },
];

/**
 * Makes a database ready: indexes, what searches need, the built-in inboxes, the settings, and outside production the
 * demo people with their keys in `credentials.json`. Every step may be done twice and after a crash in between.
 * `created` tells whether the demo people were made now.
 */
export async function bootstrap(options: BootstrapOptions): Promise<{ created: boolean }> {
  return await connected(options.mongoUri, async () => {
    await createIndexes();
    await fillTerms();
    await ensureAccount(options);
    const created = !options.production && (await KeyModel.exists({})) === null;
    if (created) await createDemoPeople(options);
    else await refreshAddresses(options);
    return { created };
  });
}

/** Adds a person who administers the account and gives the key, which is shown this one time. */
export async function createAdmin(options: { mongoUri: string; name: string }): Promise<{ key: string }> {
  return await connected(options.mongoUri, async () => {
    const key = newKey();
    await mongoose.connection.transaction(async (session) => {
      const agent = await addAgent({ name: options.name, role: 'admin' }, session);
      await KeyModel.create([keyRecord('admin', options.name, agent._id, key)], { session });
    });
    return { key };
  });
}

async function ensureAccount(options: BootstrapOptions): Promise<void> {
  for (const inbox of [
    newInbox({
      _id: GENERAL,
      name: 'General',
      kind: 'GENERAL',
      description: 'Consultas generales y todo lo que no corresponde a otra bandeja',
    }),
    newInbox({ _id: CERRADAS, name: 'Cerradas', kind: 'CERRADAS', description: 'Chats terminados' }),
  ]) {
    await insertOnce(() => InboxModel.updateOne({ _id: inbox._id }, { $setOnInsert: inbox }, { upsert: true }));
  }
  const area = newArea({ _id: GENERAL_AREA, name: 'Área General', emails: normalEmails(accountEmails(options)) });
  await insertOnce(() => AreaModel.updateOne({ _id: area._id }, { $setOnInsert: area }, { upsert: true }));
  const value = defaultSettings({
    email: options.accountEmail,
    timeZone: options.timeZone,
    botMode: options.botMode,
  });
  await insertOnce(() =>
    SettingsModel.updateOne(
      { _id: 'account' },
      { $setOnInsert: { value, version: 1, updatedAt: new Date() } },
      { upsert: true },
    ),
  );
}

function accountEmails({ accountEmail }: BootstrapOptions): string[] {
  return accountEmail ? [accountEmail] : [];
}

/** The file comes before the hashes: after a crash in between, the next start takes the keys from the file. */
async function createDemoPeople(options: BootstrapOptions): Promise<void> {
  const { home, api, temporalUi } = options;
  const keys = (await readCredentials(home))?.keys ?? newCredentialKeys();
  await writeCredentials(home, { api, temporalUi, keys });
  await mongoose.connection.transaction(async (session) => {
    for (const { credential, name, role } of demoPeople) {
      const agentId = role === 'integrator' ? null : (await addAgent({ name, role }, session))._id;
      await KeyModel.create([keyRecord(role, name, agentId, keys[credential])], { session });
    }
  });
}

async function refreshAddresses({ home, api, temporalUi, production }: BootstrapOptions): Promise<void> {
  if (production) return;
  const credentials = await readCredentials(home);
  if (!credentials || (credentials.api === api && credentials.temporalUi === temporalUi)) return;
  await writeCredentials(home, { ...credentials, api, temporalUi });
}

function keyRecord(role: Role, name: string, agentId: string | null, key: string) {
  return { _id: newId('key'), hash: hashKey(key), role, name, agentId, createdAt: new Date() };
}

/** Two starts at once may both insert: the one that comes second finds it done. */
async function insertOnce(insert: () => PromiseLike<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

async function connected<T>(uri: string, work: () => Promise<T>): Promise<T> {
  if (mongoConnected()) return await work();
  await connectMongo(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await work();
  } finally {
    await disconnectMongo();
  }
}
