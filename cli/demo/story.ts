import { setTimeout as wait } from 'node:timers/promises';
import { RelevoProblem } from '../../client/src/index.ts';
import type { Schemas } from '../../client/src/index.ts';
import type { State } from '../../domain/vocabulary.ts';
import type { Api, Conversation, Message, TimelineEntry, Who } from './api.ts';
import { all } from './api.ts';
import { lineOfMessage, lineOfMove } from './tell.ts';

/** A model takes this long at most. */
const LIMIT_MS = 45_000;

/** What did not go as told. */
export class Unexpected extends Error {}

/** One contact's conversation as it is played, and what is told of it. */
export interface Story {
  title: string;
  contactId: string;
  lines: string[];
  moves: TimelineEntry[];
  /** A customer's message; resolves to its id, once it is taken. */
  writes(text: string, more?: object): Promise<string>;
  /** The same, and waits for the bot's answer or its handing over. Some things the bot leaves unanswered. */
  asks(text: string | null, more?: object): Promise<string>;
  reacts(messageId: string, emoji: string): Promise<void>;
  does(who: Who, command: string, body?: object): Promise<Conversation>;
  /** A conversation that our side starts. */
  begins(who: Who, content: object): Promise<void>;
  /** Block and unblock are commands on the contact. */
  doesToContact(who: Who, command: 'block' | 'unblock'): Promise<void>;
  /** The command has to be refused so. */
  refused(who: Who, command: string, body: object, code: string): Promise<RelevoProblem>;
  now(): Promise<Conversation>;
  until(what: string, holds: (c: Conversation) => boolean): Promise<Conversation>;
  /** Waits for the state, and the place when it is given. */
  reaches(state: State, label?: string): Promise<void>;
  note(line: string): void;
  /** Tells what the transcript and the timeline have since the last time. */
  catchUp(): Promise<void>;
}

export function createStory(
  api: Api,
  title: string,
  contact: { channel: string; id: string; name: string | null },
): Story {
  let count = 0;
  let told = -1;
  const send = async (message: object) => {
    count += 1;
    const body = {
      channel: contact.channel,
      contact: { id: contact.id, ...(contact.name === null ? {} : { name: contact.name }) },
      message: { id: `${contact.id}-${count}`, ...message },
    };
    const taken = await api.integrator.post('/v1/inbound/messages', { body: body as Schemas['InboundMessage'] });
    story.contactId = taken.contactId;
    return taken.messageId;
  };
  const params = () => ({ path: { contactId: story.contactId } });
  /** Which command it is, only the scene knows: the types are those of any. */
  const give = (who: Who, command: string, body: object = {}) =>
    api[who].post(`/v1/conversations/{contactId}/${command}` as '/v1/conversations/{contactId}/return', {
      params: params(),
      body,
    });

  const story: Story = {
    title,
    contactId: '',
    lines: [],
    moves: [],
    writes: (text, more = {}) => send({ type: 'text', text, ...more }),
    async asks(text, more = {}) {
      const id = await send({ type: 'text', ...(text === null ? {} : { text }), ...more });
      const answered = (c: Conversation) => c.state !== 'BOT' || c.waitingSince === null;
      await poll(story.now, answered, text === null ? 1_000 : LIMIT_MS).catch((error) => {
        if (text !== null) throw error;
      });
      await story.catchUp();
      return id;
    },
    async reacts(messageId, emoji) {
      await send({ type: 'reaction', reaction: { messageId, emoji } });
      story.note(`cliente reacciona ${emoji}`);
    },
    async does(who, command, body) {
      const answer = await give(who, command, body);
      await story.catchUp();
      return answer;
    },
    async begins(who, content) {
      const { channel, id } = contact;
      const person = { id, ...(contact.name === null ? {} : { name: contact.name }) };
      const started = await api[who].post('/v1/contacts', { body: { channel, contact: person, ...content } });
      story.contactId = started.id;
      await story.catchUp();
    },
    async doesToContact(who, command) {
      const path = { id: story.contactId };
      await api[who].post(`/v1/contacts/{id}/${command}`, { params: { path }, body: {} });
      await story.catchUp();
    },
    async refused(who, command, body, code) {
      try {
        await give(who, command, body);
      } catch (error) {
        if (!(error instanceof RelevoProblem)) throw error;
        if (error.code !== code) throw new Unexpected(`${command} tenía que rechazarse con ${code}: ${error.message}`);
        story.note(`✋ ${command} rechazado: ${code}${error.owner ? ` (lo tiene ${error.owner.name})` : ''}`);
        return error;
      }
      throw new Unexpected(`${command} tenía que rechazarse con ${code}, y se aceptó`);
    },
    now: () => api.supervisor.get('/v1/conversations/{contactId}', { params: params() }),
    async until(what, holds) {
      const now = await poll(story.now, holds, LIMIT_MS).catch((error: Error) => {
        throw new Unexpected(`esperaba ${what}: ${error.message}`);
      });
      await story.catchUp();
      return now;
    },
    async reaches(state, label) {
      const what = label ? `${state} · ${label}` : state;
      await story.until(what, (c) => c.state === state && (label === undefined || c.place.label === label));
    },
    note: (line) => void story.lines.push(`    ${line}`),
    async catchUp() {
      const [messages, timeline] = await Promise.all([
        all(api.supervisor.paginate('/v1/conversations/{contactId}/messages', { params: params() })),
        all(api.supervisor.paginate('/v1/conversations/{contactId}/timeline', { params: params() })),
      ]).catch((error) => {
        // The first message is on its way to where it is read.
        if (error instanceof RelevoProblem && error.status === 404) return [[], []] as [Message[], TimelineEntry[]];
        throw error;
      });
      const fresh = [
        ...messages.map((row) => ({ seq: row.seq, line: lineOfMessage(row) })),
        ...timeline.map((row) => ({ seq: row.seq, line: lineOfMove(row) })),
      ].filter(({ seq }) => seq > told);
      for (const { seq, line } of fresh.sort((a, b) => a.seq - b.seq)) {
        story.note(line);
        told = Math.max(told, seq);
      }
      story.moves = timeline;
    },
  };
  return story;
}

async function poll(
  read: () => Promise<Conversation>,
  holds: (c: Conversation) => boolean,
  limit: number,
): Promise<Conversation> {
  const end = Date.now() + limit;
  for (;;) {
    const now = await read();
    if (holds(now)) return now;
    if (Date.now() > end) throw new Unexpected(`sigue en ${now.state} · ${now.place.label}`);
    await wait(100);
  }
}
