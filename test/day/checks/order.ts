import type { TimelineRow } from '../../../domain/rows.ts';
import type { Inbox } from '../floor.ts';
import type { Chat, History } from '../history.ts';
import type { Finding } from './finding.ts';
import { LAG_MS } from './finding.ts';

/** A chat in an inbox with a rule, from coming in to leaving. */
interface Wait {
  contactId: string;
  since: number;
  until: number;
  /** From when on it was urgent; never: infinite. */
  urgentAt: number;
  /** Who gave it away, and is not given it back at once. */
  givenAwayBy: string | null;
  /** To whom the rule gave it; null: it left otherwise. */
  givenTo: string | null;
}

/** Chats given by a rule left their inbox in order: the urgent first, then who waited longest. */
export function checkOrder(history: History, inboxes: Inbox[]): Finding {
  const violations: string[] = [];
  let [given, chosen] = [0, 0];
  for (const { id, name, mode } of inboxes) {
    if (mode === 'manual') continue;
    const waits = [...history.chats.values()].flatMap((chat) => waitsOf(chat, id));
    for (const taken of waits.filter(({ givenTo }) => givenTo !== null)) {
      given += 1;
      const known = taken.until - LAG_MS;
      const others = waits.filter((one) => one !== taken && one.since <= known && one.until > taken.until);
      if (others.length > 0) chosen += 1;
      const passed = others.find(
        (one) => comesBefore(one, taken, known) && (one.givenAwayBy === null || one.givenAwayBy !== taken.givenTo),
      );
      if (passed)
        violations.push(
          `${name}: ${taken.contactId} (since ${iso(taken.since)}, left ${iso(taken.until)}) was given before ${passed.contactId} (since ${iso(passed.since)})`,
        );
    }
  }
  return {
    promise: 'waiting order is kept',
    checked: `${given} chats given by rules, ${chosen} of them out of several`,
    violations,
  };
}

const iso = (at: number) => new Date(at).toISOString();

/** What is known of urgency may be as old as `known`; where that decides, nothing is said. */
function comesBefore(one: Wait, taken: Wait, known: number): boolean {
  const urgentForSure = one.urgentAt <= known;
  const perhapsUrgent = taken.urgentAt <= taken.until;
  if (urgentForSure && !perhapsUrgent) return true;
  if (urgentForSure && taken.urgentAt <= known) return one.since < taken.since;
  return !perhapsUrgent && one.since < taken.since;
}

function waitsOf({ contactId, timeline }: Chat, inboxId: string): Wait[] {
  const found: Wait[] = [];
  for (let i = 0; i < timeline.length; i += 1) {
    const entry = timeline[i] as TimelineRow;
    if (!isIn(entry, inboxId)) continue;
    const first = i;
    while (isStill(timeline[i + 1], entry)) i += 1;
    const exit = timeline[i + 1];
    const angry = timeline
      .slice(first, i + 1)
      .find(({ command, reason }) => command === 'escalate' && reason?.startsWith('angry'));
    const gaveUp = entry.from === 'AGENTE' && entry.actor.id === entry.fromPlace?.agentId;
    const byRule = exit?.command === 'assign' && exit.actor.kind === 'rule';
    found.push({
      contactId,
      since: entry.at,
      until: exit?.at ?? Number.POSITIVE_INFINITY,
      urgentAt: angry?.at ?? Number.POSITIVE_INFINITY,
      givenAwayBy: gaveUp ? entry.actor.id : null,
      givenTo: byRule ? (exit.toPlace.agentId ?? null) : null,
    });
  }
  return found;
}

const isIn = ({ to, toPlace }: TimelineRow, inboxId: string) => to === 'BANDEJA' && toPlace.inboxId === inboxId;

/** A line that moves nothing: an alert, an event. */
function isStill(row: TimelineRow | undefined, entry: TimelineRow): boolean {
  if (!row) return false;
  return (
    isIn(row, entry.toPlace.inboxId ?? '') && row.from === 'BANDEJA' && row.fromPlace?.inboxId === row.toPlace.inboxId
  );
}

/** Among agents who could always be given a chat, round-robin counts differ by at most one, at every moment. */
export function checkTurns(history: History, calm: Inbox): Finding {
  const given = [...history.chats.values()]
    .flatMap((chat) => waitsOf(chat, calm.id))
    .filter((one): one is Wait & { givenTo: string } => one.givenTo !== null)
    .sort((a, b) => a.until - b.until);
  const counts = new Map([...calm.members].map((id) => [id, 0]));
  const violations: string[] = [];
  for (const { givenTo, contactId } of given) {
    counts.set(givenTo, (counts.get(givenTo) ?? 0) + 1);
    const all = [...counts.values()];
    if (Math.max(...all) - Math.min(...all) > 1) violations.push(`with ${contactId} the counts are ${all.join(', ')}`);
  }
  const checked = `${given.length} chats of the quiet inbox: ${[...counts.values()].join(', ')}`;
  return { promise: 'round-robin counts differ by one at most', checked, violations };
}
