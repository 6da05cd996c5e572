/** Stands in for the worker where a test is about starting and stopping alone. */
import { runPart } from '../../../config/lifecycle.ts';

await runPart({
  name: 'worker',
  start: async () => {
    const alive = setInterval(() => undefined, 1_000);
    return { stop: async () => clearInterval(alive) };
  },
});
