import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../../activities/index.ts';
import { createBuiltinBot } from '../../../activities/bot/index.ts';
import { createAliases } from '../../../api/conversations/aliases.ts';
import { createGateway } from '../../../api/conversations/gateway.ts';
import { prepareNamespace } from '../../../cli/servers/namespace.ts';
import { durationMs } from '../../../config/duration.ts';
import { dataConverter } from '../../../config/payload-codec.ts';
import { AgentModel, newAgent } from '../../../models/agent.ts';
import { AreaModel, newArea } from '../../../models/area.ts';
import { connectMongo, disconnectMongo } from '../../../models/connect.ts';
import { findSnapshot } from '../../../models/conversation.ts';
import { InboxModel, newInbox } from '../../../models/inbox.ts';
import { createIndexes } from '../../../models/indexes.ts';
import { MessageModel } from '../../../models/message.ts';
import { TicketModel } from '../../../models/ticket.ts';
import { newWebhookSecret, WebhookModel } from '../../../models/webhook.ts';
import { bundleWorkflows } from '../../../worker/bundle.ts';
import { runWorkers } from '../../../worker/run.ts';
import {
  aliasWorkflowId,
  assignmentWorkflowId,
  conversationWorkflowId,
  fileFetchWorkflowId,
  mailWorkflowId,
  ROOM_BUILDER_ID,
  roomEventsWorkflowId,
  roomNewsWorkflowId,
  ticketWorkflowId,
} from '../../../workflows/queues.ts';
import { buildNow, eventsOf, newsFor } from '../../../workflows/room-queue.ts';
import type { Attempt, Sending } from '../../../workflows/whatsapp-sending.ts';
import { pdf } from '../../api/media-files.ts';
import { articles, inboxes } from '../../bot/corpus.ts';
import type { Servers } from '../../support/servers.ts';
import { turnos } from './actors.ts';
import { createStage } from './stage.ts';
import type { Story, World } from './stories.ts';

const LIMIT_MS = 30_000;
const ruleId = assignmentWorkflowId(turnos.id);

type Beside = 'news' | 'events' | 'builder' | 'alias';

/** A real worker over real servers, whose store and bot a story may trouble. */
export interface Studio {
  /** Plays a story and gives the histories of all its runs, oldest first, and of what went on beside the conversation. */
  record(story: Story): Promise<{
    runs: History[];
    beside: { what: 'delivery' | 'rule' | 'ticket' | 'file' | 'sending' | Beside; runs: History[] }[];
  }>;
  close(): Promise<void>;
}

