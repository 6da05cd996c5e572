import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { isOpen } from '../../config/business-hours.ts';
import type { Command } from '../../domain/commands.ts';
import { isFileMessage } from '../../domain/media.ts';
import type { RoomEvent } from '../../domain/room-event.ts';
import type { RoomAct, RoomMessage } from '../../domain/room-message.ts';
import { caseMeant, meaningOf } from '../../domain/room-message.ts';
import type { Refusal } from '../../domain/refusals.ts';
import { situationOf } from '../../domain/state.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { AgentModel } from '../../models/agent.ts';
import { findSnapshot } from '../../models/conversation.ts';
import type { RoomDoc } from '../../models/room.ts';
import { personalRooms, roomOfCase } from '../../models/room.ts';
import { addLine, changeLine, findLine, lineByWamid } from '../../models/room-line.ts';
import { briefText, noRoomYet, refusalText, roomAnswerTexts, roomTexts } from '../../texts/rooms.ts';
import { giveAs } from './agent-command.ts';
import { briefOf } from './card.ts';
import { agentWho, countAsOnline } from './people.ts';
import type { Posts } from './posts.ts';
import type { Registrations } from './registrations.ts';
import type { WrittenFiles } from './written-files.ts';

type Written = Extract<RoomEvent, { type: 'message' }>;

interface MessageDeps {
  client: Client;
  posts: Posts;
  registrations: Registrations;
  files: WrittenFiles;
  presenceTimeout(): Promise<number>;
  /** An agent who was away acts: there may be chats for them. */
  cameOnline(agentId: string): void;
  /** There may be somebody to let into a group. */
  build(): Promise<void>;
}

