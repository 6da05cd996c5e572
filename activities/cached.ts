/**
 * A value read at most every `maxAgeMs`, by one reader at a time, and the last known one while reading fails.
 * The first reading must succeed.
 */
export function cached<T>(read: () => Promise<T>, maxAgeMs: number): () => Promise<T> {
  let value: { of: T } | null = null;
  let readAt = 0;
  let reading: Promise<T> | null = null;
  return () => {
    if (value && Date.now() - readAt < maxAgeMs) return Promise.resolve(value.of);
    reading ??= read()
      .then((of) => {
        value = { of };
        readAt = Date.now();
        return of;
      })
      .catch((error) => {
        if (!value) throw error;
        // Not asked again at once: an outage would otherwise cost every turn its time-out.
        readAt = Date.now();
        return value.of;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };
}
