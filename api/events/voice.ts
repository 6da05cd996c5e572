import type { Caller } from '../../domain/caller.ts';
import { seesDeleted } from '../../domain/caller.ts';
import type { Chat, Conversation } from '../../domain/state.ts';
import type { Viewer } from '../../domain/visibility.ts';
import { canSee, hasAccess } from '../../domain/visibility.ts';
import { wireTimeline } from '../../domain/wire.ts';
import type { ConversationService } from '../conversations/service.ts';
import type { Directory } from '../directory.ts';
import { roomViewOf } from '../rooms/view.ts';
import { alertOf } from '../routes/alerts.ts';
import { messageOf } from '../routes/conversations.ts';
import type { TicketDesk } from '../tickets/desk.ts';
import type { News } from './news.ts';

/** Who is told, and what they may see at this place of the stream. */
export interface Audience {
  caller: Caller;
  viewer: Viewer;
}

/** An event of the wire; `data` is JSON. */
export interface Told {
  event: string;
  data: string;
}

/** A change with what it means, told to everybody whom it concerns. */
export interface Entry {
  token: string;
  news: News;
  /** What was written out already, by what it depends on: most of the audience is told the same. */
  written: Map<string, string>;
  /** Every text that a conversation holds, and so every id. */
  named?: ReadonlySet<string>;
}

/** Puts news into what a client is told: nothing, or one event. */
export type Voice = ReturnType<typeof createVoice>;

export function createVoice(
  { view, facts }: Pick<ConversationService, 'view' | 'facts'>,
  directory: Directory,
  { viewOf: ticketOf }: Pick<TicketDesk, 'viewOf'>,
) {
  const roomOf = roomViewOf(directory);
  const written = (entry: Entry, key: string, make: () => unknown): string => {
    const data = entry.written.get(key) ?? JSON.stringify(make());
    entry.written.set(key, data);
    return data;
  };

  /** What the commands offered depend on, beside the conversation: callers who agree in it are told the same. */
  const standing = (entry: Entry, conversation: Conversation, { caller, viewer }: Audience): string => {
    entry.named ??= stringsIn(conversation);
    const { named } = entry;
    const { agentId, inboxIds } = viewer;
    const agent = agentId === null ? undefined : directory.agent(agentId);
    const self = agentId !== null && named.has(agentId) ? agentId : '';
    const inboxes = inboxIds?.filter((id) => named.has(id)).sort() ?? null;
    const online = agent !== undefined && directory.isOnline(agent);
    return JSON.stringify([caller.role, self, inboxes, online, facts.freeSlot(caller)]);
  };

  /** Whether the chat has come to where this agent may take it from, and the agent wants to hear of it. */
  const sounds = (before: Conversation | null, { chat }: Conversation, { viewer }: Audience): boolean => {
    if (chat.state !== 'BANDEJA' || viewer.agentId === null || !hasAccess(viewer, chat.inbox.id)) return false;
    const { id, kind, ownerId } = chat.inbox;
    if (kind === 'CERRADAS' || (kind === 'PERSONAL' && ownerId !== viewer.agentId)) return false;
    if (before?.chat.state === 'BANDEJA' && before.chat.inbox.id === id) return false;
    return directory.agent(viewer.agentId)?.notifications?.sound ?? true;
  };

  const chatTold = (entry: Entry, news: News & { kind: 'chat' }, to: Audience, now: Chat): Told | null => {
    const { before, after, cause } = news;
    if (canSee(to.viewer, after.chat)) {
      // What has gone out of sight since is told by a later change.
      if (!canSee(to.viewer, now)) return null;
      const alert = sounds(before, after, to);
      const data = written(entry, `${alert} ${standing(entry, after, to)}`, () => ({
        ...view.conversation(after, to.caller, false),
        ...(cause ? { change: wireTimeline(cause, view.names) } : {}),
        ...(alert ? { alert } : {}),
      }));
      return { event: 'conversation.changed', data };
    }
    return before && canSee(to.viewer, before.chat) ? removed(after.id) : null;
  };

  return {
    /** `now`: where the chat is by now; without it, where it was at the change. */
    tell(entry: Entry, to: Audience, now?: Chat | null): Told | null {
      const { news } = entry;
      switch (news.kind) {
        case 'chat':
          return chatTold(entry, news, to, now ?? news.after.chat);
        case 'line': {
          const { doc, isNew, chat } = news;
          const present = now ?? chat;
          if (!present || !canSee(to.viewer, present) || (chat && !canSee(to.viewer, chat))) return null;
          if (doc.direction === 'note' && to.caller.role === 'integrator') return null;
          return {
            event: isNew ? 'message.created' : 'message.changed',
            data: written(entry, String(seesDeleted(to.caller)), () => messageOf(doc, seesDeleted(to.caller))),
          };
        }
        case 'alert': {
          if (!supervises(to)) return null;
          const event = news.doc.open ? 'alert.raised' : 'alert.ended';
          return { event, data: written(entry, '', () => alertOf(news.doc, view.names)) };
        }
        case 'ticket': {
          const { doc, chat } = news;
          const present = now ?? chat;
          const seen = present !== null && canSee(to.viewer, present) && (chat === null || canSee(to.viewer, chat));
          return { event: 'ticket.changed', data: written(entry, String(seen), () => ticketOf(doc, seen)) };
        }
        case 'room': {
          if (!supervises(to)) return null;
          const data = written(entry, '', () => ({ ...roomOf(news.doc), deleted: news.doc.deletedAt !== null }));
          return { event: 'room.changed', data };
        }
        case 'presence': {
          if (to.caller.role === 'integrator') return null;
          const { agentId: id, status, cause, at } = news.row;
          const name = directory.agentName(id) ?? null;
          const whole = supervises(to);
          const more = whole ? { cause, at: at.toISOString() } : {};
          return {
            event: 'presence.changed',
            data: written(entry, String(whole), () => ({ id, name, status, ...more })),
          };
        }
        default:
          return null;
      }
    },

    /** A chat that has come into sight without moving. */
    appeared: (conversation: Conversation, to: Audience): Told => ({
      event: 'conversation.changed',
      data: JSON.stringify(view.conversation(conversation, to.caller, false)),
    }),

    removed,
  };
}

function removed(contactId: string): Told {
  return { event: 'conversation.removed', data: JSON.stringify({ contactId }) };
}

function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) stringsIn(inner, found);
  }
  return found;
}

function supervises({ caller }: Audience): boolean {
  return caller.role === 'supervisor' || caller.role === 'admin';
}
