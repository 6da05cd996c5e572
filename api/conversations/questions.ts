/** What came of asking a conversation; `silent` when nobody answered in time, or could be reached. */
export interface Answered<T> {
  found: T | null;
  silent: boolean;
}

/**
 * One question at a time per key: the engine answers many at once late, by seconds. Who asks while one is under way
 * shares the next, which begins after they asked and so knows what they did before; when nobody answers the one under
 * way, nobody waits for another.
 */
export function oneAtATime<T>(ask: (key: string) => Promise<Answered<T>>): (key: string) => Promise<Answered<T>> {
  const running = new Map<string, Promise<Answered<T>>>();
  const next = new Map<string, Promise<Answered<T>>>();

  const begin = (key: string) => {
    const question = ask(key).finally(() => running.delete(key));
    running.set(key, question);
    return question;
  };

  return (key) => {
    const shared = next.get(key);
    if (shared) return shared;
    const before = running.get(key);
    if (!before) return begin(key);
    const after = before.then((answer) => {
      next.delete(key);
      return answer.silent ? answer : begin(key);
    });
    next.set(key, after);
    return after;
  };
}
