import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { quietRuntime } from '../../cli/replay/quiet-runtime.ts';
import { deadlineKinds } from '../../domain/deadlines.ts';
import { supervisorTexts } from '../../texts/supervisor.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { commandUpdates } from '../../workflows/messages.ts';
import { codec, failures, folder, golden } from './golden-histories.ts';
import { stories } from './recording/stories.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

beforeAll(quietRuntime);

test('every recorded history replays with the code of today', async () => {
  expect(await failures({ codePath: inject('bundlePath') })).toEqual([]);
});

test('a change that would break running conversations is caught, and the histories it breaks are named', async () => {
  const changed = mkdtempSync(join(tmpdir(), 'relevo-changed-'));
  try {
    for (const part of ['workflows', 'domain', 'texts', 'package.json'])
      cpSync(join(project, part), join(changed, part), { recursive: true });
    symlinkSync(join(project, 'node_modules'), join(changed, 'node_modules'));
    // A pause before every writing: harmless to look at, and no history of before has its timer.
    const file = join(changed, 'workflows', 'commit-lane.ts');
    const before = readFileSync(file, 'utf8');
    const after = before.replace(/(async function quickly\([^{]*\{)/, '$1\n  await sleep(1);');
    expect(after).not.toBe(before);
    writeFileSync(file, `import { sleep } from '@temporalio/workflow';\n${after}`);

    const quiet = () => undefined;
    const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error };
    const bundle = await bundleWorkflows({
      encrypted: false,
      logger,
      folder: pathToFileURL(join(changed, 'workflows/')),
    });
    const failed = await failures(bundle);
    expect(failed).toContainEqual(
      expect.stringMatching(/^bot-answers: event \d+, MarkerRecorded commit: .*Nondeterminism/),
    );
    const conversations = golden
      .filter(({ name }) => !/-(delivery|rule|ticket|file|sending|news|events|builder|alias)-\d+$/.test(name))
      .map(({ name }) => name);
    expect(failed.map((line) => line.split(':')[0])).toEqual(conversations);
  } finally {
    rmSync(changed, { recursive: true });
  }
}, 60_000);

describe('the recorded histories hold every path', () => {
  const events = golden.flatMap(({ history }) => history.events ?? []);

  test.each(stories.map(({ name }) => name))('%s', (name) => {
    expect(
      golden.some(
        (one) =>
          one.name === name ||
          /^-((delivery|rule|ticket|file|sending|news|events|builder|alias)-)?\d+$/.test(one.name.slice(name.length)),
      ),
    ).toBe(true);
  });

  test.each([...Object.keys(commandUpdates), 'changeTicket'])('the update %s', (type) => {
    const names = events.map(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
    );
    expect(names).toContain(type);
  });

  test.each(['customerWrote', 'inboxRemoved', 'deliver'])('the signal %s', (name) => {
    expect(events.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName)).toContain(name);
  });

  test.each([
    'commit',
    'askBot',
    'reserveFor',
    'loadSnapshot',
    'deliver',
    'commitTicket',
    'mailTicket',
    'fetchFile',
    'recordUnfetched',
  ])('the activity %s', (name) => {
    expect(events.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name)).toContain(name);
  });

  const timerSummaries = () =>
    Promise.all(
      events
        .filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes)
        .map(async ({ userMetadata }) => {
          const [payload] = userMetadata?.summary ? await codec.decode([userMetadata.summary]) : [];
          return payload?.data ? (JSON.parse(new TextDecoder().decode(payload.data)) as string) : '';
        }),
    );

  test.each(deadlineKinds)('the timer %s', async (kind) => {
    expect(await timerSummaries()).toContain(supervisorTexts.timers[kind]);
  });

  test.each(Object.values(supervisorTexts.ticket.timers))('the timer of a ticket: %s', async (summary) => {
    expect(await timerSummaries()).toContain(summary);
  });

  test.each([
    'childWorkflowExecutionStarted',
    'workflowExecutionContinuedAsNew',
    'workflowExecutionCompleted',
    'activityTaskCancelRequested',
  ])('the event %s', (name) => {
    expect(events.some((event) => event[`${name}EventAttributes` as keyof typeof event])).toBe(true);
  });

  test('the encrypted one shows nothing of what was said', () => {
    const text = readFileSync(new URL('encrypted.json', folder), 'utf8');
    const decoded = [...text.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString('latin1'),
    );
    expect(decoded.some((one) => /Carla|soy Ana|resuelto/.test(one))).toBe(false);
  });

  test('no history tells of the machine it was recorded on', () => {
    for (const { name } of golden) {
      const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
      expect(text, name).not.toMatch(/stackTrace|file:\/\/|\d@|\/home\/|\/tmp\//);
    }
  });
});
