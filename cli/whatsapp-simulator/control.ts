import type { Mishaps } from './mishaps.ts';
import type { People, Said } from './people.ts';
import type { Manner, Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

interface Parts {
  world: World;
  people: People;
  webhooks: Webhooks;
  mishaps: Mishaps;
}

const LINES_SHOWN = 500;

/** Everything a person can do in the simulator, as JSON: for its page, for tests and for the demo. */
export function createControl({ world, people, webhooks, mishaps }: Parts) {
  const state = () => ({
    phones: [...world.phones.values()],
    groups: [...world.groups.values()],
    lines: world.lines.slice(-LINES_SHOWN),
    trouble: webhooks.trouble,
  });
  const acts: Record<string, (body: never) => unknown> = {
    state,
    phone: ({ number, name }: { number: string; name?: string }) => world.phone(number, name),
    say: (said: Said) => people.says(said),
    join: ({ phone, link }: { phone: string; link: string }) => people.opens(phone, link),
    leave: ({ phone, group }: { phone: string; group: string }) => people.leaves(phone, group),
    suspend: ({ group, suspended = true }: { group: string; suspended?: boolean }) => people.suspends(group, suspended),
    vanish: ({ group }: { group: string }) => people.vanishes(group),
    fail: ({ code, silent, ...which }: { code?: number; silent?: boolean; path?: string; times?: number }) =>
      mishaps.plan(silent ? { kind: 'silent' } : { kind: 'refused', code: code ?? 131000 }, which),
    manner: (manner: Partial<Manner>) => Object.assign(webhooks.manner, manner),
    release: () => webhooks.release(),
    again: ({ count = 1 }: { count?: number }) => webhooks.again(count),
  };

  return (act: string, body: Record<string, unknown>): unknown => {
    const does = Object.hasOwn(acts, act) ? acts[act] : undefined;
    if (!does) throw new Error(`There is no /control/${act}: there are ${Object.keys(acts).join(', ')}`);
    return does(body as never) ?? { done: true };
  };
}
