import type { History } from '../history.ts';
import type { Listening, Told } from '../listen.ts';
import type { Sight } from '../sight.ts';
import type { Finding } from './finding.ts';
import { LAG_MS } from './finding.ts';

/** How long a line may take from being taken to being told. */
const LATE_MS = 15_000;

/** Live events: nothing of chats out of sight, no line missing, none twice, over every break of the connection. */
export function checkStreams(history: History, sight: Sight, listening: Listening[]): Finding[] {
  const events = listening.reduce((total, { told }) => total + told.length, 0);
  const breaks = listening.reduce((total, one) => total + one.breaks.length, 0);
  const sizes = `${events} events to ${listening.length} listeners, over ${breaks} breaks`;
  const expected = listening.map((one) => missed(history, sight, one));
  const lines = expected.reduce((total, { due }) => total + due, 0);
  return [
    {
      promise: 'live events tell of nothing out of sight',
      checked: sizes,
      violations: listening.flatMap((one) => secretsOf(history, sight, one)),
    },
    {
      promise: 'live events come once and in order',
      checked: sizes,
      violations: listening.flatMap((one) => [...repeats(one), ...disorder(one)]),
    },
    {
      promise: 'no live event is missing',
      checked: `${lines} lines that had to be told, and how each chat stands in the end`,
      violations: [
        ...expected.flatMap(({ violations }) => violations),
        ...listening.flatMap((one) => endOf(history, sight, one)),
      ],
    },
  ];
}

const named = ({ who }: Listening) => `${who.role} ${who.id}`;

function secretsOf(history: History, sight: Sight, one: Listening): string[] {
  return one.told.flatMap((told) => {
    const { contactId, at, spot, seq, event } = told;
    const during = { from: at - LATE_MS, to: at };
    if (spot) {
      return sight.sees(one.who, spot, during) === 'no'
        ? [`${named(one)} was shown ${contactId} in ${spot.state}`]
        : [];
    }
    if (event !== 'message.created') return [];
    const line = history.chats.get(contactId)?.messages.find((message) => message.seq === seq);
    if (!line) return [`${named(one)} was told of a line that is not there: ${told.messageId}`];
    if (one.who.role === 'integrator' && line.direction === 'note')
      return [`an integrator was told a note of ${contactId}`];
    const since = { from: Math.min(line.receivedAt, at) - LAG_MS, to: at };
    return sight.saw(one.who, contactId, since) === 'no' ? [`${named(one)} was told a line of ${contactId}`] : [];
  });
}

function repeats(one: Listening): string[] {
  const seen = new Set<string>();
  return one.told.flatMap(({ event, messageId }) => {
    if (event !== 'message.created') return [];
    if (seen.has(messageId)) return [`${named(one)} was told ${messageId} twice`];
    seen.add(messageId);
    return [];
  });
}

/** Versions of a chat and lines of it only grow, until it goes out of sight. */
function disorder(one: Listening): string[] {
  const versions = new Map<string, number>();
  const lines = new Map<string, number>();
  return one.told.flatMap(({ event, contactId, version, seq }) => {
    if (event === 'conversation.removed') versions.delete(contactId);
    const [map, next] = event === 'conversation.changed' ? [versions, version] : [lines, seq];
    if (event !== 'conversation.changed' && event !== 'message.created') return [];
    const last = map.get(contactId) ?? -1;
    map.set(contactId, Math.max(last, next));
    return next > last ? [] : [`${named(one)} was told ${event} ${next} of ${contactId} after ${last}`];
  });
}

/** Lines of chats that were in sight all the while, from being written until everything had been told. */
function missed(history: History, sight: Sight, one: Listening): { due: number; violations: string[] } {
  const told = new Set(one.told.filter(({ event }) => event === 'message.created').map(({ messageId }) => messageId));
  const violations: string[] = [];
  let due = 0;
  for (const { contactId, messages } of history.chats.values())
    for (const { id, receivedAt, direction } of messages) {
      if (receivedAt < one.since + LAG_MS || (direction === 'note' && one.who.role === 'integrator')) continue;
      const end = receivedAt + LATE_MS;
      const gap = one.breaks.find(({ from, to }) => from <= end && to >= receivedAt);
      if (gap && !gap.resumed) continue;
      const during = { from: receivedAt - LAG_MS, to: Math.max(end, gap ? gap.to + LATE_MS : 0) };
      if (sight.saw(one.who, contactId, during) !== 'yes') continue;
      due += 1;
      if (!told.has(id))
        violations.push(`${named(one)} was not told ${id} of ${contactId}, ${new Date(receivedAt).toISOString()}`);
    }
  return { due, violations };
}

/** What a screen shows in the end, of chats that it was told of; what access brought or took needs the lists read anew. */
function endOf(history: History, sight: Sight, one: Listening): string[] {
  if (one.breaks.some(({ resumed }) => !resumed)) return [];
  const screen = new Map<string, Told>();
  for (const told of one.told) if (told.event !== 'message.created') screen.set(told.contactId, told);
  const now = Date.now();
  return [...screen].flatMap(([contactId, told]) => {
    const chat = history.chats.get(contactId);
    if (!chat) return [];
    const sees = sight.saw(one.who, contactId, { from: now, to: now }) === 'yes';
    const shows = told.event === 'conversation.changed';
    if (sees !== shows) return [`${named(one)} ${shows ? 'still has' : 'lacks'} ${contactId}`];
    return shows && told.version !== chat.now.version ? [`${named(one)} has ${contactId} as of before`] : [];
  });
}
