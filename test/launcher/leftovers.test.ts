import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endLeftovers } from '../../cli/launcher/leftovers.ts';
import { endProcess, identify, isRunning } from '../../cli/launcher/processes.ts';
import { claimLauncher, readRun, writeRun } from '../../cli/launcher/run-files.ts';
import { freePort, whyNotFree, whyNotFreeWithin } from '../../cli/servers/ports.ts';
import { kill, until } from '../support/launched.ts';

const HOST = '127.0.0.1';

let home: string;
const spawned: number[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'relevo-leftovers-'));
  mkdirSync(join(home, 'run'));
});
afterEach(() => {
  for (const pid of spawned.splice(0)) kill(pid);
  rmSync(home, { recursive: true, force: true });
});

/** The call that ends one thread alone. */
const exitThread = { x64: 60, arm64: 93 }[arch() as string];

/**
 * A process that listens on a port and whose first thread ends when it is asked to, while another one
 * holds the socket for a while longer. A server with much to clean up ends so.
 */
async function lingering(port: number, seconds: number): Promise<number> {
  const program = `
import ctypes, os, signal, socket, threading, time
listening = socket.create_server(('${HOST}', ${port}))
asked = threading.Event()
def hold():
    asked.wait()
    time.sleep(${seconds})
    os._exit(0)
def leave(*_):
    asked.set()
    ctypes.CDLL(None).syscall(${exitThread}, 0)
threading.Thread(target=hold).start()
signal.signal(signal.SIGTERM, leave)
while True:
    time.sleep(60)
`;
  const { pid } = spawn('python3', ['-c', program], { detached: true, stdio: 'ignore' });
  if (pid === undefined) throw new Error('python3 cannot be run');
  spawned.push(pid);
  await until('the port to be taken', async () => (await whyNotFree(port, HOST)) === 'EADDRINUSE');
  return pid;
}

describe.skipIf(platform() !== 'linux' || exitThread === undefined)(
  'of a process whose first thread ends first',
  () => {
    test('a process counts as ended only once its last thread has let go of its sockets', async () => {
      const port = await freePort();
      const known = identify(await lingering(port, 0.7));
      if (!known) throw new Error('it does not run');
      expect(await endProcess(known, 5_000)).toBe('ended');
      expect(await whyNotFree(port, HOST)).toBeUndefined();
      expect(isRunning(known)).toBe(false);
    });

    test('what a killed launcher has left is ended, its port is free then, and this is told', async () => {
      const port = await freePort();
      const known = identify(await lingering(port, 0.5));
      if (!known) throw new Error('it does not run');
      writeRun(home, 'mongo', { ...known, command: 'mongod' });
      const said: string[] = [];
      expect(await endLeftovers(home, (line) => said.push(line))).toBe(true);
      expect(said).toEqual([`Left from before: mongo (process ${known.pid}), ended.`]);
      expect(await whyNotFree(port, HOST)).toBeUndefined();
      expect(readRun(home, 'mongo')).toBeUndefined();
      expect(await endLeftovers(home, (line) => said.push(line))).toBe(false);
    });

    test('a launcher that was killed a moment ago is waited for, not taken for a running one', async () => {
      const pid = await lingering(await freePort(), 0.7);
      const known = identify(pid);
      if (!known) throw new Error('it does not run');
      writeRun(home, 'launcher', { ...known, command: 'relevo start' });
      expect(claimLauncher(home, {})).toMatchObject({ pid });
      expect(claimLauncher(home, {})?.stopping).toBeUndefined();
      kill(pid, 'SIGTERM');
      await until('it to be ending', () => claimLauncher(home, {})?.stopping === true);
      await until('this process to be the launcher', () => claimLauncher(home, {})?.pid === process.pid);
    });
  },
);

test('a port that becomes free in time is not complained of, one that stays taken is', async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, HOST, resolve));
  expect(await whyNotFreeWithin(port, HOST, 100)).toBe('EADDRINUSE');
  const patient = whyNotFreeWithin(port, HOST, 10_000);
  holder.close();
  expect(await patient).toBeUndefined();
});

test('connections that were closed a moment ago do not make their port a taken one', async () => {
  const port = await freePort();
  // The side that closes first keeps the connection in mind for a minute.
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(port, HOST, resolve));
  const socket: Socket = connect(port, HOST).resume();
  await new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => server.close(resolve));
  expect(await whyNotFree(port, HOST)).toBeUndefined();
});
