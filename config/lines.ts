/** Work done per key: one after the other, or a few at once, in the order it came. */
export interface Lines {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** At most `width` pieces of work of one key run at once; the others wait in order. */
export function createLines(width: number): Lines {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async run(key, work) {
      const line = lines.get(key) ?? { running: 0, waiting: [] };
      lines.set(key, line);
      if (line.running >= width) await new Promise<void>((resolve) => line.waiting.push(resolve));
      else line.running += 1;
      try {
        return await work();
      } finally {
        const next = line.waiting.shift();
        if (next) next();
        else {
          line.running -= 1;
          if (line.running === 0) lines.delete(key);
        }
      }
    },
  };
}
