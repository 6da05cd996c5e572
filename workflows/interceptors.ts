import type { Headers, WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** The header that ties what a request caused together, as W3C Trace Context writes it; a payload like any other. */
const TRACE = 'traceparent';

/**
 * Hands the trace of the last signal or update on to the activities it leads to. In place from the first history on:
 * interceptors put in later could change the order of what older histories recorded.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let trace: Headers = {};
  const take = (headers: Headers) => {
    const value = headers[TRACE];
    if (value) trace = { [TRACE]: value };
  };
  return {
    inbound: [
      {
        execute(input, next) {
          take(input.headers);
          return next(input);
        },
        handleSignal(input, next) {
          take(input.headers);
          return next(input);
        },
        handleUpdate(input, next) {
          take(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
        scheduleLocalActivity: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
        continueAsNew: (input, next) => next({ ...input, headers: { ...trace, ...input.headers } }),
      },
    ],
  };
};
