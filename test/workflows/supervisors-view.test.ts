import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import type { Chat } from '../support/chat.ts';
import { newChat, takenChat, waitingChat } from '../support/chat.ts';
import type { Stage } from '../support/stage.ts';
import { openStage, says, until } from '../support/stage.ts';

let stage: Stage;
let ana: Caller;
let ventas: string;

beforeAll(async () => {
  stage = await openStage();
  ana = await stage.agent('Ana');
  ventas = await stage.inbox('Ventas', [ana]);
});

afterAll(() => stage.close());

/** Waits until a list finds the chat, as a supervisor's filter does. */
async function found(chat: Chat, filter: string): Promise<void> {
  await until(`${filter} to find the chat`, async () => {
    for await (const one of stage.client.workflow.list({ query: `WorkflowId = '${chat.workflowId}' AND ${filter}` }))
      return one;
    return null;
  });
}

async function attributes(chat: Chat): Promise<Record<string, unknown>> {
  const { searchAttributes } = await stage.client.workflow.getHandle(chat.workflowId).describe();
  return Object.fromEntries(Object.entries(searchAttributes).filter(([name]) => name.startsWith('Relevo')));
}

test('supervisors find a chat by where it is, who has it, and where it was before', async () => {
  const chat = newChat(stage);
  await chat.writes('hola');
  await found(chat, `RelevoState = 'BOT' AND RelevoChannel = 'webchat' AND RelevoSentiment = 'NEUTRAL'`);
  await chat.handoff(ventas);
  await found(chat, `RelevoState = 'BANDEJA' AND RelevoInbox = 'Ventas' AND RelevoPreviousState = 'BOT'`);
  await chat.claim(ana);
  await found(chat, `RelevoState = 'AGENTE' AND RelevoAgent = 'Ana' AND RelevoInbox = 'Ventas'`);
  await chat.give(ana, { type: 'toBot' });
  await found(chat, `RelevoState = 'BOT' AND RelevoPreviousState = 'AGENTE' AND RelevoAgent is null`);
  expect(await attributes(chat)).toEqual({
    RelevoState: ['BOT'],
    RelevoPreviousState: ['AGENTE'],
    RelevoChannel: ['webchat'],
    RelevoSentiment: ['NEUTRAL'],
    RelevoEscalated: [false],
  });
});

test('an angry customer in an inbox shows as escalated until somebody takes the chat', async () => {
  stage.bot = { answer: async () => ({ ...says('Te entiendo.'), sentiment: 'ENOJADO' }) };
  const chat = newChat(stage);
  await chat.writes('esto es una vergüenza');
  await found(chat, `RelevoSentiment = 'ENOJADO'`);
  await chat.handoff(ventas);
  await found(chat, 'RelevoEscalated = true');
  await chat.claim(ana);
  await found(chat, 'RelevoEscalated = false');
  stage.bot = { answer: async () => says('Hola') };
});

test('the page of a chat tells state, place, owner and the next deadline, and nothing that was written', async () => {
  const chat = await waitingChat(stage, ventas);
  expect(await chat.details()).toMatch(/\*\*BANDEJA\*\* — Ventas/);
  await chat.claim(ana);
  await chat.writes('mi clave es rinoceronte');
  await chat.reply(ana, 'no la digas: jirafa');
  const page = await chat.details();
  expect(page).toMatch(/\*\*AGENTE\*\* — Ana/);
  expect(page).toContain('BANDEJA — Ventas');
  expect(page).not.toMatch(/rinoceronte|jirafa|Lucía|Hola, necesito/);
});

test('what people wrote is in no summary, no search attribute and no workflow id', async () => {
  const chat = await takenChat(stage, ana);
  await chat.writes('mi clave es rinoceronte');
  await chat.stored();
  const description = await stage.client.workflow.getHandle(chat.workflowId).describe();
  const shown = JSON.stringify([await attributes(chat), chat.workflowId, await description.staticSummary()]);
  expect(shown).not.toMatch(/rinoceronte|Lucía/);
  expect(shown).not.toContain(chat.externalId);
});

test('names that people chose do not act as Markdown on the page', async () => {
  const mallory = await stage.agent('Mallory](http://evil.example)|<img src=x>`');
  const chat = await takenChat(stage, mallory);
  const page = await chat.details();
  expect(page).toContain('Mallory');
  for (const row of page.split('\n').filter((line) => line.startsWith('| '))) expect(row.split('|')).toHaveLength(4);
  expect(page).not.toMatch(/<img|]\(http:\/\/evil/);
});
