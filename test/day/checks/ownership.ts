import type { TimelineRow } from '../../../domain/rows.ts';
import type { Chat, History } from '../history.ts';
import type { Claim, Ledger } from '../ledger.ts';
import type { Finding } from './finding.ts';

/** Clocks tell milliseconds: what happened within one may seem to come before what led to it. */
const TICK_MS = 2;

/** One owner at a time, and of all who reach for a chat one gets it; the others are told who. */
export function checkOwnership(history: History, { claims, unsure }: Ledger): Finding[] {
  const broken = [...history.chats.values()].flatMap(gaps);
  const moves = [...history.chats.values()].reduce((count, { timeline }) => count + timeline.length, 0);
  const chain: Finding = {
    promise: 'one owner at a time',
    checked: `${moves} lines of ${history.chats.size} timelines, each where the last one ended`,
    violations: broken,
  };
  const byChat = Map.groupBy(claims, ({ contactId }) => contactId);
  const unknown = new Set(unsure.map(({ contactId }) => contactId));
  const violations: string[] = [];
  let [contested, lost] = [0, 0];
  for (const [contactId, tried] of byChat) {
    const chat = history.chats.get(contactId);
    if (!chat || unknown.has(contactId)) continue;
    const rows = chat.timeline.filter(({ command }) => command === 'claim');
    for (const row of rows) {
      const winners = tried.filter((one) => one.outcome === 'won' && isOf(one, row));
      if (winners.length === 0) violations.push(`${contactId}: the claim of ${row.actor.name} was answered to nobody`);
      if (tried.some((one) => one.agentId !== row.actor.id && isDuring(one, row.at))) contested += 1;
    }
    for (const one of tried) {
      if (one.outcome === 'won' && !rows.some((row) => isOf(one, row)) && !hadIt(chat, one, one.agentId))
        violations.push(`${contactId}: ${one.agentId} was told to have it and never did`);
      if (one.outcome !== 'already-claimed') continue;
      lost += 1;
      if (!one.owner || !hadIt(chat, one, one.owner))
        violations.push(`${contactId}: ${one.owner} was named as the owner and was not`);
    }
  }
  const checked = `${claims.length} claims, ${contested} of them won against others, ${lost} refused with the owner's name`;
  return [chain, { promise: 'every race has one winner', checked, violations }];
}

/** Places at which a timeline does not go on where it was. */
function gaps({ contactId, timeline }: Chat): string[] {
  const where = (state: string | null, place: TimelineRow['fromPlace']) =>
    `${state} ${state === 'AGENTE' ? place?.agentId : place?.inboxId}`;
  return timeline.flatMap((row, i) => {
    const before = timeline[i - 1];
    if (!before) return row.from === null ? [] : [`${contactId} begins in ${row.from}`];
    const [was, is] = [where(before.to, before.toPlace), where(row.from, row.fromPlace)];
    return was === is ? [] : [`${contactId} was in ${was} and goes on from ${is}`];
  });
}

function isDuring({ sentAt, ackAt }: Claim, at: number): boolean {
  return at >= sentAt - TICK_MS && at <= ackAt + TICK_MS;
}

function isOf(claim: Claim, row: TimelineRow): boolean {
  return row.actor.id === claim.agentId && isDuring(claim, row.at);
}

function hadIt({ timeline }: Chat, { sentAt, ackAt }: Claim, agentId: string): boolean {
  return timeline.some((row, i) => {
    const end = timeline[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    return (
      row.to === 'AGENTE' && row.toPlace.agentId === agentId && row.at <= ackAt + TICK_MS && end >= sentAt - TICK_MS
    );
  });
}
