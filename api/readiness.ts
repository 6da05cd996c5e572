/** What an outside system that the API uses says of itself. */
export type PartCheck = () => boolean | Promise<boolean>;

export interface Readiness {
  /** `starting` until everything has come up once, `draining` from the beginning of the end. */
  report(): Promise<{
    ready: boolean;
    status: 'starting' | 'ok' | 'degraded' | 'down' | 'draining';
    parts: Record<string, 'up' | 'down'>;
  }>;
  drain(): void;
}

/**
 * Ready is: everything has been up once (or `cameUpBefore` says that an earlier run left enough to go on), not
 * draining, and at least one part is up, so that messages can be taken or the read model shown.
 */
export function createReadiness(
  checks: Record<string, PartCheck>,
  cameUpBefore: () => boolean = () => false,
): Readiness {
  const cameUp = new Set<string>();
  let draining = false;

  return {
    drain() {
      draining = true;
    },
    async report() {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await settled(check)] as const),
      );
      const up = results.filter(([, fine]) => fine).map(([name]) => name);
      for (const name of up) cameUp.add(name);
      const parts = Object.fromEntries(
        results.map(([name, fine]) => [name, fine ? ('up' as const) : ('down' as const)]),
      );
      const status = statusOf();
      return { ready: status === 'ok' || status === 'degraded', status, parts };

      function statusOf() {
        if (draining) return 'draining';
        if (cameUp.size < results.length && !cameUpBefore()) return 'starting';
        if (up.length === results.length) return 'ok';
        return up.length > 0 ? 'degraded' : 'down';
      }
    },
  };
}

async function settled(check: PartCheck): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
