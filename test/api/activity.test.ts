import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { MessageModel } from '../../models/message.ts';
import { TimelineModel } from '../../models/timeline.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, takenChat, waitingChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { integrator, openStage } from '../support/stage.ts';
import type { HttpClient } from './api.ts';
import type { Site } from './site.ts';
import { keyFor, openSite } from './site.ts';

let stage: Stage;
let site: Site;
let ana: Caller;
let asAna: HttpClient;
let asBruno: HttpClient;
let asSofia: HttpClient;
let asHub: HttpClient;

beforeAll(async () => {
  stage = await openStage();
  site = await openSite(stage);
  const as = async (who: Caller) => site.as(await keyFor(who));
  ana = await stage.agent('Ana');
  asAna = await as(ana);
  asBruno = await as(await stage.agent('Bruno'));
  asSofia = await as(await stage.agent('Sofía', { role: 'supervisor' }));
  asHub = await as(integrator);
});

afterAll(async () => {
  await site.app.close();
  await stage.close();
});

const SECRET = 'Ojo: es primo del dueño';
const note = (chat: Chat, by: Caller) => chat.give(by, { type: 'note', messageId: `m_${randomUUID()}`, text: SECRET });

interface Entry {
  kind: 'transition' | 'note';
  seq: number;
  command?: string;
}
const inShort = (items: Entry[]) => items.map(({ kind, command }) => command ?? kind);

test('the activity is told newest first, with the notes where they were made', async () => {
  const chat = await takenChat(stage, ana);
  await note(chat, ana);
  await chat.reply(ana, 'Ya lo miro');
  await chat.give(ana, { type: 'return' });
  await chat.stored();
  const { status, body } = await asAna.get(`/v1/contacts/${chat.id}/activity`);
  expect(status).toBe(200);
  expect(inShort(body.items)).toEqual(['return', 'note', 'claim', 'handoff', 'write']);
  expect(body.items[1]).toMatchObject({ contactId: chat.id, actor: { kind: 'agent', id: ana.agentId, name: 'Ana' } });
  expect(body.items[0]).toMatchObject({ from: 'AGENTE', to: 'BANDEJA', fromPlace: { agentName: 'Ana' } });
});

test('a note’s text is in the activity of nobody, and an integrator does not learn that there is one', async () => {
  const chat = await takenChat(stage, ana);
  await note(chat, ana);
  await chat.stored();
  const [toAna, toHub] = [
    await asAna.get(`/v1/contacts/${chat.id}/activity`),
    await asHub.get(`/v1/contacts/${chat.id}/activity`),
  ];
  expect(inShort(toAna.body.items)).toContain('note');
  expect(inShort(toHub.body.items)).not.toContain('note');
  for (const { text } of [toAna, toHub]) expect(text).not.toContain(SECRET);
});

