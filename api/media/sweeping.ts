import { mongoConnected } from '../../models/connect.ts';
import { sweepMedia } from '../../models/media-sweep.ts';
import type { App } from '../app.ts';

const EVERY_MS = 60_000;

/** Takes away what uploads left behind: at the start, and from time to time. */
export function sweeping(app: App): void {
  let running: Promise<void> | null = null;
  const sweep = async () => {
    try {
      const count = await sweepMedia();
      if (count > 0) app.log.info({ count }, 'files that nobody has were looked through');
    } catch (error) {
      app.log.warn({ err: error }, 'files that nobody has stay for now');
    }
    running = null;
  };
  const start = () => {
    if (!running && mongoConnected()) running = sweep();
  };
  const timer = setInterval(start, EVERY_MS).unref();
  app.addHook('onReady', async () => start());
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await running;
  });
}