export async function openStudio(servers: Servers, namespace: string, key?: string): Promise<Studio> {
  const converter = dataConverter(key);
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  await prepareNamespace(connection, namespace);
  await connectMongo(servers.mongoUri.replace('/relevo', `/${namespace}`));
  await createIndexes();
  for (const { id, name, description } of inboxes.filter(({ id }) => id !== 'general'))
    await InboxModel.create(newInbox({ _id: id, name, description, kind: 'CUSTOM' }));
  await AreaModel.create(newArea({ _id: 'general', name: 'Área General', emails: ['equipo@example.com'] }));
  const endpoint = await openEndpoint();
  const client = new Client({ connection, namespace, dataConverter: converter });
  const gateway = createGateway(client, (contactId) => `https://relevo.example/chats/${contactId}`);
  const away = new Set<string>();
  const slow = new Map<string, Promise<void>>();
  const broken = new Set<string>();
  const cases = new Map<string, { refused: boolean }>();
  const bot = createBuiltinBot({ articles: async () => articles, inboxes: async () => inboxes });
  const real = createActivities({
    client: new Client({ connection: native, namespace, dataConverter: converter }),
    bot,
    allowedAddresses: async () => ['127.0.0.1'],
    durationMs,
    mailProvider: null,
    helpdesk: { open: (sealed) => sealed, mediaUrl: (id) => `/media/${id}` },
    chatUrl: (contactId) => `https://relevo.example/chats/${contactId}`,
  });
  const due = [0, 50, null];
  const workers = await runWorkers({
    connection: native,
    namespace,
    dataConverter: converter,
    workflowBundle: await bundleWorkflows({ encrypted: key !== undefined, logger: new DefaultLogger('ERROR') }),
    activities: {
      ...real,
      async commit(batch) {
        if (away.has(batch.contactId)) throw new Error('MongoDB is not connected');
        return real.commit(batch);
      },
      attemptSending: async (sending) => fateOf(sending),
      tellRooms: async ({ id }) => refuseIn(id),
      takeRoomEvent: async ({ id }) => refuseIn(id),
      buildRooms: async () => ({ again: due.shift() ?? null }),
      async askBot(input) {
        if (broken.has(input.contactId)) throw ApplicationFailure.nonRetryable('the bot cannot answer');
        await slow.get(input.contactId);
        const answer = await real.askBot(input);
        if (!answer.handoff || !cases.has(input.contactId)) return answer;
        const helpdesk = { method: 'zendesk' as const, notice: 'Te responden por correo.', otherwise: 'Te paso.' };
        return { ...answer, say: [], handoff: { ...answer.handoff, helpdesk } };
      },
      async openHelpdeskCase({ contactId }) {
        if (cases.get(contactId)?.refused) throw ApplicationFailure.nonRetryable('the helpdesk takes no case');
        return { ticketId: '4711', url: 'https://helpdesk.example/4711' };
      },
      async addToHelpdeskCase({ contactId }) {
        if (cases.get(contactId)?.refused) throw ApplicationFailure.nonRetryable('the helpdesk takes no words');
      },
    },
    maxWorkflowTasks: 10,
    maxActivities: 40,
    maxCachedWorkflows: 200,
    shutdownGraceMs: 500,
  });

  const runIds = async (workflowId: string) => {
    const started: { runId: string; at: number }[] = [];
    for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
      started.push({ runId, at: startTime.getTime() });
    return started.sort((a, b) => a.at - b.at).map(({ runId }) => runId);
  };
  const historiesOf = async (workflowId: string) => {
    const histories: History[] = [];
    for (const runId of await runIds(workflowId))
      histories.push(await client.workflow.getHandle(workflowId, runId).fetchHistory());
    return histories;
  };

  const ticketsOf = async (contactId: string) => {
    const ids = await TicketModel.find({ contactId }, { _id: 1 }).sort({ createdAt: 1 }).lean();
    const histories: History[] = [];
    for (const { _id } of ids) {
      await settled(client, ticketWorkflowId(_id));
      histories.push(...(await historiesOf(ticketWorkflowId(_id))));
      if (_id === ids[0]?._id) continue;
      histories.push(...(await historiesOf(mailWorkflowId(`mail_${_id}_1`))));
    }
    return histories;
  };

  const sendingsOf = async (contactId: string) => {
    const told = { contactId, told: { $exists: true } } as never;
    await until('every fate to be told', async () => (await MessageModel.countDocuments(told)) === 5);
    await settled(client, `relevo-whatsapp-${contactId}`);
    return historiesOf(`relevo-whatsapp-${contactId}`);
  };

  const filesOf = async (contactId: string) => {
    const lines = await MessageModel.find({ contactId, media: { $ne: null } } as never, { _id: 1 })
      .sort({ seq: 1 })
      .lean();
    const histories: History[] = [];
    for (const { _id } of lines) {
      const workflowId = fileFetchWorkflowId(_id);
      const status = async () => (await client.workflow.getHandle(workflowId).describe()).status.name;
      await until('the file to be settled', async () => (await status()) === 'COMPLETED');
      histories.push(...(await historiesOf(workflowId)));
    }
    return histories;
  };

  const besideRooms = async (contactId: string) => {
    const ids: Record<Beside, string> = {
      news: roomNewsWorkflowId(contactId),
      events: roomEventsWorkflowId(contactId),
      builder: ROOM_BUILDER_ID,
      alias: aliasWorkflowId(contactId),
    };
    const all = Object.entries(ids) as [Beside, string][];
    return Promise.all(
      all.map(async ([what, workflowId]) => {
        await settled(client, workflowId);
        await until(`${workflowId} to be listed`, async () => (await runIds(workflowId)).length > 0);
        return { what, runs: await historiesOf(workflowId) };
      }),
    );
  };

  const world: World = {
    async rooms(contactId) {
      const start = client.workflow;
      const output = { type: 'file' as const, messageId: 'm_golden', media: null };
      const news = (id: string) => ({ id, contactId, version: 1, output });
      const event = (id: string) => ({ id, at: 0, type: 'cleared' as const, groupId: 'golden' });
      await start.signalWithStart('roomNews', newsFor(contactId, ['one', 'refused'].map(news)));
      await start.signalWithStart('roomEvents', eventsOf(contactId, ['one', 'refused'].map(event)));
      await start.signalWithStart('roomNews', newsFor(contactId, ['one', 'two'].map(news)));
      await start.signalWithStart('roomEvents', eventsOf(contactId, ['one', 'two'].map(event)));
      await start.signalWithStart('roomBuilder', buildNow());
      await createAliases(client).claim(contactId, contactId);
    },
    fileAt: (path) => `${endpoint.url}${path}`,
    storeAway(contactId) {
      away.add(contactId);
      return { back: () => void away.delete(contactId) };
    },
    slowBot(contactId) {
      const held = Promise.withResolvers<void>();
      slow.set(contactId, held.promise);
      return { go: () => held.resolve() };
    },
    brokenBot: (contactId) => void broken.add(contactId),
    helpdesk(contactId) {
      const taken = { refused: false };
      cases.set(contactId, taken);
      return { refuses: () => void (taken.refused = true) };
    },
    async online(agentId) {
      const fields = { name: 'Ana', personalInboxId: `personal-${agentId}`, status: 'online' as const };
      await AgentModel.create(newAgent({ _id: agentId, ...fields, lastHeartbeatAt: new Date() }));
    },
    async rule(inboxId, agentId) {
      const fields = { name: 'Bruno', personalInboxId: `personal-${agentId}`, status: 'online' as const };
      await AgentModel.create(newAgent({ _id: agentId, ...fields, lastHeartbeatAt: new Date() }));
      const rule = { members: [agentId], assignment: { mode: 'round-robin' as const } };
      await InboxModel.create(newInbox({ _id: inboxId, name: turnos.name, kind: 'CUSTOM', ...rule }));
    },
    looked: (inboxId, times) =>
      until(`${times} looks of ${inboxId}`, async () => {
        const { events } = await client.workflow.getHandle(assignmentWorkflowId(inboxId)).fetchHistory();
        const looks = events?.filter(({ activityTaskCompletedEventAttributes: looked }) => looked).length;
        return looks === times && Boolean(events?.at(-1)?.timerStartedEventAttributes);
      }),
    async ended(contactId) {
      const handle = client.workflow.getHandle(conversationWorkflowId(contactId));
      await until(`${contactId} to end`, async () => {
        const { status } = await handle.describe().catch((error) => {
          if (error instanceof WorkflowNotFoundError) return { status: { name: 'UNKNOWN' } };
          throw error;
        });
        return status.name === 'COMPLETED';
      });
      const snapshot = await findSnapshot(contactId);
      if (!snapshot) throw new Error(`${contactId} left no snapshot`);
      return snapshot;
    },
    runs: async (contactId) => {
      const describe = async (runId?: string): Promise<number> => {
        const handle = client.workflow.getHandle(conversationWorkflowId(contactId), runId);
        const { events } = await handle.fetchHistory();
        const before = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
        return before ? 1 + (await describe(before)) : 1;
      };
      return describe();
    },
    delivered: (contactId, events) =>
      until(`${events} events of ${contactId}`, async () => endpoint.received(contactId) >= events),
  };

  return {
    async record(story) {
      const stage = createStage(gateway, story.name, story.channel);
      const workflowId = conversationWorkflowId(stage.contactId);
      const watched = story.name === 'webhooks';
      if (watched) await WebhookModel.create(endpointDoc(endpoint.url));
      await story.play(stage, world);
      await settled(client, workflowId);
      const deliveryId = `relevo-webhook-whk_golden-${stage.contactId}`;
      if (watched) {
        const delivery = client.workflow.getHandle(deliveryId);
        await until('the deliveries to end', async () => (await delivery.describe()).status.name === 'COMPLETED');
      }
      const expected = story.name === 'quiet-and-revived' ? 3 : await world.runs(stage.contactId);
      await until('all runs to be listed', async () => (await runIds(workflowId)).length >= expected);
      const beside = [
        { what: 'delivery' as const, runs: watched ? await historiesOf(deliveryId) : [] },
        { what: 'rule' as const, runs: story.name === 'assigned-by-rule' ? await historiesOf(ruleId) : [] },
        { what: 'file' as const, runs: story.name === 'customer-file' ? await filesOf(stage.contactId) : [] },
        { what: 'sending' as const, runs: story.name === 'whatsapp' ? await sendingsOf(stage.contactId) : [] },
        ...(story.name === 'rooms' ? await besideRooms(stage.contactId) : []),
        { what: 'ticket' as const, runs: story.name === 'opens-tickets' ? await ticketsOf(stage.contactId) : [] },
      ];
      return { runs: await historiesOf(workflowId), beside };
    },
    async close() {
      await workers.stop();
      await endpoint.close();
      await disconnectMongo();
      await native.close();
      await connection.close();
    },
  };
}

