import { setTimeout as pause } from 'node:timers/promises';
import type { Relevo, Schemas } from '../src/index.ts';
import { RelevoProblem } from '../src/index.ts';

export interface Attending {
  /** With the key of an agent. */
  relevo: Relevo;
  /** What is answered to a customer's words; null for what a person has to do. */
  answer: (text: string) => string | null;
  /** Ends it: the chat at hand is finished first. */
  signal: AbortSignal;
  say: (line: string) => void;
  /** Well within the account's `presenceTimeout`, two minutes unless set. */
  heartbeatMs?: number;
}

type Chat = Pick<Schemas['Conversation'], 'contactId' | 'epoch' | 'name'>;

const AGAIN_MS = 2_000;

/**
 * An agent who is a program: takes every chat that comes to its inboxes, one after the other, answers and closes it, or
 * puts it back with a note for the people. Several may run at once: of all who claim a chat one has it.
 */
export async function attend({ relevo, answer, signal, say, heartbeatMs = 30_000 }: Attending): Promise<void> {
  // What it could not do stays with the people.
  const left = new Set<string>();
  const me = await relevo.post('/v1/agents/me/presence', { body: { status: 'online' } });
  const heart = setInterval(() => {
    relevo.post('/v1/agents/me/heartbeat', { body: {} }).catch((error: Error) => say(error.message));
  }, heartbeatMs);

  const take = async ({ contactId, epoch }: Chat) => {
    if (left.has(contactId) || signal.aborted) return;
    const path = { contactId };
    await unlessTaken(contactId, async () => {
      // News may be old: the epoch keeps it from opening again what somebody has closed since.
      await finish(await relevo.post('/v1/conversations/{contactId}/claim', { params: { path }, body: { epoch } }));
    });
  };

  const finish = async ({ contactId, epoch, name }: Chat) => {
    // With the epoch of its own ownership it does nothing to a chat that somebody has taken away meanwhile.
    const params = { path: { contactId } };
    const query = { order: 'newest', limit: 20 } as const;
    const { items } = await relevo.get('/v1/conversations/{contactId}/messages', { params: { ...params, query } });
    const last = items.find(({ direction }) => direction === 'in' || direction === 'out');
    // Its own answer, which it did not hear had been taken.
    const isAnswered = last?.author.id === me.id;
    const text = isAnswered ? '' : answer(items.find(({ direction }) => direction === 'in')?.text ?? '');
    if (text === null) {
      const note = { text: 'No sé responder esto: lo devuelvo.', epoch };
      await relevo.post('/v1/conversations/{contactId}/notes', { params, body: note });
      left.add(contactId);
      await relevo.post('/v1/conversations/{contactId}/return', { params, body: { epoch } });
      return say(`${name ?? contactId}: returned`);
    }
    if (!isAnswered)
      await relevo.post('/v1/conversations/{contactId}/messages', { params, body: { type: 'text', text, epoch } });
    await relevo.post('/v1/conversations/{contactId}/close', { params, body: { reason: 'resuelto', epoch } });
    return say(`${name ?? contactId}: answered and closed`);
  };

  /** That somebody else was faster, or took it away, is how it should be; what else is refused is told. */
  const unlessTaken = async (contactId: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RelevoProblem) || error.status === 401) throw error;
      // Nobody knows whether that was done: what the chat is like now tells.
      if (error.status >= 500) return lookAgain(contactId);
      if (error.code !== 'already-claimed' && error.code !== 'stale-epoch') return say(error.message);
      return say(`${error.owner?.name ?? 'somebody'} was faster`);
    }
  };

  const lookAgain = async (contactId: string): Promise<void> => {
    await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await unlessTaken(contactId, async () => {
      const chat = await relevo.get('/v1/conversations/{contactId}', { params: { path: { contactId } } });
      if (chat.place.agentId === me.id) return finish(chat);
      if (chat.can.includes('claim')) return take(chat);
    });
  };

  /** What waited before it listened, its own from an earlier life first. */
  const catchUp = async () => {
    const lists = (view: 'mine' | 'unassigned') =>
      relevo.paginate('/v1/conversations', { params: { query: { view, sort: 'waiting' } } });
    for await (const chat of lists('mine')) await unlessTaken(chat.contactId, () => finish(chat));
    for await (const chat of lists('unassigned')) await take(chat);
  };

  try {
    for await (const { event, data } of relevo.events({ signal })) {
      if (event === 'ready' && !data.resumed) await catchUp();
      // The chat has come to an inbox that it may take it from.
      if (event === 'conversation.changed' && data.alert) await take(data);
    }
  } finally {
    clearInterval(heart);
    await relevo.post('/v1/agents/me/presence', { body: { status: 'away' } });
  }
}
