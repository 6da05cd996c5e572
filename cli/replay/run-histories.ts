import { fileURLToPath } from 'node:url';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { DataConverter } from '@temporalio/common';
import type { InjectedSinks, WorkflowBundleOption } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Conversation } from '../../domain/state.ts';
import { keptBundle } from '../../worker/kept-bundle.ts';
import type { Divergence } from './divergence.ts';
import { divergenceOf, unreadableBecause } from './divergence.ts';
import type { EventLine } from './event-index.ts';
import { indexEvents } from './event-index.ts';
import type { Change, ReplaySinks } from './observer.ts';

/** One run of a workflow. */
export interface Recorded {
  workflowId: string;
  runId: string;
  history: History;
}

/** All that one event did to the conversation. */
export interface Step extends Omit<Change, 'cause'> {
  event: EventLine | undefined;
}

export interface Replayed {
  recorded: Recorded;
  events: number;
  /** The state the run began with, when an earlier run or life had left one. */
  began: Conversation | null;
  steps: Step[];
  /** Null when the code of today does what the history holds. */
  divergence: Divergence | null;
  /** Why the history could not be read, if it could not: nothing is known of the code then. */
  unreadable: string | null;
}

/** The workflows of today, with an observer that tells every change of a conversation. Takes seconds. */
export function bundleForReplay(encrypted: boolean, cache: string) {
  const quiet = () => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error };
  const observers = [fileURLToPath(new URL('./observer.ts', import.meta.url))];
  return keptBundle({ encrypted, observers, logger }, cache);
}

/** Replays runs one after the other, in the order given. */
export async function* replayRuns(
  runs: readonly Recorded[],
  { workflowBundle, dataConverter }: { workflowBundle: WorkflowBundleOption; dataConverter: DataConverter },
): AsyncGenerator<Replayed> {
  const nothing = () => ({ began: null as Conversation | null, changes: [] as Change[], reached: 0 });
  let told = nothing();
  const sinks: InjectedSinks<ReplaySinks> = {
    replay: {
      began: { fn: (_, conversation) => void (told.began = conversation), callDuringReplay: true },
      reached: { fn: (_, eventId) => void (told.reached = eventId), callDuringReplay: true },
      changed: { fn: (_, change) => void told.changes.push(change), callDuringReplay: true },
    },
  };
  const results = Worker.runReplayHistories({ workflowBundle, dataConverter, sinks }, runs);
  let next = 0;
  for await (const { error } of results) {
    const recorded = runs[next++];
    if (!recorded) return;
    const index = indexEvents(recorded.history);
    const unreadable = error ? unreadableBecause(error) : null;
    yield {
      recorded,
      events: index.events.length,
      began: told.began,
      steps: mergeByEvent(told.changes.map(({ cause, ...change }) => ({ ...change, event: index.of(cause) }))),
      unreadable,
      divergence: error && !unreadable ? divergenceOf(error, index.events, told.reached) : null,
    };
    told = nothing();
  }
}

/** A burst of messages, or a whole turn of the bot, is one event. */
function mergeByEvent(steps: Step[]): Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    if (last && last.event === step.event) {
      last.after = step.after;
      last.outputs = [...last.outputs, ...step.outputs];
    } else merged.push({ ...step });
  }
  return merged;
}
