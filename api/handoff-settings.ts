import { helpdeskOf } from '../activities/helpdesk/by-method.ts';
import { HelpdeskError } from '../activities/helpdesk/helpdesk.ts';
import { assertAllowedTarget } from '../activities/outgoing/target.ts';
import type { Env } from '../config/env.ts';
import type { Seal } from '../config/seal.ts';
import type { Settings } from '../models/settings.ts';
import { invalidField } from './plugins/validation.ts';
import { problem } from './problem.ts';

type Handoff = Settings['handoff'];

/** Where each helpdesk keeps what nobody may read. */
const secretNames = { zendesk: ['apiToken', 'webhookSecret'], gorgias: ['apiKey', 'webhookSecret'] } as const;
const methods = ['zendesk', 'gorgias'] as const;
const TEST_MS = 8_000;

/** A stored secret goes to the address it was given for, never to a new one. */
export function checkSecretsFollow(before: Handoff, after: Handoff): void {
  for (const method of methods) {
    const [old, now] = [before[method], after[method]];
    const [name] = secretNames[method];
    const kept = old && now && (old as Record<string, string>)[name] === (now as Record<string, string>)[name];
    if (kept && old.baseUrl !== now.baseUrl)
      throw invalidField(['handoff', method, name], 'Expected again, with the new address');
  }
}

/** The same with every secret that is new sealed; those of before stay as they are. */
export function sealed(before: Handoff, after: Handoff, seal: Seal): Handoff {
  const result: Record<string, unknown> = { ...after };
  for (const method of methods) {
    const now = after[method] as Record<string, string> | undefined;
    if (!now) continue;
    const old = before[method] as Record<string, string> | undefined;
    const fresh = secretNames[method].filter((name) => now[name] !== undefined && now[name] !== old?.[name]);
    result[method] = { ...now, ...Object.fromEntries(fresh.map((name) => [name, seal.close(now[name] ?? '')])) };
  }
  return result as unknown as Handoff;
}

/** Which helpdesks have to answer before a change is saved: those whose account is new, and the one that is used. */
export function toProbe(before: Handoff, after: Handoff): (typeof methods)[number][] {
  return methods.filter((method) => {
    if (!after[method]) return false;
    return after.method === method || JSON.stringify(before[method]) !== JSON.stringify(after[method]);
  });
}

/** Which helpdesks a test is about: those it names, else the one that is used. */
export function toTest(asked: Partial<Handoff>, handoff: Handoff): (typeof methods)[number][] {
  const named = methods.filter((method) => asked[method] || asked.method === method);
  return (named.length > 0 ? named : methods.filter((method) => method === handoff.method)).filter(
    (method) => handoff[method] !== undefined,
  );
}

/** Speaks to a helpdesk as a handoff would. `handoff` is sealed. Throws `connection-failed` with the reason. */
export async function probe(
  method: (typeof methods)[number],
  handoff: Handoff,
  { env, seal }: { env: Env; seal: Seal },
): Promise<void> {
  const allowedAddresses = async (url: string) => (await assertAllowedTarget(url, env)).addresses;
  try {
    const parts = { allowedAddresses, open: seal.open, timeoutMs: TEST_MS };
    await helpdeskOf(method, handoff, parts)?.probe();
  } catch (error) {
    const { trouble, message } =
      error instanceof HelpdeskError
        ? error
        : { trouble: 'credentials', message: 'the stored secret cannot be read: give it again' };
    throw problem('connection-failed', { detail: `${method}: ${message}`, reason: trouble, method });
  }
}