/** Does what somebody's message in a room means, and answers where that says something. */
export function createRoomMessages(deps: MessageDeps) {
  const { client, posts, registrations, files, presenceTimeout, cameOnline, build } = deps;

  return async function takeMessage(room: RoomDoc, event: Written): Promise<void> {
    const known = await findLine(event.id);
    if (known?.status === 'taken') return;
    const author = await agentWho(event.from, room);
    const contactId = known ? known.contactId : await meant(room, event);
    const act = meaningOf(await messageOf({ ...room, contactId }, event, author, contactId !== room.contactId));
    const isKnown = author?.registration?.status === 'registered' || act.act === 'register';
    if (author && isKnown && act.act !== 'nothing' && (await countAsOnline(author, await presenceTimeout())))
      cameOnline(author._id);
    const text = await done({ ...room, contactId }, event, author, act);
    const asksAnew = act.act === 'answer' && act.answer === 'notRegistered' && author !== null;
    const answer = { id: `${event.id}:answer`, kind: 'notice' as const, quotes: event.id };
    if (text !== null) await posts.post(room, { ...answer, text, ...(contactId === null ? {} : { contactId }) });
    if (asksAnew && room.kind !== 'PERSONAL') await registrations.ask(author, room, event.id);
    await changeLine(event.id, { status: 'taken' });
  };

  /** The case a message is for, whatever is in the room when it is tried again. */
  async function meant(room: RoomDoc, { id, at }: Written): Promise<string | null> {
    const contactId = caseMeant(room, at);
    await addLine({ _id: id, roomId: room._id, kind: 'written', status: 'queued', wamid: id, contactId });
    return (await findLine(id))?.contactId ?? null;
  }

  async function messageOf(
    room: RoomDoc,
    event: Written,
    author: AgentDoc | null,
    other: boolean,
  ): Promise<RoomMessage> {
    const { messageType: type } = event;
    const isReaction = type === 'reaction';
    return {
      kind: isReaction ? 'reaction' : type === 'text' ? 'text' : isFileMessage(type) && event.media ? 'file' : 'other',
      text: event.text,
      room: { kind: room.kind, ownerId: room.agentId, contactId: room.contactId, other },
      author: author && {
        id: author._id,
        active: author.active,
        registration: author.registration?.status ?? 'none',
      },
      quoted: event.quotes === null ? null : await quotedBy(event.quotes),
    };
  }

  async function quotedBy(wamid: string): Promise<RoomMessage['quoted']> {
    const line = await lineByWamid(wamid);
    if (!line) return { kind: 'lost' };
    if (line.kind === 'case' && line.contactId) return { kind: 'case', contactId: line.contactId };
    if (line.kind === 'registration' && line.agentId) return { kind: 'registration', agentId: line.agentId };
    return line.contactId ? { kind: 'line', contactId: line.contactId } : { kind: 'other' };
  }

  /** What is answered; null: nothing. */
  async function done(room: RoomDoc, event: Written, author: AgentDoc | null, act: RoomAct): Promise<string | null> {
    if (act.act === 'nothing') return null;
    if (act.act === 'answer') return roomAnswerTexts[act.answer];
    if (!author) return roomAnswerTexts.strange;
    const { contactId } = room;
    switch (act.act) {
      case 'register':
        return registered(author, event);
      case 'claim':
        return claim(author, act.contactId, event);
      default:
        break;
    }
    if (contactId === null) return roomAnswerTexts.noCaseHere;
    const order = (command: Command) =>
      giveAs(client, { agent: author, contactId, id: idOf(event, contactId), command: () => command });
    switch (act.act) {
      case 'info': {
        const conversation = await findSnapshot(contactId);
        return conversation && briefText(roomTexts.caseInfo, await briefOf(conversation));
      }
      case 'close':
        return answerTo(await order({ type: 'close', reason: act.reason }));
      case 'react': {
        const target = event.quotes === null ? null : await lineByWamid(event.quotes);
        if (target?.messageId) await order({ type: 'react', messageId: target.messageId, emoji: event.emoji });
        return null;
      }
      case 'reply':
        return reply(room, { agent: author, contactId }, event, act.text, order);
    }
  }

  async function registered(agent: AgentDoc, event: Written): Promise<string> {
    const said = await registrations.register(agent, event.from);
    // Whoever asked to be let in under a name that was not known to be theirs.
    await build();
    return said;
  }

  async function claim(agent: AgentDoc, contactId: string, event: Written): Promise<string | null> {
    const held = await roomOfCase(contactId);
    if (held?.agentId === agent._id) return roomTexts.yoursAlready(held.name);
    // A case that was closed is taken up again at the desk, on purpose.
    const conversation = await findSnapshot(contactId);
    if (conversation && situationOf(conversation.chat) === 'CERRADAS') return refusalText('not-now', null);
    const own = await personalRooms(agent._id);
    const free = own.some(({ status, contactId: holds }) => status === 'ready' && holds === null);
    if (own.length > 0 && !free)
      return own.some(({ status }) => status === 'ready') ? refusalText('agent-at-capacity', null) : noRoomYet;
    const refusal = await giveAs(client, {
      agent,
      contactId,
      id: idOf(event, contactId),
      command: (slot) => ({ type: 'claim', slot }),
      takesPlace: true,
    });
    if (refusal) return answerTo(refusal);
    const notices = [
      ...(own.length === 0 ? [roomTexts.yoursAtDesk] : []),
      ...(isOpen(agent.shifts ?? null, Date.now()) ? [] : [roomTexts.offShift]),
    ];
    return notices.length === 0 ? null : notices.join(' ');
  }

  async function reply(
    room: RoomDoc,
    { agent, contactId }: { agent: AgentDoc; contactId: string },
    event: Written,
    text: string | null,
    order: (command: Command) => Promise<Refusal | null>,
  ): Promise<string | null> {
    const messageId = messageIdOf(event, contactId);
    const target = event.quotes === null ? null : await lineByWamid(event.quotes);
    const replyTo = target?.messageId ? { replyTo: target.messageId } : {};
    const media = event.media ? await files.take(event, event.media, agent) : null;
    if (media && 'refused' in media) return media.refused;
    // Written down before it is sent: what comes back of it is known to be from here.
    await addLine({
      _id: `written:${messageId}`,
      roomId: room._id,
      kind: 'relayed',
      status: 'taken',
      wamid: event.id,
      messageId,
      contactId,
    });
    await changeLine(event.id, { messageId, contactId });
    const type = media ? event.messageType : 'text';
    return answerTo(
      await order({ type: 'reply', message: { messageId, type, text, ...(media ? { media } : {}), ...replyTo } }),
    );
  }

  async function answerTo(refusal: Refusal | null): Promise<string | null> {
    if (!refusal) return null;
    const owner = refusal.owner
      ? ((await AgentModel.findById(refusal.owner.id, { name: 1 }).lean())?.name ?? refusal.owner.name)
      : null;
    return refusalText(refusal.code, owner);
  }
}

/** Of the command that a message gives: the same message again is the same command, and for nobody else. */
function idOf({ id }: Written, contactId: string): string {
  return `room-${digest(`${contactId} ${id}`).slice(0, 27)}`;
}

function messageIdOf({ id }: Written, contactId: string): string {
  return `m_${digest(`message ${contactId} ${id}`).slice(0, 22)}`;
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
