import { createHash } from 'node:crypto';
import { GraphRefusal } from './errors.ts';
import type { Webhooks } from './webhooks.ts';
import type { Group, Line, Phone, World } from './world.ts';
import { GROUP_LIMIT, numericId } from './world.ts';

export interface Said {
  /** Of who writes. */
  phone: string;
  /** Null: to the business alone. */
  group?: string | null;
  text?: string;
  quotes?: string;
  media?: { type: string; mimeType: string; base64: string; fileName?: string; caption?: string };
  reaction?: { to: string; emoji: string };
  /** Any other type with what it holds, as Meta posts it. */
  other?: { type: string; content: unknown };
}

const seconds = () => String(Math.floor(Date.now() / 1000));

/** What people do with their phones, and what the business is told of it. */
export function createPeople(world: World, webhooks: Webhooks) {
  const group = (id: string): Group => {
    const found = world.groups.get(id);
    if (!found) throw new GraphRefusal(131041);
    return found;
  };

  const participantOf = ({ waId, userId }: Phone) => ({ wa_id: waId, user_id: userId, country_code: 'AR' });

  const tellGroup = (field: string, told: Record<string, unknown>) =>
    webhooks.tell(field, { groups: [{ timestamp: seconds(), ...told }] });

  const join = (into: Group, phone: Phone) => {
    into.participants.push(phone.waId);
    tellGroup('group_participants_update', {
      group_id: into.id,
      type: 'group_participants_add',
      reason: 'invite_link',
      added_participants: [participantOf(phone)],
    });
    world.changed();
  };

  return {
    tellGroup,
    join,

    /** A message of somebody; gives its line. */
    says(said: Said): Line {
      const { phone: number, group: to = null, quotes, reaction } = said;
      const phone = world.phone(number);
      if (to !== null && !group(to).participants.includes(phone.waId)) throw new GraphRefusal(131212);
      const chat = to ?? phone.waId;
      const { type, content } = contentOf(said);
      const line = world.line({ from: phone.waId, chat, type, content, quotes: quotes ?? null });
      if (reaction) {
        const target = world.lines.find(({ id }) => id === reaction.to);
        if (target && reaction.emoji) target.reactions[phone.waId] = reaction.emoji;
        else if (target) delete target.reactions[phone.waId];
      } else world.heardAt.set(chat, line.at);
      if (world.blocked.has(phone.waId) && to === null) return line;
      const quoted = world.lines.find(({ id }) => id === quotes);
      webhooks.tell('messages', {
        contacts: [{ profile: { name: phone.name }, wa_id: phone.waId, user_id: phone.userId }],
        messages: [
          {
            from: phone.waId,
            from_user_id: phone.userId,
            ...(to === null ? {} : { group_id: to }),
            id: line.id,
            timestamp: seconds(),
            ...(quotes ? { context: { from: quoted?.from ?? '5493814440001', id: quotes } } : {}),
            type,
            [type]: content,
          },
        ],
      });
      return line;
    },

    /** Somebody opens an invite link: they are in, or ask to be. */
    opens(number: string, link: string): Group {
      const phone = world.phone(number);
      const into = [...world.groups.values()].find(({ inviteLink }) => inviteLink === link);
      if (!into || into.removed.includes(phone.waId)) throw new GraphRefusal(131041, 'The link leads nowhere');
      if (into.participants.includes(phone.waId)) return into;
      if (into.participants.length >= GROUP_LIMIT) throw new GraphRefusal(131204);
      if (!into.approval) {
        join(into, phone);
        return into;
      }
      const request = Buffer.from(numericId()).toString('base64');
      into.requests[request] = phone.waId;
      tellGroup('group_participants_update', {
        group_id: into.id,
        type: 'group_join_request_created',
        join_request_id: request,
        wa_id: phone.waId,
        user_id: phone.userId,
        country_code: 'AR',
      });
      world.changed();
      return into;
    },

    leaves(number: string, groupId: string): void {
      const phone = world.phone(number);
      const from = group(groupId);
      from.participants = from.participants.filter((one) => one !== phone.waId);
      tellGroup('group_participants_update', {
        group_id: groupId,
        type: 'group_participants_remove',
        removed_participants: [participantOf(phone)],
        initiated_by: 'participant',
      });
      world.changed();
    },

    suspends(groupId: string, suspended: boolean): void {
      group(groupId).suspended = suspended;
      tellGroup('group_status_update', {
        group_id: groupId,
        type: suspended ? 'group_suspend' : 'group_suspend_cleared',
      });
      world.changed();
    },

    /** A group goes, as when Meta takes it away. */
    vanishes(groupId: string): void {
      world.groups.delete(groupId);
      tellGroup('group_lifecycle_update', { group_id: groupId, type: 'group_delete', request_id: numericId() });
      world.changed();
    },
  };

  function contentOf({ text, media, reaction, other }: Said) {
    if (reaction) {
      const { to, emoji } = reaction;
      return { type: 'reaction', content: { message_id: to, ...(emoji ? { emoji } : {}) } };
    }
    if (other) return { type: other.type, content: other.content as Record<string, unknown> };
    if (!media) {
      if (!text) throw new GraphRefusal(100, 'Expected a text, media, a reaction or other');
      return { type: 'text', content: { body: text } };
    }
    const bytes = Buffer.from(media.base64, 'base64');
    const stored = world.store(media.mimeType, bytes, media.fileName);
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    return {
      type: media.type,
      content: {
        id: stored.id,
        mime_type: media.mimeType,
        sha256,
        ...(media.fileName ? { filename: media.fileName } : {}),
        ...(media.caption ? { caption: media.caption } : {}),
      },
    };
  }
}

export type People = ReturnType<typeof createPeople>;
