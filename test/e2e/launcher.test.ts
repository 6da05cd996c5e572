import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { identify } from '../../cli/launcher/processes.ts';
import { partNames } from '../../cli/launcher/run-files.ts';
import { mongoUriOf } from '../../cli/servers/mongo.ts';
import { freePort } from '../../cli/servers/ports.ts';
import type { Home, Relevo } from '../support/launched.ts';
import { credentialsOf, kill, newHome, until } from '../support/launched.ts';

const start = ['start'];

describe('of one running system', () => {
  let home: Home;
  let relevo: Relevo;

  beforeAll(async () => {
    home = await newHome();
    relevo = home.npmStart();
    await relevo.ready();
  });
  afterAll(async () => {
    await home.remove();
  });

  test('the start tells where everything is, and the keys are for the owner only', async () => {
    const { PORT, TEMPORAL_UI_PORT } = home.ports;
    expect(relevo.output()).toContain(`API           http://127.0.0.1:${PORT}`);
    expect(relevo.output()).toContain(`Temporal UI   http://127.0.0.1:${TEMPORAL_UI_PORT}`);
    expect(relevo.output()).toContain(`Logs          ${join(home.folder, 'logs')}`);
    expect((await fetch(`http://127.0.0.1:${TEMPORAL_UI_PORT}/`)).status).toBe(200);
    expect(statSync(join(home.folder, 'credentials.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home.folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  test('what the start prints to copy sends a message and shows that the bot answers it', async () => {
    const block = /^ {2}contact=[^]+?(?=\n\n)/m.exec(relevo.output())?.[0] ?? '';
    const said = await promisify(execFile)('bash', ['-c', block]);
    expect(said.stderr).toBe('');
    expect(said.stdout).toMatch(/^contact: Hola, buenas tardes\nbot: \S[^]*$/);
  });

  test('status shows every part and that messages are taken', async () => {
    const status = home.relevo(['status']);
    expect(await status.ended).toBe(0);
    for (const name of partNames) expect(status.output()).toMatch(new RegExp(`^${name} +process \\d+`, 'm'));
  });

  test('a second launcher on the same folder names the first and ends with 1', async () => {
    const second = home.relevo(start);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`process ${home.part('launcher')?.pid}`);
    expect(second.output()).toContain('RELEVO_HOME');
    expect(relevo.running()).toBe(true);
  });

  test('setup works on its servers, and changes nothing', async () => {
    const setup = home.relevo(['setup']);
    expect(await setup.ended, setup.output()).toBe(0);
    expect(setup.output()).toContain('the namespace default is ready');
  });

  test('admin create prints a key', async () => {
    const admin = home.relevo(['admin', 'create', '--name', 'Carmen']);
    expect(await admin.ended, admin.output()).toBe(0);
    expect(admin.output().trim().split('\n').at(-1)).toMatch(/^\S{20,}$/);
  });

  test('another start uses the servers that the environment names, and starts none', async () => {
    const other = await newHome();
    try {
      const second = other.relevo(start, {
        TEMPORAL_ADDRESS: `127.0.0.1:${home.ports.TEMPORAL_PORT}`,
        TEMPORAL_NAMESPACE: 'other',
        MONGODB_URI: mongoUriOf(Number(home.ports.MONGODB_PORT)).replace('/relevo?', '/other?'),
      });
      await second.ready();
      expect(second.output()).toContain('Temporal: the one that TEMPORAL_ADDRESS names');
      expect(second.output()).toContain('MongoDB: the one that MONGODB_URI names');
      expect(other.part('temporal')).toBeUndefined();
      expect(other.part('mongo')).toBeUndefined();
      expect(credentialsOf(other).keys).not.toEqual(credentialsOf(home).keys);
    } finally {
      await other.remove();
    }
  });

  test.each(partNames)('a killed part is started again, and this is told: %s', async (name) => {
    const before = home.part(name);
    expect(before).toBeDefined();
    const told = relevo.output().length;
    kill(before?.pid);
    await until('the part to be up again', () => relevo.output().slice(told).includes('is up again'));
    expect(relevo.output().slice(told)).toContain('ended (SIGKILL)');
    const after = home.part(name);
    expect(after).toBeDefined();
    expect(after?.pid).not.toBe(before?.pid);
  });

  test('Ctrl-C stops all of it within 15 s, and the next start finds keys and data again', async () => {
    const { keys } = credentialsOf(home);
    await withMongo(home, async (db) => {
      await db.collection('marks').insertOne({ mark: 'kept' });
    });
    const since = Date.now();
    // npm passes on what the launcher gets from the terminal as well.
    relevo.signal('SIGINT');
    expect(await relevo.ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(15_000);
    expect(home.processes()).toEqual([]);
    const runFiles = readdirSync(join(home.folder, 'run'));
    for (const name of ['launcher', ...partNames]) expect(runFiles).not.toContain(`${name}.json`);
    expect(await home.relevo(['status']).ended).toBe(1);

    // Another port: the replica set of before knows its member by the old one.
    home.ports.MONGODB_PORT = String(await freePort());
    await home.relevo(start).ready();
    expect(credentialsOf(home).keys).toEqual(keys);
    await withMongo(home, async (db) => {
      expect(await db.collection('marks').countDocuments({ mark: 'kept' })).toBe(1);
    });
  });
});

describe('of a start', () => {
  let home: Home;
  beforeEach(async () => {
    home = await newHome();
  });
  afterEach(async () => {
    await home.remove();
  });

  test('a taken port is named with its variable before anything is started', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(Number(home.ports.TEMPORAL_UI_PORT), '127.0.0.1', resolve));
    const relevo = home.relevo(start);
    expect(await relevo.ended).toBe(1);
    squatter.close();
    expect(relevo.output()).toContain(`Port ${home.ports.TEMPORAL_UI_PORT}`);
    expect(relevo.output()).toContain('TEMPORAL_UI_PORT');
    expect(readdirSync(home.folder)).not.toContain('mongo');
  });

  test('servers that cannot be had are told together with what to install, and no folder is left', async () => {
    const RELEVO_HOME = join(home.folder, 'new');
    const RELEVO_CACHE = join(home.folder, 'cache');
    // Nothing on PATH, and no network: whatever is asked for goes to a proxy that is not there.
    const nowhere = { PATH: home.folder, NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };
    const relevo = home.relevo(start, { RELEVO_HOME, RELEVO_CACHE, ...nowhere });
    expect(await relevo.ended).toBe(1);
    expect(relevo.output()).toContain('No MongoDB server could be found or fetched');
    expect(relevo.output()).toContain('No Temporal server could be found or fetched');
    expect(relevo.output()).toContain('install Python 3 with pip (e.g. apt install python3-pip)');
    expect(existsSync(RELEVO_HOME)).toBe(false);
    expect(readdirSync(RELEVO_CACHE)).toEqual(['compiled']);
  });

  test('a bad variable is named with what was expected', async () => {
    const relevo = home.relevo(start, { MONGODB_PORT: 'many' });
    expect(await relevo.ended).toBe(1);
    expect(relevo.output()).toContain('MONGODB_PORT: expected a whole number');
  });

  test('when the launcher is killed the API and the worker end by themselves, and the next start ends the servers that are left', async () => {
    const first = home.relevo(start);
    await first.ready();
    const { keys } = credentialsOf(home);
    first.signal('SIGKILL');
    await first.ended;
    await until('the API and the worker to end', () => !home.part('api') && !home.part('worker'), 6_000);
    expect(home.part('mongo')).toBeDefined();
    expect(home.part('temporal')).toBeDefined();

    const second = home.relevo(start);
    await second.ready();
    expect(second.output()).toContain('Left from before: temporal');
    expect(second.output()).toContain('Left from before: mongo');
    expect(credentialsOf(home).keys).toEqual(keys);
    second.signal('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(home.processes()).toEqual([]);
  });

  test('after a kill of everything the next start is ready again, and the one after it waits for the end of this', async () => {
    const first = home.relevo(start);
    await first.ready();
    const pids = ['launcher' as const, ...partNames].map((name) => home.part(name)?.pid);
    for (const pid of pids) kill(pid);
    await first.ended;
    const second = home.relevo(start);
    await second.ready();
    const pid = home.part('launcher')?.pid;
    second.signal('SIGTERM');
    await until('the stop to begin', () => second.output().includes('Stopping'));
    const third = home.relevo(start);
    await third.ready();
    expect(third.output()).toContain(`Waiting for process ${pid}`);
    expect(await second.ended).toBe(0);
  });

  test('a part that cannot start is told with the end of its log, and nothing is left running', async () => {
    mkdirSync(join(home.folder, 'mongo'));
    writeFileSync(join(home.folder, 'mongo', 'storage.bson'), 'not a database');
    const relevo = home.relevo(start);
    expect(await relevo.ended).toBe(1);
    expect(relevo.output()).toContain('MongoDB ended (');
    expect(relevo.output()).toContain(`The end of its log, ${join(home.folder, 'logs', 'mongo.log')}`);
    expect(home.processes()).toEqual([]);
  });

  test('a signal in the middle of a start ends what was started', async () => {
    const relevo = home.relevo(start);
    await until('MongoDB to be starting', () => home.part('mongo') !== undefined);
    relevo.signal('SIGTERM');
    expect(await relevo.ended).toBe(0);
    expect(home.processes()).toEqual([]);
  });

  test('a process that has the id of a part from before, but is another one, is left alone', async () => {
    const innocent = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    try {
      const pid = innocent.pid as number;
      mkdirSync(join(home.folder, 'run'));
      writeFileSync(
        join(home.folder, 'run', 'mongo.json'),
        JSON.stringify({ pid, startedAt: 'long ago', command: 'x' }),
      );
      await home.relevo(start).ready();
      expect(identify(pid)).toBeDefined();
    } finally {
      innocent.kill('SIGKILL');
    }
  });
});

async function withMongo(home: Home, use: (db: mongoose.mongo.Db) => Promise<void>): Promise<void> {
  const client = new mongoose.mongo.MongoClient(mongoUriOf(Number(home.ports.MONGODB_PORT)));
  try {
    await use(client.db());
  } finally {
    await client.close();
  }
}
