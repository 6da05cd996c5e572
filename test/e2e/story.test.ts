import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpClient } from '../api/api.ts';
import { client } from '../api/api.ts';
import type { Home, Relevo } from '../support/launched.ts';
import { credentialsOf, newHome, until } from '../support/launched.ts';

/** The README's minute, line by line as it stands there, on what `npm start` starts. */

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const run = promisify(execFile);

let home: Home;
let relevo: Relevo;
let base: string;
const as = (who: string): HttpClient => client(base, credentialsOf(home).keys[who] ?? '');

beforeAll(async () => {
  home = await newHome();
  base = `http://127.0.0.1:${home.ports.PORT}`;
  relevo = home.npmStart();
  await relevo.ready();
});
afterAll(async () => {
  await home.remove();
});

/** The shell lines of the README that hold `words`; the window is made shorter than a reader's patience. */
function linesOf(words: string): string {
  const block = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text]) => text ?? '')
    .find((one) => one.includes(words));
  if (!block) throw new Error(`the README has no lines with ${words}`);
  return block.replaceAll('PT10S', 'PT1S');
}

/** The short words the README begins with, and a `sleep` that waits for what the reader would wait for. */
const words = `
  . docs/try.sh
  settled() { RAW=1 as supervisor $chat | grep -q '"waitingSince":null\\|"state":"BANDEJA"\\|"state":"AGENTE"'; }
  expired() { RAW=1 as supervisor $chat | grep -q '"state":"EXPIRADO"'; }
  sleep() { if [ "$1" = 10 ]; then until expired; do command sleep 0.1; done; else until settled; do command sleep 0.1; done; fi; }
`;

/** Runs shell lines in the project's folder; resolves to the answers they print, one a line. */
async function shell(lines: string): Promise<Answer['body'][]> {
  const cwd = new URL('../..', import.meta.url).pathname;
  const { stdout } = await run('bash', ['-ec', lines], {
    cwd,
    env: { ...process.env, RELEVO_HOME: home.folder, RAW: '1' },
  });
  return stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

const first: Record<string, string> = {};

describe('the minute to the first chat', () => {
  test('the curl line that the start prints is a customer’s first message, and the bot answers it', async () => {
    const curl = /curl -s[\s\S]*?\}\}'/.exec(relevo.output())?.[0] ?? '';
    const [answer] = await shell(curl);
    expect(answer).toEqual({ contactId: expect.any(String), messageId: expect.any(String), duplicate: false });
    await until('the bot to answer', async () => {
      const { body } = await as('agent1').get(`/v1/conversations/${answer.contactId}/messages`);
      return body.items?.length > 1 && body.items[1].author.kind === 'bot';
    });
    expect((await as('agent1').get(`/v1/conversations/${answer.contactId}`)).body).toMatchObject({
      state: 'BOT',
      name: 'Carla',
    });
  });

  test('the README’s lines play all sides: person wanted, claim, answer, return, transfer, close', async () => {
    const [waiting, transcript] = await shell(`${words}${linesOf("say 'Hola, buenas tardes'")}`);
    first.chat = waiting.contactId;
    expect(waiting).toMatchObject({ state: 'BANDEJA', previousState: 'BOT', place: { inboxId: 'general' } });
    const authors = transcript.items.map(({ author }: { author: { kind: string } }) => author.kind);
    // The notice of the hand-over; and, with nobody online yet, that they are all busy.
    expect(authors.slice(-5)).toEqual(['contact', 'bot', 'contact', 'system', 'system']);

    const answers = await shell(`${words}chat=/conversations/${first.chat}\n${linesOf('$chat/transfer')}`);
    const [online, online2, claimed, late, reply, returned, again, sent, taken, closed, timeline] = answers;
    expect([online, online2].map(({ name, status }) => [name, status])).toEqual([
      ['Ana', 'online'],
      ['Bruno', 'online'],
    ]);
    expect(claimed).toMatchObject({
      state: 'AGENTE',
      previousState: 'BANDEJA',
      place: { label: 'Ana' },
      brief: { summary: expect.stringContaining('Quiero hablar con una persona') },
    });
    expect(late).toMatchObject({ status: 409, code: 'already-claimed', owner: { name: 'Ana' } });
    expect(reply).toMatchObject({ direction: 'out', text: 'Hola Carla, soy Ana', author: { name: 'Ana' } });
    expect(returned).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'general' } });
    expect(again.state).toBe('AGENTE');
    expect(sent).toMatchObject({ state: 'BANDEJA', place: { label: 'Bruno' } });
    expect(taken).toMatchObject({ state: 'AGENTE', place: { label: 'Bruno' } });
    expect(closed).toMatchObject({ state: 'BANDEJA', place: { inboxId: 'cerradas' }, reason: 'resuelto' });
    expect(timeline.items.map(({ command }: { command: string }) => command).slice(-7)).toEqual([
      'handoff',
      'claim',
      'return',
      'claim',
      'transfer',
      'claim',
      'close',
    ]);
  });

  test('one expires by its channel’s window and is reopened with a template', async () => {
    const answers = await shell(`${words}${linesOf('"sms":"PT10S"')}`);
    const [settings, template, expired, , reopened, transcript, restored] = answers;
    expect(settings.sessionWindow).toMatchObject({ default: 'PT24H', sms: 'PT1S' });
    expect(template.name).toBe('seguimiento');
    expect(expired).toMatchObject({ state: 'EXPIRADO', previousState: 'BOT', session: { status: 'expired' } });
    expect(reopened).toMatchObject({ state: 'AGENTE', place: { label: 'Ana' }, session: { status: 'awaiting-reply' } });
    expect(transcript.items.slice(-2)).toMatchObject([{ text: 'Hola Carla, ¿seguimos?' }, { text: 'Sí, sigamos' }]);
    expect(restored.sessionWindow).not.toHaveProperty('sms');
  });
});

