import { DefaultLogger, Runtime } from '@temporalio/worker';

/** What goes wrong in a replay is its result, which whoever asked for it tells: the engine need not log it as well. */
export function quietRuntime(): void {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } as never,
  });
}