test('pages follow each other without gap or repetition, also across notes', async () => {
  const chat = await takenChat(stage, ana);
  for (let i = 0; i < 4; i += 1) {
    await note(chat, ana);
    await chat.give(ana, { type: 'return' });
    await chat.claim(ana);
  }
  await chat.stored();
  const path = `/v1/contacts/${chat.id}/activity`;
  const whole: Entry[] = (await asAna.get(`${path}?limit=200`)).body.items;
  const paged: Entry[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await asAna.get(`${path}?limit=4${cursor && `&cursor=${cursor}`}`);
    expect(body.items.length).toBeLessThanOrEqual(4);
    paged.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(whole.length).toBe(3 + 4 * 3);
  expect(paged).toEqual(whole);
  expect(whole.map(({ seq }) => seq)).toEqual(whole.map(({ seq }) => seq).sort((a, b) => b - a));
  for (const cursor of ['x', (await asAna.get('/v1/contacts?limit=1')).body.nextCursor ?? 'y']) {
    expect((await asAna.get(`${path}?cursor=${cursor}`)).body.code).toBe('invalid-cursor');
  }
});

test('the activity of a person is that of all their contacts, by time, as far as one may see them', async () => {
  const [mine, theirs] = [await takenChat(stage, ana), await waitingChat(stage)];
  const bruno = await stage.agent('Bruna');
  for (let i = 0; i < 3; i += 1) {
    await note(mine, ana);
    await theirs.claim(bruno);
    await theirs.give(bruno, { type: 'return' });
  }
  await Promise.all([mine.stored(), theirs.stored()]);
  expect((await asSofia.post(`/v1/contacts/${mine.id}/merge`, { contactId: theirs.id })).status).toBe(200);
  const path = `/v1/contacts/${mine.id}/activity`;
  const read = async (who: HttpClient, query = '') => (await who.get(`${path}?${query}`)).body;
  const key = ({ contactId, seq }: { contactId: string; seq: number }) => `${contactId} ${seq}`;
  const [own, other, whole] = [
    (await read(asSofia)).items,
    (await asSofia.get(`/v1/contacts/${theirs.id}/activity`)).body.items,
    (await read(asSofia, 'linked=true')).items,
  ];
  expect(whole.map(key).sort()).toEqual([...own, ...other].map(key).sort());
  expect(whole.map(({ at }: { at: string }) => at)).toEqual(
    whole
      .map(({ at }: { at: string }) => at)
      .sort()
      .reverse(),
  );
  const paged: Parameters<typeof key>[0][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const body = await read(asSofia, `linked=true&limit=2${cursor && `&cursor=${cursor}`}`);
    paged.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(paged.map(key)).toEqual(whole.map(key));
  // What of the person one may not see is not there.
  await theirs.claim(bruno);
  await theirs.stored();
  expect((await read(asAna, 'linked=true')).items).toEqual(own);
  const { nextCursor } = await read(asAna, 'linked=true&limit=1');
  expect((await read(asAna, `limit=1&cursor=${nextCursor}`)).code).toBe('invalid-cursor');
});

test('the activity of many contacts is read off an index, without sorting', async () => {
  for (const [model, rest] of [
    [TimelineModel, {}],
    [MessageModel, { direction: 'note' }],
  ] as const) {
    const past = { at: { $lte: 9 }, $or: [{ at: { $lt: 9 } }, { seq: { $lt: 5 } }, { seq: 5, _id: { $lt: 'x' } }] };
    const explained = await (model as typeof TimelineModel)
      .find({ contactId: { $in: ['c_1', 'c_2'] }, ...past, ...rest } as never)
      .sort({ at: -1, seq: -1, _id: -1 })
      .limit(51)
      .explain('queryPlanner');
    const plan = JSON.stringify((explained as any).queryPlanner.winningPlan);
    expect(plan).toContain('SORT_MERGE');
    expect(plan).not.toMatch(/"stage":"(SORT|COLLSCAN)"/);
  }
});

test('the activity of a chat that one may not see, or of nobody, does not exist', async () => {
  const chat = await takenChat(stage, ana);
  await chat.stored();
  for (const id of [chat.id, newChat(stage).id]) {
    const { status, body } = await asBruno.get(`/v1/contacts/${id}/activity`);
    expect([status, body.code]).toEqual([404, 'not-found']);
  }
  expect((await asSofia.get(`/v1/contacts/${chat.id}/activity`)).status).toBe(200);
});

test('the blocked are listed, and only they, until they are unblocked', async () => {
  const [blocked, other] = [await takenChat(stage, ana), await waitingChat(stage)];
  const list = async (who: HttpClient, query: string) =>
    (await who.get(`/v1/contacts?${query}&limit=200`)).body.items.map(({ id }: { id: string }) => id);
  expect((await asAna.post(`/v1/contacts/${blocked.id}/block`, {})).status).toBe(200);
  for (const who of [asAna, asBruno, asSofia, asHub]) expect(await list(who, 'blocked=true')).toEqual([blocked.id]);
  expect(await list(asAna, 'blocked=true&q=lucia')).toEqual([blocked.id]);
  expect(await list(asAna, 'blocked=true&state=BOT')).toEqual([]);
  const free = await list(asAna, 'blocked=false');
  expect([free.includes(other.id), free.includes(blocked.id)]).toEqual([true, false]);
  expect(inShort((await asAna.get(`/v1/contacts/${blocked.id}/activity?limit=1`)).body.items)).toEqual(['block']);
  await asAna.post(`/v1/contacts/${blocked.id}/unblock`, {});
  expect(await list(asAna, 'blocked=true')).toEqual([]);
  expect((await asAna.get('/v1/contacts?blocked=maybe')).status).toBe(400);
});
