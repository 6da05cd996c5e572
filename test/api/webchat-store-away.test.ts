import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import type { Stage } from '../support/stage.ts';
import { openStage } from '../support/stage.ts';
import { deskOf } from './desk.ts';
import type { Site } from './site.ts';
import { openSite } from './site.ts';
import type { TcpGate } from './tcp-gate.ts';
import { openTcpGate } from './tcp-gate.ts';
import { newVisitor } from './visitor.ts';

let gate: TcpGate;
let stage: Stage;
let site: Site;
let ana: Caller;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('mongoUri'));
  gate = await openTcpGate({ host: hostname, port: Number(port) });
  stage = await openStage({ through: async (uri) => through(uri, gate.port) });
  ana = await stage.agent('Ana');
  site = await openSite(stage);
});
afterAll(async () => {
  await site.app.close();
  await stage.close();
  await gate.close();
});

/** Straight to the gate: a driver that asks the replica set for its members goes around it. */
function through(uri: string, port: number): string {
  const url = new URL(uri);
  url.port = String(port);
  url.search = '?directConnection=true';
  return url.toString();
}

test('while MongoDB is away a visitor begins and writes, and pages go on by themselves when it is back', async () => {
  const visitor = await newVisitor(site);
  const desk = deskOf(stage, visitor.contactId);
  await visitor.writes(site, 'hola');
  await desk.handoff();
  await desk.claim(ana);
  const page = await visitor.opens(site);
  await page.says('hola');

  await gate.shut();
  for (let i = 0; i < 3; i += 1) await visitor.writes(site, `sin base ${i}`);
  const late = await newVisitor(site);
  await late.writes(site, 'recién llego');
  const opened = await late.opens(site);
  await gate.open();

  await opened.says('recién llego');
  await page.says('sin base 2');
  expect(page.messages.flatMap(({ text }) => (text?.startsWith('sin base') ? [text] : []))).toEqual([
    'sin base 0',
    'sin base 1',
    'sin base 2',
  ]);
  expect(new Set(page.ids).size).toBe(page.ids.length);
  await Promise.all([page.leave(), opened.leave()]);
});
