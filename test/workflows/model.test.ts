import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { InboxModel } from '../../models/inbox.ts';
import { newChat, slotsAgree } from '../support/chat.ts';
import { brokenRuns } from '../support/replays.ts';
import type { Servers } from '../support/servers.ts';
import { startServers } from '../support/servers.ts';
import type { Stage } from '../support/stage.ts';
import { openStage } from '../support/stage.ts';
import { acts, write } from './model/acts.ts';
import { assertStory } from './model/story.ts';
import type { Play } from './model/play.ts';
import { newPlay } from './model/play.ts';

const RUNS = 15;
const ACTS = 30;

let servers: Servers;
let stage: Stage;
let people: { ana: Caller; bruno: Caller; sofia: Caller; ventas: string };

beforeAll(async () => {
  servers = await startServers({ TEST_SUGGEST_CONTINUE_AS_NEW_AT: '70' });
  stage = await openStage({
    ...servers,
    settings: (value) => {
      value.bot.mode = 'model';
    },
  });
  const ana = await stage.agent('Ana');
  const bruno = await stage.agent('Bruno');
  const sofia = await stage.agent('Sofía', { role: 'supervisor' });
  // Who comes to General is told that it is out of hours, in Ventas people are seen.
  await InboxModel.updateOne({ _id: 'general' }, { $set: { businessHours: { timeZone: 'UTC', weekly: [] } } });
  people = { ana, bruno, sofia, ventas: await stage.inbox('Ventas', [ana, bruno]) };
});

afterAll(async () => {
  await stage.close();
  await servers.stop();
});

test('whatever people, bot, time and restarts do, the real workflow does what the rules say', {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
  // Looked at between two conversations: one that is given up in the middle would go on beside the closing stage.
  const end = Date.now() + 25_000;
  let played = 0;
  let runs = 0;
  const property = fc.asyncProperty(fc.commands(acts(), { maxCommands: ACTS, size: 'max' }), async (commands) => {
    if (Date.now() > end) return;
    const play: Play = newPlay(stage, newChat(stage), people);
    await write(play, 1);
    await fc.asyncModelRun(() => ({ model: { acts: 0 }, real: play }), commands);
    await play.botSpeaks();
    await assertStory(play);
    expect(await brokenRuns(stage, play.chat.id)).toEqual([]);
    await slotsAgree(play.chat);
    played += play.acted;
    runs += (await stage.runs(play.chat.id)).length;
  });
  await fc.assert(property, { numRuns: RUNS, seed, endOnFailure: true });
  console.log(`seed ${seed}: ${played} acts, ${runs} runs`);
  expect(played).toBeGreaterThan(50);
});