test('everything is there after Ctrl-C and the next start, and goes on from there', async () => {
  const [ana, bruno, sofia] = [as('agent1'), as('agent2'), as('supervisor')];
  const path = `/v1/conversations/${first.chat}`;
  await bruno.post('/v1/agents/me/presence', { status: 'online' });
  const { body: colleague } = await bruno.get('/v1/agents/me');
  expect((await ana.post(`${path}/claim`, {})).status).toBe(200);
  expect((await ana.post(`${path}/transfer`, { agentId: colleague.id, note: 'Quiere factura A' })).status).toBe(200);
  const all = async () => {
    const read = async (what: string) => (await sofia.get(what)).body;
    const { can: _, ...conversation } = await read(path);
    return {
      conversation,
      transcript: await read(`${path}/messages`),
      timeline: await read(`${path}/timeline`),
      templates: await read('/v1/templates'),
      contacts: (await read('/v1/contacts')).items.map(({ id }: { id: string }) => id).sort(),
    };
  };
  const before = await all();
  expect(before.conversation.live).toBe(true);
  const { keys } = credentialsOf(home);

  relevo.signal('SIGINT');
  expect(await relevo.ended).toBe(0);
  relevo = home.npmStart();
  await relevo.ready();

  expect(credentialsOf(home).keys).toEqual(keys);
  await until('the conversation to answer', async () => (await sofia.get(path)).body.live === true);
  expect(await all()).toEqual(before);
  const inbound = {
    channel: 'webchat',
    contact: { id: 'cliente-1' },
    message: { id: 'after', type: 'text', text: 'Sigo acá' },
  };
  expect((await as('integrator').post('/v1/inbound/messages', inbound)).status).toBe(202);
  await bruno.post('/v1/agents/me/presence', { status: 'online' });
  expect((await bruno.post(`${path}/claim`, {})).body).toMatchObject({
    state: 'AGENTE',
    place: { agentName: 'Bruno' },
  });
  const { body: said } = await bruno.post(`${path}/messages`, { type: 'text', text: 'Hola, soy Bruno' });
  expect(
    (await bruno.get(`${path}/messages?order=newest&limit=3`)).body.items.map(({ text }: { text: string }) => text),
  ).toEqual([said.text, 'Sigo acá', 'Quiere factura A']);
});
