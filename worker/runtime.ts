import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from '../config/logger.ts';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Sends what Temporal's runtime has to tell to our log; called once, before anything of it is used. */
export function installRuntime(logger: Logger, level: string): void {
  const least = level === 'trace' ? 'TRACE' : level === 'debug' ? 'DEBUG' : level === 'info' ? 'INFO' : 'WARN';
  Runtime.install({
    // The launcher and the container decide when to stop, in the order they need.
    shutdownSignals: [],
    logger: new DefaultLogger(least, ({ level: at, message, meta }) => {
      const { error, ...rest } = { ...meta } as Record<string, unknown>;
      logger[levels[at]](error === undefined ? rest : { ...rest, err: error }, message);
    }),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' } } } as never,
  });
}