/** Resolves once nothing is under way: no task, no activity, and the history has stopped growing. */
async function settled(client: Client, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  let length = -1;
  await until(`${workflowId} to rest`, async () => {
    const { raw, historyLength } = await handle.describe();
    const resting = !raw.pendingWorkflowTask && !raw.pendingActivities?.length && historyLength === length;
    length = historyLength;
    return resting;
  });
}

/** Slow enough for more to be told meanwhile. */
async function refuseIn(id: string): Promise<void> {
  await wait(200);
  if (id === 'refused') throw ApplicationFailure.nonRetryable('the messenger refuses it');
}

const delayed = new Set<string>();

/** What comes of a sending, by its text. */
function fateOf({ id, what }: Sending): Attempt {
  const text = what.kind === 'message' ? what.text : null;
  if (text === 'Sin respuesta') throw new Error('nothing was heard');
  if (text === 'Imposible') return { fate: 'failed', reason: 'unreachable', detail: '131026' };
  if (text !== 'Despacio' || delayed.has(id)) return { fate: 'sent', external: `wamid.${id}` };
  delayed.add(id);
  return { fate: 'later', pace: 'passing', reason: 'other', detail: '131016' };
}

/** Refuses the first event once, so that a retry is recorded. */
async function openEndpoint() {
  const counts = new Map<string, number>();
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const there = request.url === '/contrato.pdf';
      response.writeHead(there ? 200 : 404).end(there ? pdf() : '');
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked += 1;
      const ok = asked > 1;
      const contactId = /c_[0-9a-f]{32}/.exec(body)?.[0] ?? '';
      if (ok) counts.set(contactId, (counts.get(contactId) ?? 0) + 1);
      response.writeHead(ok ? 204 : 500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: (contactId: string) => counts.get(contactId) ?? 0,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function endpointDoc(url: string) {
  const now = new Date();
  const fields = { name: 'golden', url, events: [], secret: newWebhookSecret(), active: true };
  return { _id: 'whk_golden', ...fields, createdAt: now, updatedAt: now, version: 1 };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${LIMIT_MS / 1000} s for ${what}`);
    await wait(100);
  }
}
