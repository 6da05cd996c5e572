import { continueTrace, traceIdOf, traces } from '../../config/trace.ts';
import type { App } from '../app.ts';

/** Every request has a trace: the caller's, or one of its own; log lines and what the request causes carry it. */
export function tracing(app: App): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const trace = continueTrace(request.headers.traceparent);
    request.log = request.log.child({ traceId: traceIdOf(trace) });
    traces.run(trace, done);
  });
}
