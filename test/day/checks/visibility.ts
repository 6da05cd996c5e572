import { all } from '../../../cli/demo/api.ts';
import type { Floor } from '../floor.ts';
import type { Chat, History } from '../history.ts';
import type { Ledger, Shown } from '../ledger.ts';
import type { Count, Look, Looks } from '../looks.ts';
import type { Answer, Scope, Sight, Viewer } from '../sight.ts';
import type { Finding } from './finding.ts';
import { LAG_MS } from './finding.ts';

/** Lists, searches, counts and single reads against who may see what; what moved meanwhile proves nothing. */
export function checkVisibility(history: History, sight: Sight, looks: Looks, { shown }: Ledger): Finding[] {
  const judged = { shown: 0, hidden: 0, moving: 0 };
  const violations: string[] = [];
  for (const look of looks.looks) violations.push(...judge(history, sight, look, judged));
  const counted = looks.counts.flatMap((one) => miscounts(history, sight, one));
  const counts = looks.counts.reduce((total, one) => total + one.counts.length, 0);
  const stale = looks.looks.flatMap((look) => staleOf(look, shown));
  return [
    {
      promise: 'nobody sees what is not theirs to see',
      checked: `${looks.looks.length} answers: ${judged.shown} chats shown, ${judged.hidden} rightly not, ${judged.moving} moved meanwhile`,
      violations,
    },
    {
      promise: 'counts are of what the caller sees',
      checked: `${counts} counts in ${looks.counts.length} answers`,
      violations: counted,
    },
    {
      promise: 'lists are as new as the last answer',
      checked: `${looks.looks.reduce((total, { shown: one }) => total + one.size, 0)} chats in lists`,
      violations: stale,
    },
  ];
}

/** Every chat that a look could have shown, and whether it did right. */
function judge(
  history: History,
  sight: Sight,
  look: Look,
  judged: { shown: number; hidden: number; moving: number },
): string[] {
  const viewer: Viewer = { role: 'agent', id: look.agentId };
  const during = { from: look.sentAt - LAG_MS, asked: look.sentAt, to: look.ackAt };
  const found: string[] = [];
  const say = (what: string, contactId: string) =>
    found.push(`${look.what} of ${look.agentId} at ${new Date(look.sentAt).toISOString()} ${what} ${contactId}`);
  const candidates = look.whole ? whoseOf(history, look.scope) : [...look.shown.keys()];
  for (const contactId of look.shown.keys()) {
    const answer = sight.saw(viewer, contactId, during, look.scope);
    if (answer === 'no') say('shows', contactId);
    if (answer === 'moving') judged.moving += 1;
    else judged.shown += 1;
  }
  for (const contactId of candidates) {
    if (look.shown.has(contactId)) continue;
    const answer = sight.saw(viewer, contactId, during, look.scope);
    if (answer === 'no') judged.hidden += 1;
    else if (answer === 'moving' || (look.paged && hadNews(history.chats.get(contactId), during))) judged.moving += 1;
    else say('lacks', contactId);
  }
  return found;
}

function whoseOf({ chats }: History, scope: Scope): string[] {
  return scope.of === 'chat' ? [scope.contactId] : [...chats.keys()];
}

function hadNews(chat: Chat | undefined, { from, to }: { from: number; to: number }): boolean {
  return chat?.messages.some(({ receivedAt }) => receivedAt >= from && receivedAt <= to) ?? false;
}

/** A count lies between the chats that were surely in it and those that may have been. */
function miscounts(history: History, sight: Sight, { agentId, sentAt, ackAt, counts }: Count): string[] {
  const viewer: Viewer = { role: 'agent', id: agentId };
  const during = { from: sentAt - LAG_MS, asked: sentAt, to: ackAt };
  const whole = new Map<string, Answer>();
  for (const contactId of history.chats.keys()) whole.set(contactId, sight.saw(viewer, contactId, during));
  return counts.flatMap(({ scope, total }) => {
    let [least, most] = [0, 0];
    for (const [contactId, answer] of whole) {
      if (answer === 'no') continue;
      const is = scope.of === 'all' ? answer : sight.saw(viewer, contactId, during, scope);
      if (is === 'yes') least += 1;
      if (is !== 'no') most += 1;
    }
    const name = scope.of === 'inbox' ? scope.inboxId : scope.of;
    return total >= least && total <= most
      ? []
      : [`${agentId} counts ${total} in ${name}: ${least} to ${most} were there`];
  });
}

/** What a command's answer has shown, no later list may show as it was before. */
function staleOf(look: Look, shown: Map<string, Shown[]>): string[] {
  return [...look.shown].flatMap(([contactId, version]) => {
    if (version === null) return [];
    const known = (shown.get(contactId) ?? []).filter(({ ackAt }) => ackAt < look.sentAt);
    const newest = Math.max(0, ...known.map((one) => one.version));
    return version >= newest
      ? []
      : [`${look.what} of ${look.agentId} shows ${contactId} ${newest - version} versions ago`];
  });
}

/** When nothing goes on any more, every agent's list is exactly what is theirs to see, and the counts are its lengths. */
export async function checkLastLook(history: History, sight: Sight, { agents }: Floor): Promise<Finding> {
  const violations: string[] = [];
  let chats = 0;
  const now = Date.now();
  for (const { id, name, relevo } of agents) {
    const [listed, counts] = await Promise.all([
      all(relevo.paginate('/v1/conversations', { params: { query: { view: 'all' } } })),
      relevo.get('/v1/conversations/counts'),
    ]);
    const viewer: Viewer = { role: 'agent', id };
    const seen = [...history.chats.keys()].filter((one) => sight.saw(viewer, one, { from: now, to: now }) === 'yes');
    const shown = new Set(listed.map(({ contactId }) => contactId));
    const rightly = new Set(seen);
    const wrong = [...new Set([...seen, ...shown])].filter((one) => rightly.has(one) !== shown.has(one));
    for (const contactId of wrong)
      violations.push(`${name} ${shown.has(contactId) ? 'is shown' : 'is not shown'} ${contactId}`);
    if (counts.views.all.total !== seen.length)
      violations.push(`${name} counts ${counts.views.all.total} of ${seen.length}`);
    chats += shown.size;
  }
  return {
    promise: 'at rest, lists are exactly what one sees',
    checked: `${chats} chats in the lists of ${agents.length} agents`,
    violations,
  };
}
