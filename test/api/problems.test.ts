import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from '../../domain/errors.ts';
import type { Answer, Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

function expectProblem(answer: Answer, code: keyof typeof errors): void {
  const { status, title, help } = errors[code];
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ type: `/errors/${code}`, title, status, code, help });
  expect(answer.body.instance).toBe(answer.headers.get('x-request-id'));
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at async/);
}

test('what is wrong with a body is named by path and pointer', async () => {
  const answer = await api.as('supervisor').post('/v1/inboxes', {
    name: '',
    colour: 'red',
    businessHours: { timeZone: 'Mars/Base', weekly: [{ day: 8, from: '09:00', to: '18:00', 'a/b': 1 }] },
  });
  expectProblem(answer, 'invalid-request');
  const named = answer.body.errors.map(({ path, pointer }: { path: string; pointer: string }) => [path, pointer]);
  expect(named).toContainEqual(['name', '/name']);
  expect(named).toContainEqual(['colour', '/colour']);
  expect(named).toContainEqual(['businessHours.timeZone', '/businessHours/timeZone']);
  expect(named).toContainEqual(['businessHours.weekly.0.day', '/businessHours/weekly/0/day']);
  expect(named).toContainEqual(['businessHours.weekly.0.a/b', '/businessHours/weekly/0/a~1b']);
  for (const { detail } of answer.body.errors) expect(detail).not.toBe('');
});

test('an unknown field of a query is refused, also where a route takes none', async () => {
  for (const path of ['/v1/inboxes?colour=red', '/v1/agents/me?colour=red', '/v1/inboxes/general?colour=red']) {
    const answer = await api.as('agent1').get(path);
    expectProblem(answer, 'invalid-request');
    expect(answer.body).toMatchObject({ in: 'query', errors: [{ path: 'colour' }] });
  }
});

test('an unknown field of a body is refused where a route takes none', async () => {
  expectProblem(await api.as('agent1').post('/v1/agents/me/heartbeat', { status: 'online' }), 'invalid-request');
});

test('a command without a body is a command with an empty one', async () => {
  expect((await api.as('agent1').post('/v1/agents/me/heartbeat')).status).toBe(200);
  const empty = await api
    .as('agent1')
    .call('POST', '/v1/agents/me/heartbeat', '', { 'content-type': 'application/json' });
  expect(empty.status).toBe(200);
});

test.each([
  ['broken JSON', '{"name":', 'application/json', 'invalid-request'],
  ['a prototype', '{"__proto__":{"a":1}}', 'application/json', 'invalid-request'],
  ['an array', '[]', 'application/json', 'invalid-request'],
  ['null', 'null', 'application/json', 'invalid-request'],
  ['a form', 'name=x', 'application/x-www-form-urlencoded', 'unsupported-media-type'],
  ['plain text', 'name', 'text/plain', 'unsupported-media-type'],
  ['too much', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 'application/json', 'body-too-large'],
] as const)('%s is answered by a problem', async (_what, body, type, code) => {
  expectProblem(await api.as('supervisor').call('POST', '/v1/inboxes', body, { 'content-type': type }), code);
});

test('an unknown id is not found', async () => {
  expectProblem(await api.as('supervisor').get('/v1/inboxes/inb_unknown'), 'not-found');
  expectProblem(await api.as('supervisor').get(`/v1/inboxes/${'x'.repeat(2000)}`), 'not-found');
});

test.each([
  ['GET', '/nowhere'],
  ['POST', '/nowhere'],
  ['GET', '/v1'],
  ['GET', '/v1/inbox'],
  ['POST', '/v1/inboxes/'],
  ['GET', '/v1/webchat/nothing'],
  ['GET', '/docs/static/nothing.js'],
])('%s %s is no such route, whatever the body', async (method, path) => {
  const body = method === 'GET' ? undefined : '{broken';
  expectProblem(await api.as('supervisor').call(method, path, body), 'no-such-route');
});

test('an unknown path names the routes beneath it when there are few', async () => {
  const health = await api.as(null).get('/health');
  expectProblem(health, 'no-such-route');
  expect(health.body.detail).toBe('Beneath this path: /health/live, /health/ready.');
  expect((await api.as('supervisor').get('/v1')).body.detail).toBeUndefined();
});

test.each([
  ['PUT', '/v1/inboxes/general?x=1', 'DELETE, GET, HEAD, PATCH'],
  ['PATCH', '/v1/inbound/messages', 'POST'],
  ['DELETE', '/v1/webchat/sessions', 'POST'],
  ['POST', '/health/live', 'GET, HEAD'],
])('%s %s is a path known by other methods, which are named, whatever the body', async (method, path, allow) => {
  const answer = await api.as('supervisor').call(method, path, 'x', { 'content-type': 'text/plain' });
  expectProblem(answer, 'method-not-allowed');
  expect(answer.headers.get('allow')).toBe(allow);
  expect(answer.body.detail).toBe(`This path takes ${allow}.`);
});

test('without a key a wrong method is told no more than any other request', async () => {
  const answer = await api.as(null).call('PUT', '/v1/inboxes/general');
  expectProblem(answer, 'unauthorized');
  expect(answer.headers.get('allow')).toBeNull();
});

test('the bare address leads to the documentation', async () => {
  const answer = await fetch(api.base, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs/']);
  expect((await api.as(null).get('/')).headers.get('content-type')).toMatch(/^text\/html/);
});

test('a role that is not enough is named beside the one that is', async () => {
  const answer = await api.as('agent1').post('/v1/inboxes', {});
  expectProblem(answer, 'forbidden');
  expect(answer.body.detail).toBe('This needs the role supervisor; your key has the role agent.');
});

test('without a valid key it is told where the keys are, the same whatever was presented', async () => {
  const key = api.keys.admin;
  const details = [null, 'x', key.slice(0, -1), `${key}x`].map(async (presented) => {
    const answer = await api.as(presented).get('/v1/agents');
    expectProblem(answer, 'unauthorized');
    return answer.body.detail;
  });
  const told = 'The keys are in `credentials.json` in RELEVO_HOME.';
  expect(await Promise.all(details)).toEqual([told, told, told, told]);
});

test('a path that cannot be decoded is a bad request', async () => {
  expectProblem(await api.as('supervisor').get('/v1/inboxes/%zz'), 'invalid-request');
});

test('the type of a problem leads to its explanation', async () => {
  const { body } = await api.as('supervisor').delete('/v1/inboxes/general');
  const { body: told } = await api.as(null).get(body.type);
  expect(told).toEqual({ code: 'built-in', ...errors['built-in'] });
});

test('a request that is no HTTP ends its own connection only', async () => {
  const { port } = new URL(api.base);
  const answer = await new Promise<string>((resolve) => {
    let got = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    socket.on('data', (data) => {
      got += data;
    });
    socket.on('close', () => resolve(got));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect((await api.as(null).get('/health/live')).status).toBe(200);
});
