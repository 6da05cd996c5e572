import type { Sinks, WorkflowInterceptors } from '@temporalio/workflow';
import { currentUpdateInfo, proxySinks } from '@temporalio/workflow';
import type { Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import type { StartInput } from '../../workflows/messages.ts';
import { onlooker } from '../../workflows/onlooker.ts';

/** What of a history made the conversation move, by what the engine numbers it with. */
export type Cause =
  | { kind: 'start' }
  /** `nth` counts signals of this name from 0. */
  | { kind: 'signal'; name: string; nth: number }
  | { kind: 'update'; id: string }
  /** Timers that fired and activities that came back in one step. */
  | { kind: 'work'; timers: number[]; activities: number[] };

export interface Change {
  cause: Cause;
  before: Conversation;
  after: Conversation;
  outputs: Output[];
}

/** Out of the workflow, while it is replayed. */
export interface ReplaySinks extends Sinks {
  replay: {
    /** The state a run begins with, when it has one. */
    began(conversation: Conversation): void;
    changed(change: Change): void;
    /** The last event that the code has been shown. */
    reached(eventId: number): void;
  };
}

/** Bundled with the workflows for a replay only. It adds no commands, so what replays here replays in a worker. */
export const interceptors = (): WorkflowInterceptors => {
  const { replay } = proxySinks<ReplaySinks>();
  const signals: Record<string, number> = {};
  let signal: Cause | null = null;
  let work: Cause = { kind: 'start' };

  onlooker.changed = (before, { conversation: after, outputs }) => {
    if (after.version === before.version) return;
    const update = currentUpdateInfo();
    const cause: Cause = signal ?? (update ? { kind: 'update', id: update.id } : work);
    replay.changed({ cause, before, after, outputs });
  };

  return {
    inbound: [
      {
        execute(input, next) {
          const start = input.args[0] as Partial<StartInput> | undefined;
          const carried = start?.carry?.conversation ?? start?.snapshot;
          if (carried && carried !== 'load') replay.began(carried);
          return next(input);
        },
        handleSignal(input, next) {
          const nth = signals[input.signalName] ?? 0;
          signals[input.signalName] = nth + 1;
          signal = { kind: 'signal', name: input.signalName, nth };
          // Signals act at once: what happens after `next` has returned is no longer theirs.
          const handled = next(input);
          signal = null;
          return handled;
        },
      },
    ],
    internals: [
      {
        activate(input, next) {
          replay.reached(input.activation.historyLength ?? 0);
          const jobs = input.activation.jobs ?? [];
          const timers = jobs.flatMap(({ fireTimer }) => (fireTimer?.seq == null ? [] : [fireTimer.seq]));
          const activities = jobs.flatMap(({ resolveActivity: done }) => (done?.seq == null ? [] : [done.seq]));
          if (timers.length + activities.length > 0) work = { kind: 'work', timers, activities };
          next(input);
        },
      },
    ],
  };
};
