import type { Relevo } from '../../client/src/index.ts';
import { checkCapacity, checkPlaces } from './checks/capacity.ts';
import { checkFigures } from './checks/figures.ts';
import type { Finding } from './checks/finding.ts';
import { checkMessages } from './checks/messages.ts';
import { checkOrder, checkTurns } from './checks/order.ts';
import { checkOwnership } from './checks/ownership.ts';
import { checkStreams } from './checks/streams.ts';
import { checkLastLook, checkVisibility } from './checks/visibility.ts';
import type { Played } from './day.ts';
import type { Floor } from './floor.ts';
import { readHistory } from './history.ts';
import { createSight } from './sight.ts';

/** Holds a day that was played against everything that can be read of it. */
export async function judge(played: Played, say: (line: string) => void): Promise<Finding[]> {
  const { floor, ledger, looks, listening, since } = played;
  const reader = floor.admin;
  const history = await readHistory(reader, (share) => say(`history read: ${Math.round(share * 100)} %`));
  say(`history of ${history.chats.size} chats read`);
  const sight = createSight(history, floor, ledger);
  return [
    checkEndings(played),
    checkCapacity(history, ledger),
    ...checkOwnership(history, ledger),
    checkOrder(history, [...floor.inboxes, floor.calm]),
    checkTurns(history, floor.calm),
    ...checkMessages(history, ledger),
    ...(await checkFigures(history, reader, floor, since)),
    ...checkVisibility(history, sight, looks, ledger),
    await checkLastLook(history, sight, floor),
    ...checkStreams(history, sight, listening),
    checkPlaces(history, await loads(reader, floor)),
  ];
}

function checkEndings({ endings, unended, drained, ledger }: Played): Finding {
  const checked = [...endings].map(([how, count]) => `${count} ${how}`).join(', ');
  const unsure = ledger.unsure.map(({ what, contactId, error }) => `${what} ${contactId}: ${error}`);
  const violations = [...unended, ...unsure, ...(drained ? [] : ['chats were still waiting or being worked on'])];
  return { promise: 'every conversation comes to its end', checked, violations };
}

async function loads(reader: Relevo, { agents }: Floor) {
  return Promise.all(
    agents.map(async ({ id, name }) => {
      const { load = 0 } = await reader.get('/v1/agents/{id}', { params: { path: { id } } });
      return { id, name, load };
    }),
  );
}
