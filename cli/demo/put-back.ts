import { isDeepStrictEqual } from 'node:util';

/** What puts back those fields that still are as the demo made them: what somebody changed since is theirs. */
export function stillOurs<T extends object>(before: T, made: T, now: T): { [K in keyof T]?: T[K] | null } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(made)])] as (keyof T)[];
  const ours = names.filter((name) => isDeepStrictEqual(now[name], made[name]));
  const changed = ours.filter((name) => !isDeepStrictEqual(before[name], made[name]));
  return Object.fromEntries(changed.map((name) => [name, before[name] ?? null])) as { [K in keyof T]?: T[K] | null };
}
