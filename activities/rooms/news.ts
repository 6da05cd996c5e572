import type { AlertRow, MessageRow, TimelineRow } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { CERRADAS } from '../../domain/vocabulary.ts';
import { fileToFetch } from '../../domain/received-file.ts';
import type { MediaRef } from '../../domain/media.ts';
import { isFileMessage } from '../../domain/media.ts';
import { findSnapshot } from '../../models/conversation.ts';
import { MessageModel } from '../../models/message.ts';
import { withRefs } from '../../models/refs.ts';
import type { RoomDoc } from '../../models/room.ts';
import { mainRooms, roomOfCase } from '../../models/room.ts';
import { findLine, lineOfMessage } from '../../models/room-line.ts';
import { statusReason } from '../../texts/delivery.ts';
import { alertTexts, quoted, roomTexts } from '../../texts/rooms.ts';
import type { RoomNews, RoomNewsActivities } from '../../workflows/room-news.ts';
import { whileAlive } from '../while-alive.ts';
import { writtenOf } from './card.ts';
import type { Cases } from './cases.ts';
import { hasRooms, markDone, whereTo } from './cases.ts';
import type { Post, Posts } from './posts.ts';
import type { RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';

interface NewsDeps {
  provider: RoomProvider;
  posts: Posts;
  cases: Cases;
}

/** Tells rooms what happens in conversations: where a case waits, who has it, and what is said in it. */
export function createRoomNews({ provider, posts, cases }: NewsDeps): RoomNewsActivities {
  return { tellRooms: (news) => whileAlive(() => told(news)) };

  async function told(news: RoomNews): Promise<void> {
    const { contactId, version } = news;
    const output = await withOwnIds(news.output);
    switch (output.type) {
      case 'timeline':
        return moved(output.row, await writtenOf(contactId, version));
      case 'alert':
        return alerted(output.row);
      default:
        break;
    }
    const room = await roomOfCase(contactId);
    if (!room) return;
    switch (output.type) {
      case 'message':
        return line(room, output.row);
      case 'file': {
        const row = await MessageModel.findById(output.messageId).lean();
        return row ? line(room, { ...row, id: row._id } as MessageRow) : undefined;
      }
      case 'reaction': {
        const target = await lineOfMessage(room._id, output.row.messageId);
        if (output.row.by.kind === 'contact' && target?.wamid && room.groupId)
          await unlessRefused(provider.react(room.groupId, target.wamid, output.row.emoji));
        return;
      }
      case 'edit': {
        const { messageId, text, at } = output.row;
        const said = text === null ? roomTexts.deleted : roomTexts.edited(text);
        return under(room, messageId, { id: `${messageId}:edit:${at}`, kind: 'notice', text: said });
      }
      case 'status': {
        const { messageId, status, at, reason, detail } = output.row;
        const why = statusReason(status, { failed: { at, reason, detail } });
        if (why === null) return;
        return under(room, messageId, { id: `${messageId}:${status}`, kind: 'notice', text: roomTexts.failed(why) });
      }
    }
  }

  async function under(room: RoomDoc, messageId: string, post: Post): Promise<void> {
    const target = await lineOfMessage(room._id, messageId);
    await posts.post(room, {
      ...post,
      quotes: target?.wamid ?? null,
      ...(room.contactId === null ? {} : { contactId: room.contactId }),
    });
  }

  async function line(room: RoomDoc, row: MessageRow): Promise<void> {
    const { id, direction, author, type, replyTo } = row;
    if (direction === 'system' || (await findLine(`written:${id}`))) return;
    // Its file is told of once it is there.
    if (fileToFetch(row)) return;
    const head =
      direction === 'note'
        ? roomTexts.note(author.name ?? '')
        : author.kind === 'contact'
          ? roomTexts.fromCustomer(author.name)
          : author.kind === 'agent'
            ? roomTexts.fromDesk(author.name ?? '')
            : roomTexts.fromSystem;
    const target = replyTo === null ? null : await lineOfMessage(room._id, replyTo);
    const media = row.media as (MediaRef & { error?: string }) | null;
    const file =
      media && 'kind' in media && isFileMessage(type)
        ? { type: type as string, mediaId: media.id, fileName: media.fileName }
        : null;
    const said = row.text ?? (media?.error ? roomTexts.fileMissing : type === 'text' ? '' : roomTexts.something(type));
    const common = { kind: 'relayed' as const, messageId: id, contactId: row.contactId, quotes: target?.wamid ?? null };
    if (!file) {
      await posts.post(room, { ...common, id: `${room._id}:${id}`, text: `${head} ${quoted(said)}` });
      return;
    }
    await posts.post(room, {
      ...common,
      id: `${room._id}:${id}`,
      text: `${head} ${quoted(row.text ?? '')}`.trim(),
      file,
    });
  }

  /** A change of place; of any other line of the timeline nothing is told. */
  async function moved(row: TimelineRow, c: Conversation): Promise<void> {
    const { contactId, seq, from, to, fromPlace, toPlace, actor, reason, command } = row;
    const stays = from === to && fromPlace?.inboxId === toPlace.inboxId && fromPlace?.agentId === toPlace.agentId;
    const done = `${contactId}:${seq}:moved`;
    if (stays || (await findLine(done))) return;
    const closed = to === 'BANDEJA' && toPlace.inboxId === CERRADAS;
    const by = actor.name ?? roomTexts.system;
    const what = command === 'block' ? roomTexts.blocked : closed ? roomTexts.closed(by, reason) : whereTo(to, toPlace);

    const room = await roomOfCase(contactId);
    if (room && (to !== 'AGENTE' || room.agentId !== toPlace.agentId))
      await cases.end(room, contactId, seq, to === 'EXPIRADO' ? roomTexts.expiredHere : what);
    else if (!room) await cases.ended(contactId, seq);
    // What has happened since is told after this, and would find the room taken.
    const stillTheirs = c.chat.state === 'AGENTE' && c.chat.agent.id === toPlace.agentId;
    if (to === 'AGENTE' && toPlace.agentId !== undefined) {
      const own = await hasRooms(toPlace.agentId);
      const opened = own && stillTheirs ? await cases.open(c, toPlace.agentId, actor.id === toPlace.agentId) : null;
      const name = toPlace.agentName ?? '';
      const where = !own
        ? roomTexts.takenWithoutRooms(name)
        : stillTheirs && !opened
          ? roomTexts.takenAtDesk(name)
          : roomTexts.taken(name, opened?.name ?? null);
      await cases.settle(contactId, seq, where);
    } else await cases.settle(contactId, seq, roomTexts.noLongerWaits(what));
    const waits = c.chat.state === 'BANDEJA' && c.chat.inbox.id === toPlace.inboxId;
    if (to === 'BANDEJA' && !closed && waits) await cases.show(c, toPlace.inboxId ?? '', seq);
    await markDone(done);
  }

  async function alerted({ id, contactId, kind, level, place }: AlertRow): Promise<void> {
    const c = await findSnapshot(contactId);
    if (!c) return;
    const who = c.profile.firstName ?? c.profile.name?.split(' ')[0];
    const owner = place.agentName ?? null;
    const inbox = place.inboxName ?? place.label;
    const where = (who ? `${inbox} · ${who}` : inbox).replace(/\s+/g, ' ');
    for (const room of await mainRooms({ kind: 'SUPERVISOR' })) {
      const text = roomTexts.alert(alertTexts[kind], where, level, owner);
      await posts.post(room, { id: `${id}:${room._id}`, kind: 'case', contactId, open: true, text });
    }
  }
}

/** Customers refer to messages by ids of their channel. */
async function withOwnIds(output: RoomNews['output']): Promise<RoomNews['output']> {
  if (output.type === 'file') return output;
  const [own] = await withRefs([output]);
  return (own ?? output) as RoomNews['output'];
}

/** A reaction that is not taken holds nothing up. */
async function unlessRefused(doing: Promise<void>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof RoomRefused) || error.fault === 'later') throw error;
  });
}
