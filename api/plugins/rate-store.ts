import type { FastifyRateLimitStore } from '@fastify/rate-limit';

interface Counter {
  current: number;
  startedAt: number;
}

/** Callers counted at once; the longest known gives way. */
const CALLERS = 5_000;

/**
 * Counts requests in windows. The plugin's own store hands out the counter it goes on counting with, so that of
 * requests arriving together all would see the last one's number; this one hands out a copy.
 */
export class RateStore implements FastifyRateLimitStore {
  private readonly counters = new Map<string, Counter>();

  incr(
    key: string,
    callback: (error: Error | null, result?: { current: number; ttl: number }) => void,
    timeWindow: number,
  ): void {
    const now = Date.now();
    const known = this.counters.get(key);
    const counter = known && known.startedAt + timeWindow > now ? known : { current: 0, startedAt: now };
    counter.current += 1;
    if (counter !== known) this.counters.delete(key);
    this.counters.set(key, counter);
    if (this.counters.size > CALLERS)
      for (const oldest of this.counters.keys()) {
        this.counters.delete(oldest);
        break;
      }
    callback(null, { current: counter.current, ttl: timeWindow - (now - counter.startedAt) });
  }

  child(): RateStore {
    return new RateStore();
  }
}
