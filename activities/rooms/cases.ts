import { UNASKED_GRACE } from '../../domain/room-message.ts';
import type { Conversation, Place } from '../../domain/state.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import { fitRooms } from '../../models/agent-rooms.ts';
import type { ConversationDoc } from '../../models/conversation.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { RoomDoc } from '../../models/room.ts';
import { freeRoom, mainRooms, occupyRoom, personalRooms, roomOfCase, RoomModel } from '../../models/room.ts';
import { addLine, changeLine, findLine, openCases } from '../../models/room-line.ts';
import { briefText, casePost, roomTexts } from '../../texts/rooms.ts';
import { briefOf, factsOf } from './card.ts';
import { isIn } from './people.ts';
import type { Posts } from './posts.ts';

/** Cases in rooms: shown where they wait, opened in a room of whoever takes them, and closed there. */
export interface Cases {
  /** Shows a case in the main rooms of the inbox it waits in. */
  show(c: Conversation, inboxId: string, seq: number): Promise<void>;
  /** Says under every post that shows a case what has become of it. */
  settle(contactId: string, seq: number, what: string): Promise<void>;
  /** Opens a case in a free room that its agent is in; null: there is none. `asked`: it is the agent who took it. */
  open(c: Conversation, agentId: string, asked: boolean): Promise<RoomDoc | null>;
  /** Says in a room why its case is over, and frees it for another case of its agent. */
  end(room: RoomDoc, contactId: string, seq: number, what: string): Promise<void>;
  /** What follows the end of a case in a room, where an attempt before was cut off after it; nothing where there was none. */
  ended(contactId: string, seq: number): Promise<void>;
  /** Opens a case of an agent that no room was free for. */
  openWaiting(agentId: string): Promise<void>;
  /** The case of a personal room that is of no use any more goes on in another one, or at the desk. */
  moveOn(room: RoomDoc): Promise<void>;
}

/** Until then whoever took a room for a case may be about to open it. */
const CUT_OFF_MS = 60_000;

export function createCases(posts: Posts, build: () => Promise<void>): Cases {
  const cases: Cases = {
    async show(c, inboxId, seq) {
      const facts = await factsOf(c);
      for (const room of await mainRooms({ inboxId })) {
        const id = `${c.id}:${seq}:case:${room._id}`;
        await posts.post(room, { id, kind: 'case', contactId: c.id, open: true, text: casePost(facts) });
      }
    },

    async settle(contactId, seq, what) {
      for (const line of await openCases(contactId)) {
        // Shown with this very change, by an attempt that was cut off.
        if (line._id.startsWith(`${contactId}:${seq}:`)) continue;
        const room = await RoomModel.findById(line.roomId).lean();
        if (room && !room.deletedAt)
          await posts.post(room, { id: `${line._id}:${seq}:over`, kind: 'notice', text: what, quotes: line.wamid });
        await changeLine(line._id, { open: false });
      }
    },

    async open(c, agentId, asked) {
      const room = await taken(c.id, agentId, asked);
      if (room) await opened(room, c);
      return room;
    },

    async end(room, contactId, seq, what) {
      await posts.post(room, { id: endOf(contactId, seq), kind: 'notice', contactId, text: roomTexts.over(what) });
      await freeRoom(room._id, contactId);
      await afterwards(room);
    },

    async ended(contactId, seq) {
      const told = await findLine(endOf(contactId, seq));
      const room = told && (await RoomModel.findById(told.roomId).lean());
      if (room) await afterwards(room);
    },

    async openWaiting(agentId) {
      const owned = await ConversationModel.find({ state: 'AGENTE', agentId }, { conversation: 1 })
        .sort({ recentAt: 1, _id: 1 })
        .lean();
      for (const room of await personalRooms(agentId)) await resumed(room, owned);
      const held = await RoomModel.find({ contactId: { $in: owned.map(({ _id }) => _id) } }, { contactId: 1 }).lean();
      for (const { _id, conversation } of owned) {
        if (held.some(({ contactId }) => contactId === _id)) continue;
        const room = await taken(_id, agentId, false);
        if (!room) return;
        // One that was closed meanwhile was told of before there was a room to free.
        if (await ConversationModel.exists({ _id, state: 'AGENTE', agentId })) await opened(room, conversation);
        else await freeRoom(room._id, _id);
      }
    },

    async moveOn({ _id, contactId, agentId }) {
      if (agentId === null) return;
      // Free already where an attempt before was cut off here.
      if (contactId !== null) await freeRoom(_id, contactId);
      await cases.openWaiting(agentId);
    },
  };

  async function opened(room: RoomDoc, c: Conversation): Promise<void> {
    const text = `${briefText(roomTexts.caseOpened, await briefOf(c))}\n\n${roomTexts.writeHere}`;
    await posts.post(room, { id: openingOf(room), kind: 'notice', contactId: c.id, text });
  }

  /** What was cut off between taking a room for a case and opening it there. */
  async function resumed(room: RoomDoc, owned: Pick<ConversationDoc, '_id' | 'conversation'>[]): Promise<void> {
    if (room.contactId === null) return;
    // One that could not be posted, or was cut off before that, is waiting still.
    const opening = await findLine(openingOf(room));
    if (opening && opening.status !== 'queued') return;
    const own = owned.find(({ _id }) => _id === room.contactId);
    if (own) await opened(room, own.conversation);
    else if ((room.caseSince ?? 0) < Date.now() - CUT_OFF_MS) await freeRoom(room._id, room.contactId);
  }

  /** A room that is one too many goes now; any other is free for a case that waits for it. */
  async function afterwards({ agentId }: RoomDoc): Promise<void> {
    const agent = await agentOf(agentId);
    if (!agent) return;
    if (await fitRooms(agent)) await build();
    if (agent.active && !agent.deletedAt) await cases.openWaiting(agent._id);
  }

  return cases;
}

const endOf = (contactId: string, seq: number) => `${contactId}:${seq}:end`;

/** Names the opening of a case in a room: each time it comes there it is opened, and told what was said meanwhile. */
function openingOf({ _id, contactId, caseSince }: RoomDoc): string {
  return `${contactId}:open:${_id}:${caseSince}`;
}

/** Takes a free room for a case; the one that holds it where there is one. */
async function taken(contactId: string, agentId: string, asked: boolean): Promise<RoomDoc | null> {
  const held = await roomOfCase(contactId);
  if (held) return held.agentId === agentId ? held : null;
  const agent = await agentOf(agentId);
  const since = Date.now() + (asked ? 0 : UNASKED_GRACE);
  for (const room of await personalRooms(agentId)) {
    if (!agent || room.status !== 'ready' || room.contactId !== null || !isIn(room, agent)) continue;
    const occupied = await occupyRoom(room._id, contactId, since);
    if (occupied) return occupied;
  }
  return null;
}

/** Whether an agent works in rooms of their own. */
export async function hasRooms(agentId: string): Promise<boolean> {
  return (await RoomModel.exists({ agentId, deletedAt: null })) !== null;
}

async function agentOf(id: string | null): Promise<AgentDoc | null> {
  return id ? AgentModel.findById(id).lean() : null;
}

/** Marks something as done; false where it was. What is marked last is done wholly. */
export function markDone(id: string): Promise<boolean> {
  return addLine({ _id: id, roomId: '-', kind: 'notice', status: 'taken' });
}

/** What became of a case that no longer waits. */
export function whereTo(to: string, place: Place): string {
  if (to === 'BOT') return roomTexts.backToBot;
  if (to === 'EXPIRADO') return roomTexts.expired;
  return roomTexts.moved(place.agentName ?? place.inboxName ?? place.label);
}
