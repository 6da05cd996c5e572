import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { Cause } from './observer.ts';

/** One event of a history, as far as a reader needs it. */
export interface EventLine {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** As Temporal calls it: WorkflowExecutionSignaled, TimerFired… */
  type: string;
  /** Of the signal, command or activity. */
  name: string;
  /** The engine's number of an activity that was done within a workflow task. */
  localSeq?: number;
}

type Event = NonNullable<History['events']>[number];

/** Finds the event behind a cause: the engine numbers timers and activities, the history names events. */
export function indexEvents(history: History): { events: EventLine[]; of(cause: Cause): EventLine | undefined } {
  const events: EventLine[] = [];
  const signals = new Map<string, EventLine[]>();
  const updates = new Map<string, EventLine>();
  const timers = new Map<number, EventLine>();
  const activities = new Map<number, EventLine>();
  const scheduled = new Map<number, { seq: number; name: string }>();

  for (const event of history.events ?? []) {
    const line: EventLine = { id: Number(event.eventId), at: instantOf(event), type: typeOf(event), name: '' };
    events.push(line);
    const {
      workflowExecutionStartedEventAttributes: started,
      workflowExecutionSignaledEventAttributes: signaled,
      workflowExecutionUpdateAcceptedEventAttributes: accepted,
      timerFiredEventAttributes: fired,
      activityTaskScheduledEventAttributes: asked,
      activityTaskCompletedEventAttributes: completed,
      activityTaskFailedEventAttributes: failed,
      activityTaskTimedOutEventAttributes: timedOut,
      activityTaskCanceledEventAttributes: canceled,
      markerRecordedEventAttributes: marker,
    } = event;
    if (started) line.name = started.workflowType?.name ?? '';
    if (signaled) {
      line.name = signaled.signalName ?? '';
      signals.set(line.name, [...(signals.get(line.name) ?? []), line]);
    }
    if (accepted) {
      line.name = accepted.acceptedRequest?.input?.name ?? '';
      updates.set(accepted.protocolInstanceId ?? '', line);
    }
    if (fired) timers.set(Number(fired.timerId), line);
    if (asked) {
      line.name = asked.activityType?.name ?? '';
      scheduled.set(line.id, { seq: Number(asked.activityId), name: line.name });
    }
    const ended = completed ?? failed ?? timedOut ?? canceled;
    const task = ended ? scheduled.get(Number(ended.scheduledEventId)) : undefined;
    if (task) {
      line.name = task.name;
      activities.set(task.seq, line);
    }
    const local = marker?.markerName === 'core_local_activity' ? localActivityOf(marker.details) : undefined;
    if (local) {
      line.name = local.name;
      line.localSeq = local.seq;
      activities.set(local.seq, line);
    }
  }

  return {
    events,
    of(cause) {
      switch (cause.kind) {
        case 'start':
          return events[0];
        case 'signal':
          return signals.get(cause.name)?.[cause.nth];
        case 'update':
          return updates.get(cause.id);
        case 'work': {
          const fired = cause.timers.flatMap((seq) => timers.get(seq) ?? []);
          const done = cause.activities.flatMap((seq) => activities.get(seq) ?? []);
          // Writing and publishing never move a conversation: of several that came together it was another.
          return [...fired, ...done].find(({ name }) => name !== 'commit' && name !== 'publish') ?? fired[0] ?? done[0];
        }
      }
    },
  };
}

function localActivityOf(
  details: NonNullable<Event['markerRecordedEventAttributes']>['details'],
): { seq: number; name: string } | undefined {
  const data = details?.data?.payloads?.[0]?.data;
  if (!data) return undefined;
  const told = JSON.parse(new TextDecoder().decode(data)) as { seq?: number; activity_type?: string };
  return told.seq === undefined ? undefined : { seq: told.seq, name: told.activity_type ?? '' };
}

function instantOf({ eventTime }: Event): number {
  return Number(eventTime?.seconds ?? 0) * 1000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);
}

/** The attributes a history event carries are named after its type. */
function typeOf(event: Event): string {
  const field = Object.keys(event).find(
    (key) =>
      key.endsWith('EventAttributes') && event[key as keyof Event] !== null && event[key as keyof Event] !== undefined,
  );
  if (!field) return 'Unknown';
  const name = field.replace(/EventAttributes$/, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
