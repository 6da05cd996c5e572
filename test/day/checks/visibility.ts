import { all } from '../../../cli/demo/api.ts';
import type { Floor } from '../floor.ts';
import type { Chat, History } from '../history.ts';
import type { Ledger } from '../ledger.ts';
import type { Count, Look, Looks, Shown } from '../looks.ts';
import type { Answer, Scope, Sight, Viewer } from '../sight.ts';
import type { Finding } from './finding.ts';
import { LAG_MS } from './finding.ts';

/** A row that is older says that writing it stopped for a while. */
const OLD_MS = 15_000;

/** Lists, searches, counts and single reads against who may see what; what moved meanwhile proves nothing. */
export function checkVisibility(history: History, sight: Sight, looks: Looks, { shown }: Ledger): Finding[] {
  const judged = { shown: 0, hidden: 0, moving: 0 };
  const violations: string[] = [];
  for (const look of looks.looks) violations.push(...judge(history, sight, look, judged));
  const counted = looks.counts.flatMap((one) => miscounts(history, sight, one));
  const counts = looks.counts.reduce((total, one) => total + one.counts.length, 0);
  const lag = { chats: 0, most: 0 };
  const stale = looks.looks.flatMap((look) => staleOf(history, look, shown, lag));
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
      checked: `${lag.chats} chats in lists, ${lag.most} ms behind at most`,
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
  for (const [contactId, told] of look.shown) {
    // What an answer says of a place is judged by what it says: how old that may be is another promise.
    const shows = ({ spot }: Shown): Answer =>
      sight.within(viewer, spot, contactId, look.scope)
        ? sight.sees(viewer, spot, { from: look.sentAt, to: look.ackAt })
        : 'no';
    const answer = told ? shows(told) : sight.saw(viewer, contactId, during, look.scope);
    if (answer === 'no') say(`shows ${told ? JSON.stringify(told.spot) : ''}`, contactId);
    if (answer === 'moving') judged.moving += 1;
    else judged.shown += 1;
  }
  for (const contactId of look.whole ? whoseOf(history, look.scope) : []) {
    if (look.shown.has(contactId)) continue;
    const answer = sight.saw(viewer, contactId, { ...during, from: look.sentAt - OLD_MS }, look.scope);
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
  const during = { from: sentAt - OLD_MS, asked: sentAt, to: ackAt };
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

/** What a command's answer has shown, no later list may show as it was before; what else moved, a little later. */
function staleOf(history: History, look: Look, shown: Ledger['shown'], lag: { chats: number; most: number }): string[] {
  return [...look.shown].flatMap(([contactId, told]) => {
    if (told === null) return [];
    lag.chats += 1;
    const { version, spot } = told;
    const known = (shown.get(contactId) ?? []).filter(({ ackAt }) => ackAt < look.sentAt);
    const newest = Math.max(0, ...known.map((one) => one.version));
    if (version < newest)
      return [`${look.what} of ${look.agentId} shows ${contactId} ${newest - version} versions ago`];
    const late = history.leftBefore(contactId, spot, look.sentAt);
    lag.most = Math.max(lag.most, late);
    return late > OLD_MS ? [`${look.what} of ${look.agentId} shows ${contactId} where it was ${late} ms ago`] : [];
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
