/** Milliseconds that each of many calls took. */
export interface Timings {
  count: number;
  p50: number;
  p95: number;
  /** Calls per second over the whole measurement. */
  perSecond: number;
}

/** Calls until the time is over, `width` of them at once. `call` gets a number that grows by one. */
export async function measure(
  { seconds, width, most = Number.POSITIVE_INFINITY }: { seconds: number; width: number; most?: number },
  call: (n: number) => Promise<void>,
): Promise<Timings> {
  const took: number[] = [];
  const since = performance.now();
  const end = since + seconds * 1000;
  let next = 0;
  const caller = async () => {
    while (performance.now() < end && next < most) {
      const n = next;
      next += 1;
      const started = performance.now();
      await call(n);
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  const elapsed = (performance.now() - since) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { count: took.length, p50: at(0.5), p95: at(0.95), perSecond: took.length / elapsed };
}
