import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCredentials } from '../../models/credentials.ts';
import { newHome } from '../support/launched.ts';
import { playDay } from './day.ts';
import { costs } from './parts.ts';
import { speedOf, tableOf } from './report.ts';
import { judge } from './verdict.ts';

const usage = `Usage: npm run day -- [options]

Plays a day of agents and customers against a running \`npm start\`, as an integrator and as every agent with a
key of their own, and then holds all that was answered against the written history.

  --agents <4 to 200>            agents with a key each, 40 by default
  --conversations <10 to 20000>  customers, 2000 by default
  --minutes <1 to 60>            how long it may take, 10 by default; reading the history comes on top
  --seed <text>                  decides who does what; another one each time unless given
  --home <folder>                of the running system, RELEVO_HOME or .relevo unless given
  --api <address>                in the place of the one in the folder's credentials.json
  --start                        starts a system of its own, in a new folder and on free ports, and stops it

It adds people, inboxes and articles, and removes none: better not where real work is done. Exits with 1 when a
promise was not kept.
`;

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '40' },
    conversations: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: randomBytes(4).toString('hex') },
    home: { type: 'string', default: process.env.RELEVO_HOME ?? '.relevo' },
    api: { type: 'string' },
    start: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const number = (name: 'agents' | 'conversations' | 'minutes', min: number, max: number) => {
  const value = Number(values[name]);
  if (value >= min && value <= max) return value;
  process.stderr.write(`--${name} is from ${min} to ${max}\n\n${usage}`);
  process.exit(2);
};
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const options = {
  agents: number('agents', 4, 200),
  conversations: number('conversations', 10, 20_000),
  minutes: number('minutes', 1, 60),
  seed: values.seed,
};

const own = values.start ? await newHome() : null;
const say = (line: string) => void process.stdout.write(`${line}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    process.exitCode = 130;
    void (own?.remove() ?? Promise.resolve()).finally(() => process.exit());
  });
try {
  if (own) await own.npmStart().ready();
  const home = resolve(own?.folder ?? values.home);
  const credentials = await readCredentials(home);
  if (!credentials)
    throw new Error(`there is no ${join(home, 'credentials.json')}: start one with \`npm start\`, or give --start`);
  const played = await playDay({ api: values.api ?? credentials.api, keys: credentials.keys }, options, say);
  const spent = own ? `\n${costs((part) => own.part(part)?.pid)}` : '';
  const findings = await judge(played, say);
  say(`\n${speedOf(played)}${spent}\n\n${tableOf(findings)}`);
  const kept = findings.every(({ violations }) => violations.length === 0);
  say(`\n${kept ? 'Every promise was kept' : 'Not every promise was kept'} (seed ${options.seed})`);
  process.exitCode = kept ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await own?.remove();
}
process.exit();
