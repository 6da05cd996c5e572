import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startServers } from '../support/servers.ts';
import { goldenOf } from './recording/golden.ts';
import { goldenKey } from './recording/key.ts';
import { stories } from './recording/stories.ts';
import { openStudio } from './recording/studio.ts';

const usage = `Usage: npm run golden -- [story…]

Plays every story, or those named, on real servers with a real worker, and keeps the histories in
test/replay/histories. Do it when the workflow has a new path; histories of older code stay as they
are, since they prove that running conversations survive a change.

Stories: ${stories.map(({ name }) => name).join(', ')}
`;

const folder = fileURLToPath(new URL('histories/', import.meta.url));
const AT_ONCE = 5;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
if (values.help || positionals.some((name) => !stories.some((story) => story.name === name))) {
  process.stdout.write(usage);
  process.exit(values.help ? 0 : 2);
}

Runtime.install({ logger: new DefaultLogger('ERROR') });
mkdirSync(folder, { recursive: true });
const wanted = stories.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
// Runs are short, so that the story of a long conversation need not be long itself.
const servers = await startServers({ TEST_SUGGEST_CONTINUE_AS_NEW_AT: '150' });
try {
  await record(
    'golden',
    wanted.filter(({ encrypted }) => !encrypted),
  );
  await record(
    'golden-encrypted',
    wanted.filter(({ encrypted }) => encrypted),
    goldenKey,
  );
} finally {
  await servers.stop();
}
process.exit(0);

async function record(namespace: string, toPlay: typeof stories, key?: string): Promise<void> {
  if (toPlay.length === 0) return;
  const studio = await openStudio(servers, namespace, key);
  const waiting = [...toPlay];
  const play = async () => {
    for (let story = waiting.shift(); story; story = waiting.shift()) {
      const { runs, beside } = await studio.record(story);
      for (const [place, history] of runs.entries())
        keep(runs.length === 1 ? story.name : `${story.name}-${place + 1}`, history);
      for (const { what, runs: others } of beside)
        for (const [place, history] of others.entries()) keep(`${story.name}-${what}-${place + 1}`, history);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  await studio.close();
}

function keep(name: string, history: Parameters<typeof goldenOf>[0]): void {
  const text = goldenOf(history);
  writeFileSync(`${folder}${name}.json`, text);
  console.log(`${name}: ${history.events?.length} events, ${Math.ceil(text.length / 1024)} KiB`);
}
