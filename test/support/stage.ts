import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type proto from '@temporalio/proto';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { NativeConnection } from '@temporalio/worker';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import type { ActivityDeps } from '../../activities/index.ts';
import { createActivities } from '../../activities/index.ts';
import type { MailProvider } from '../../activities/mail/resend.ts';
import type { Bot } from '../../activities/bot/bot.ts';
import { createGateway } from '../../api/conversations/gateway.ts';
import type { Gateway } from '../../api/conversations/gateway.ts';
import { createIds } from '../../api/conversations/ids.ts';
import type { ConversationService } from '../../api/conversations/service.ts';
import { createConversations } from '../../api/conversations/service.ts';
import type { Directory } from '../../api/directory.ts';
import { createDirectory } from '../../api/directory.ts';
import { prepareNamespace } from '../../cli/servers/namespace.ts';
import { durationMs } from '../../config/duration.ts';
import { createLogger } from '../../config/logger.ts';
import { dataConverter } from '../../config/payload-codec.ts';
import { createSeal } from '../../config/seal.ts';
import type { BotAnswer } from '../../domain/bot.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { AgentModel } from '../../models/agent.ts';
import { bootstrap } from '../../models/bootstrap.ts';
import { connectMongo, disconnectMongo } from '../../models/connect.ts';
import type { InboxDoc } from '../../models/inbox.ts';
import { InboxModel, newInbox } from '../../models/inbox.ts';
import type { AgentFields } from '../../models/people.ts';
import { addAgent } from '../../models/people.ts';
import type { Settings } from '../../models/settings.ts';
import { SettingsModel } from '../../models/settings.ts';
import { installRuntime } from '../../worker/runtime.ts';
import type { RunningWorkers } from '../../worker/run.ts';
import { runWorkers } from '../../worker/run.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import { fastForward } from './time-skipping.ts';

export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

export interface Stage {
  client: Client;
  gateway: Gateway;
  directory: Directory;
  service: ConversationService;
  /** The bot that answers; replace it as a scene needs. */
  bot: Bot;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Changes settings; conversations take the new rules with their next message or command. */
  settings(change: (value: Settings) => void): Promise<void>;
  agent(name: string, fields?: Partial<AgentFields>): Promise<Caller>;
  inbox(name: string, members: Caller[], escalation?: InboxDoc['escalation']): Promise<string>;
  /** Lets a workflow's time pass, and fires its timers on the way. */
  pass(contactId: string, milliseconds: number): Promise<void>;
  /** The history of a contact's latest run, or of the run named. */
  events(contactId: string, runId?: string): Promise<HistoryEvent[]>;
  /** The ids of all runs, oldest first. */
  runs(contactId: string): Promise<string[]>;
  status(contactId: string): Promise<string>;
  close(): Promise<void>;
}

type Activities = ReturnType<typeof createActivities>;

export interface StageOptions {
  /** Servers of the file's own; those of the test run by default. */
  temporalAddress?: string;
  mongoUri?: string;
  encryptionKey?: string;
  mailProvider?: MailProvider;
  helpdeskTimeoutMs?: number;
  whatsapp?: Pick<ActivityDeps, 'whatsapp' | 'roomTemplate'>;
  /** Workflows bundled in another way than the test run's. */
  workflowBundle?: WorkflowBundleOption;
  settings?: (value: Settings) => void;
  /** Puts something of its own in the place of what the worker does. */
  activities?: (real: Activities) => Activities;
  /** Where the database is reached through, by whoever is on this stage; it is prepared directly. */
  through?: (uri: string) => Promise<string>;
}

export const integrator: Caller = { role: 'integrator', keyId: 'key_hub', name: 'Hub', agentId: null };

/** A bot that greets once per turn. */
export const politeBot: Bot = { answer: async () => says('Hola, soy el bot.') };

export function says(...say: string[]): BotAnswer {
  return { say, memory: {} };
}

const SECRET = Buffer.alloc(32, 7).toString('base64');
let runtimeInstalled = false;

