import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { defaultPayloadConverter } from '@temporalio/common';
import { traceIdOf, traces } from '../config/trace.ts';

/** Runs activities within the trace of what caused them, and names it in their log lines. */
export const traceActivities: ActivityInterceptorsFactory = () => {
  let trace: string | undefined;
  return {
    inbound: {
      execute(input, next) {
        const sent = input.headers.traceparent;
        trace = sent ? defaultPayloadConverter.fromPayload<string>(sent) : undefined;
        return trace ? traces.run(trace, () => next(input)) : next(input);
      },
    },
    outbound: {
      getLogAttributes: (input, next) => next(trace ? { ...input, traceId: traceIdOf(trace) } : input),
    },
  };
};
