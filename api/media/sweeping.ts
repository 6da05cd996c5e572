import { mongoConnected } from '../../models/connect.ts';
import { sweepMedia } from '../../models/media-sweep.ts';
import type { App } from '../app.ts';

const EVERY_MS = 60_000;

/** Takes away what uploads left behind: at the start, and from time to time. */
export function sweeping(app: App): void {
  let running: Promise<void> | null = null;
  const sweep = () => {
    if (running || !mongoConnected()) return;
    running = sweepMedia()
      .then((count) => {
        if (count > 0) app.log.info({ count }, 'files that nobody has were taken away');
      })
      .catch((error: unknown) => app.log.warn({ err: error }, 'files that nobody has stay for now'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(sweep, EVERY_MS).unref();
  app.addHook('onReady', async () => sweep());
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await running;
  });
}