/** The real worker, activities, service and directory over a namespace and a database that no other test uses. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const address = options.temporalAddress ?? inject('temporalAddress');
  const namespace = `stage-${randomUUID().slice(0, 8)}`;
  const uri = new URL(options.mongoUri ?? inject('mongoUri'));
  uri.pathname = `/${namespace}`;
  const logger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'silent', name: 'stage' });
  if (!runtimeInstalled) installRuntime(logger, process.env.TEST_LOG_LEVEL ?? 'error');
  runtimeInstalled = true;

  const connection = await Connection.connect({ address });
  const home = await mkdtemp(join(tmpdir(), 'relevo-stage-'));
  const place = { home, production: true, timeZone: 'America/Argentina/Buenos_Aires', api: '', temporalUi: '' };
  await Promise.all([prepareNamespace(connection, namespace), bootstrap({ ...place, mongoUri: uri.toString() })]);
  await connectMongo(options.through ? await options.through(uri.toString()) : uri.toString());

  const converter = dataConverter(options.encryptionKey);
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter: converter });
  const gateway = createGateway(client, (contactId) => `/chats/${contactId}`);
  const directory = createDirectory({ timeZone: place.timeZone });
  await directory.load();
  const ids = createIds(SECRET);
  const service = createConversations({ gateway, directory, ids, logger });
  let workers: RunningWorkers | null = null;

  const stage: Stage = {
    client,
    gateway,
    directory,
    service,
    bot: politeBot,

    async startWorker() {
      workers = await runWorkers({
        connection: native,
        namespace,
        dataConverter: converter,
        workflowBundle: options.workflowBundle ?? { codePath: inject('bundlePath') },
        activities: (options.activities ?? ((real) => real))(
          createActivities({
            client: new Client({ connection: native, namespace, dataConverter: converter }),
            bot: { answer: (input, signal) => stage.bot.answer(input, signal) },
            allowedAddresses: async () => ['127.0.0.1'],
            durationMs,
            mailProvider: options.mailProvider ?? null,
            helpdesk: {
              open: createSeal({ secret: SECRET }).open,
              mediaUrl: (id) => `/media/${id}`,
              timeoutMs: options.helpdeskTimeoutMs ?? 10_000,
            },
            chatUrl: (contactId) => `/chats/${contactId}`,
            ...options.whatsapp,
          }),
        ),
        maxWorkflowTasks: 10,
        maxActivities: 40,
        maxCachedWorkflows: 200,
        shutdownGraceMs: 0,
      });
      workers.done.catch(() => undefined);
    },

    async stopWorker() {
      await workers?.stop();
      workers = null;
    },

    async settings(change) {
      const value = structuredClone(directory.settings());
      change(value);
      await SettingsModel.updateOne({ _id: 'account' }, { $set: { value }, $inc: { version: 1 } });
      await directory.refresh('settings');
    },

    async agent(name, fields = {}) {
      const role: Exclude<Role, 'integrator'> = fields.role ?? 'agent';
      const { _id } = await mongoose.connection.transaction((session) =>
        addAgent({ capacity: 100, ...fields, name, role }, session),
      );
      // A sign of life of tomorrow: online for as long as any test takes.
      const lastHeartbeatAt = new Date(Date.now() + 86_400_000);
      await AgentModel.updateOne({ _id }, { $set: { status: 'online', lastHeartbeatAt } });
      await Promise.all([directory.refresh('agents'), directory.refresh('inboxes')]);
      return { role, keyId: `key_${_id}`, name, agentId: _id };
    },

    async inbox(name, members, escalation = null) {
      const _id = `inb-${name.toLowerCase()}`;
      const memberIds = members.map(({ agentId }) => agentId ?? '');
      await InboxModel.create([newInbox({ _id, name, kind: 'CUSTOM', members: memberIds, escalation })]);
      await directory.refresh('inboxes');
      return _id;
    },

    pass: (contactId, milliseconds) => fastForward(client, conversationWorkflowId(contactId), milliseconds),

    async events(contactId, runId) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId), runId);
      return (await handle.fetchHistory()).events ?? [];
    },

    async runs(contactId) {
      const found: { runId: string; startTime: Date; historyLength: number }[] = [];
      const query = `WorkflowId = '${conversationWorkflowId(contactId)}'`;
      for await (const run of client.workflow.list({ query })) found.push(run as never);
      return found.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).map(({ runId }) => runId);
    },

    async status(contactId) {
      return (await client.workflow.getHandle(conversationWorkflowId(contactId)).describe()).status.name;
    },

    async close() {
      await stage.stopWorker();
      await native.close();
      await connection.close();
      await mongoose.connection.db?.dropDatabase().catch(() => undefined);
      await disconnectMongo();
      await rm(home, { recursive: true, force: true });
    },
  };
  if (options.settings) await stage.settings(options.settings);
  await stage.startWorker();
  return stage;
}

/** Waits until `check` gives something; what it throws is tried again until the time is over. */
export async function until<T>(what: string, check: () => Promise<T> | T, limit = 40_000): Promise<NonNullable<T>> {
  const end = Date.now() + limit;
  let reason: unknown;
  // What takes long is asked for less often: asking costs the servers what they are waited for.
  for (let pause = 10; ; pause = Math.min(pause * 1.3, 100)) {
    try {
      const found = await check();
      if (found !== false && found !== null && found !== undefined) return found;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s for ${what}`, { cause: reason });
    await wait(pause);
  }
}
