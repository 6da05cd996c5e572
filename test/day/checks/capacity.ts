import type { History } from '../history.ts';
import { spotOf } from '../history.ts';
import type { Capacity, Ledger } from '../ledger.ts';
import type { Finding } from './finding.ts';
import { LAG_MS, sum } from './finding.ts';

interface Step {
  at: number;
  by: 1 | -1;
  contactId: string;
}

/** At no instant more chats with an agent than fit; a capacity that was lowered only forbids new ones. */
export function checkCapacity(history: History, { capacities }: Ledger): Finding {
  const changes = Map.groupBy(capacities, ({ agentId }) => agentId);
  const violations: string[] = [];
  let [entries, fullest, lowered] = [0, 0, 0];
  for (const [agentId, steps] of stepsOf(history)) {
    const own = changes.get(agentId);
    if (!own) continue;
    let held = 0;
    for (const { at, by, contactId } of steps) {
      held += by;
      const most = inForce(own, at);
      if (by === -1) continue;
      entries += 1;
      if (held === most) fullest += 1;
      if (held > most)
        violations.push(`${agentId} had ${held} of ${most} with ${contactId} at ${new Date(at).toISOString()}`);
    }
    lowered += own.filter(({ capacity }, i) => capacity < (own[i - 1]?.capacity ?? 0)).length;
  }
  const checked = `${entries} chats taken by ${changes.size} agents, ${fullest} of them to the last place, ${lowered} capacities lowered`;
  return { promise: 'capacity is never exceeded', checked, violations };
}

/** Who gained and lost a chat, by time; at one instant what leaves comes first. */
function stepsOf({ chats }: History): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  const add = (agentId: string | undefined, step: Step) => {
    if (agentId === undefined) return;
    const list = steps.get(agentId) ?? [];
    steps.set(agentId, list);
    list.push(step);
  };
  for (const { contactId, timeline } of chats.values()) {
    let before: string | undefined;
    for (const row of timeline) {
      const { state, agentId } = spotOf(row);
      const after = state === 'AGENTE' ? agentId : undefined;
      if (after === before) continue;
      add(before, { at: row.at, by: -1, contactId });
      add(after, { at: row.at, by: 1, contactId });
      before = after;
    }
  }
  for (const list of steps.values()) list.sort((a, b) => a.at - b.at || a.by - b.by);
  return steps;
}

/** The highest that may have been in force when the place was reserved, which is before the chat is taken. */
function inForce(changes: Capacity[], at: number): number {
  const possible = changes.filter(({ sentAt }, i) => {
    const end = changes[i + 1]?.ackAt ?? Number.POSITIVE_INFINITY;
    return sentAt <= at && end >= at - LAG_MS;
  });
  return Math.max(0, ...possible.map(({ capacity }) => capacity));
}

/** Places that count as taken when nothing goes on are those of chats that agents have. */
export function checkPlaces(history: History, agents: { id: string; name: string; load: number }[]): Finding {
  const held = Map.groupBy(
    [...history.chats.values()].filter(({ now }) => now.state === 'AGENTE'),
    ({ now }) => now.place.agentId ?? '',
  );
  const violations = agents.flatMap(({ id, name, load }) => {
    const chats = held.get(id)?.length ?? 0;
    return chats === load ? [] : [`${name} has ${chats} chats and ${load} places taken`];
  });
  const places = sum(agents.map(({ load }) => load));
  return { promise: 'no place leaks', checked: `${places} places of ${agents.length} agents at the end`, violations };
}
