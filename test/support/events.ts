import proto from '@temporalio/proto';
import type { HistoryEvent } from './stage.ts';

const { EventType } = proto.temporal.api.enums.v1;

/** The types of events as people name them: `TimerStarted`, `MarkerRecorded`… */
export function typesOf(events: HistoryEvent[]): string[] {
  return events.map(({ eventType }) =>
    (EventType[eventType ?? 0] ?? '')
      .replace('EVENT_TYPE_', '')
      .toLowerCase()
      .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}
