import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { Headers } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import { traces } from './trace.ts';

/** Sends the trace of a request along with the signals and updates it causes. */
export const traceClient: WorkflowClientInterceptor = {
  signal: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
  signalWithStart: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
  startUpdate: (input, next) => next({ ...input, headers: withTrace(input.headers) }),
  startUpdateWithStart: (input, next) => next({ ...input, updateHeaders: withTrace(input.updateHeaders) }),
};

function withTrace(headers: Headers): Headers {
  const trace = traces.getStore();
  return trace ? { ...headers, traceparent: defaultPayloadConverter.toPayload(trace) } : headers;
}
