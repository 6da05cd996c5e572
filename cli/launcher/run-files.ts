import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from './processes.ts';
import { identify, isEnding, isRunning } from './processes.ts';

/** The parts, in the order in which they are ended. */
export const partNames = ['api', 'worker', 'temporal', 'mongo'] as const;
export type PartName = (typeof partNames)[number];

/** `RELEVO_HOME/run/<name>.json`: what runs now, for the next start and for `relevo status`. */
export interface RunRecord extends ProcessIdentity {
  command: string;
  /** Where it can be reached, by name. */
  addresses?: Record<string, string>;
  /** Of a launcher: what it was started with. */
  whatsapp?: { url: string; missing: string[] };
  /** A launcher that is ending its parts, or was killed a moment ago. */
  stopping?: boolean;
}

export function writeRun(home: string, name: PartName | 'launcher', record: RunRecord): void {
  const file = fileOf(home, name);
  // A reader never sees half a file.
  writeFileSync(`${file}.new`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The record of a process that is still running; undefined when there is none. */
export function readRun(home: string, name: PartName | 'launcher'): RunRecord | undefined {
  const record = parse(fileOf(home, name));
  return record && isRunning(record) ? record : undefined;
}

export function removeRun(home: string, name: PartName | 'launcher'): void {
  rmSync(fileOf(home, name), { force: true });
}

/**
 * Makes this process the launcher of a RELEVO_HOME. Gives the record of the other one when there is
 * one already; of two that start at once exactly one is it.
 */
export function claimLauncher(home: string, addresses: Record<string, string>): RunRecord | undefined {
  const file = fileOf(home, 'launcher');
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
  const mine = { ...(identify(process.pid) as ProcessIdentity), command: process.argv.join(' '), addresses };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // Fails when the file is there: unlike a rename, which would take the place of another launcher.
        linkSync(draft, file);
        return undefined;
      } catch {
        const other = parse(file);
        if (other && isRunning(other)) return isEnding(other) ? { ...other, stopping: true } : other;
        dropStale(file);
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the file of a launcher that is gone, unless another start was quicker and it is that one's by now. */
function dropStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = parse(aside);
  if (moved && isRunning(moved)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one has it.
    }
  }
  rmSync(aside, { force: true });
}

function fileOf(home: string, name: string): string {
  return join(home, 'run', `${name}.json`);
}

function parse(file: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunRecord>;
    return Number.isInteger(record.pid) && typeof record.startedAt === 'string' ? (record as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
