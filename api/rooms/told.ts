import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RoomEvent, RoomPerson } from '../../domain/room-event.ts';
import { isFileMessage } from '../../domain/media.ts';
import type { MessageType } from '../../domain/vocabulary.ts';
import { messageTypes } from '../../domain/vocabulary.ts';

/** What WhatsApp tells of groups: everything loose, for what is new there must not be lost here. */

const text = z.string().optional().catch(undefined);
const person = z.looseObject({ wa_id: text, user_id: text, input: text });
const errors = z
  .array(z.looseObject({ code: z.coerce.number() }))
  .optional()
  .catch(undefined);
const groupTold = z.looseObject({
  timestamp: z.union([z.string(), z.number()]).optional(),
  type: z.string(),
  group_id: text,
  request_id: text,
  subject: text,
  invite_link: text,
  join_request_id: text,
  wa_id: text,
  user_id: text,
  errors,
  added_participants: z.array(person).optional().catch(undefined),
  removed_participants: z.array(person).optional().catch(undefined),
});
const file = z.looseObject({
  id: z.string(),
  mime_type: text,
  filename: text,
  sha256: text,
  caption: text,
  voice: z.boolean().optional().catch(undefined),
  url: text,
});
const messageTold = z.looseObject({
  from: text,
  from_user_id: text,
  group_id: z.string(),
  id: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  type: z.string(),
  text: z.looseObject({ body: z.string() }).optional().catch(undefined),
  reaction: z.looseObject({ message_id: z.string(), emoji: text }).optional().catch(undefined),
  context: z.looseObject({ id: text }).optional().catch(undefined),
});
const statusTold = z.looseObject({
  id: z.string(),
  status: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  recipient_id: z.string(),
  recipient_type: z.literal('group'),
  biz_opaque_callback_data: text,
  errors,
});

interface GroupTold {
  groups?: unknown;
  messages?: unknown;
  statuses?: unknown;
  contacts?: unknown;
}

/** The events of rooms that a webhook tells of, by group and in order; `messages` and `contacts` as Meta writes them. */
export function roomEventsIn(value: GroupTold): Map<string, RoomEvent[]> {
  const names = namesIn(value.contacts);
  const all = [
    ...parsed(groupTold, value.groups).flatMap(eventOfGroup),
    ...parsed(messageTold, value.messages).map((message) => eventOfMessage(message, names)),
    ...parsed(statusTold, value.statuses).flatMap(eventOfStatus),
  ];
  return Map.groupBy(all, (event) => keyOf('groupId' in event && event.groupId ? event.groupId : event.id));
}

/** Names neither the group nor the number of the business. */
const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 27);

function parsed<Shape extends z.ZodType>(shape: Shape, list: unknown): z.output<Shape>[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => {
    const { success, data } = shape.safeParse(one);
    return success ? [data] : [];
  });
}

function eventOfGroup(told: z.output<typeof groupTold>): RoomEvent[] {
  const { type, group_id: groupId, request_id: requestId, timestamp } = told;
  const at = instant(timestamp);
  const problem = told.errors?.[0]?.code ?? null;
  const told1 = JSON.stringify([
    type,
    groupId,
    requestId,
    timestamp,
    told.join_request_id,
    told.wa_id,
    told.user_id,
    told.added_participants,
    told.removed_participants,
  ]);
  const base = { id: `g-${createHash('sha256').update(told1).digest('base64url').slice(0, 27)}`, at };
  if (type === 'group_create' && requestId !== undefined)
    return [
      {
        ...base,
        id: requestId,
        type: 'created',
        requestId,
        subject: told.subject ?? null,
        groupId: groupId ?? null,
        inviteLink: told.invite_link ?? null,
        problem,
      },
    ];
  if (groupId === undefined) return [];
  switch (type) {
    case 'group_delete':
      return problem === null ? [{ ...base, type: 'deleted', groupId }] : [];
    case 'group_suspend':
      return [{ ...base, type: 'suspended', groupId }];
    case 'group_suspend_cleared':
      return [{ ...base, type: 'cleared', groupId }];
    case 'group_participants_add':
      return [{ ...base, type: 'joined', groupId, people: (told.added_participants ?? []).map(personOf) }];
    case 'group_participants_remove':
      return [{ ...base, type: 'left', groupId, people: (told.removed_participants ?? []).map(personOf) }];
    case 'group_join_request_created':
      return told.join_request_id === undefined
        ? []
        : [{ ...base, type: 'asked', groupId, requestId: told.join_request_id, person: personOf(told) }];
    default:
      return [];
  }
}

function eventOfMessage(message: z.output<typeof messageTold>, names: Map<string, string>): RoomEvent {
  const { id, group_id: groupId, timestamp, type, reaction, context } = message;
  const waId = message.from || null;
  const userId = message.from_user_id || null;
  const messageType = (messageTypes as readonly string[]).includes(type) ? (type as MessageType) : 'unsupported';
  const held = isFileMessage(messageType) ? file.safeParse(message[type]).data : undefined;
  const media = held && {
    id: held.id,
    ...(held.url === undefined ? {} : { url: held.url }),
    ...(held.mime_type === undefined ? {} : { mimeType: held.mime_type }),
    ...(held.filename === undefined ? {} : { fileName: held.filename }),
    ...(held.sha256 === undefined ? {} : { sha256: held.sha256 }),
    ...(held.voice === undefined ? {} : { voice: held.voice }),
  };
  return {
    id,
    at: instant(timestamp),
    type: 'message',
    groupId,
    from: { waId, userId, name: names.get(userId ?? '') ?? names.get(waId ?? '') ?? null },
    messageType,
    text: message.text?.body ?? held?.caption ?? null,
    media: media ?? null,
    quotes: reaction?.message_id ?? context?.id ?? null,
    emoji: reaction?.emoji || null,
  };
}

/** Of what becomes of a post of ours only that it failed is told in order. */
function eventOfStatus(told: z.output<typeof statusTold>): RoomEvent[] {
  const { id: wamid, status, recipient_id: groupId, timestamp } = told;
  const problem = told.errors?.[0]?.code ?? 0;
  if (status !== 'failed') return [];
  return [{ id: `${wamid}-failed`, at: instant(timestamp), type: 'failed', groupId, wamid, problem }];
}

/** Posts of ours that were taken, by the id we gave them: it may be that the answer was lost. */
export function postsTakenIn(statuses: unknown): { lineId: string; wamid: string }[] {
  return parsed(statusTold, statuses).flatMap(({ id: wamid, status, biz_opaque_callback_data: ours }) =>
    ours?.startsWith(OURS) && ['sent', 'delivered', 'read'].includes(status)
      ? [{ lineId: ours.slice(OURS.length), wamid }]
      : [],
  );
}

const OURS = 'room.';

function personOf({ wa_id: waId, user_id: userId, input }: z.output<typeof person>): RoomPerson {
  return { waId: waId || input?.replace(/\D/g, '') || null, userId: userId || null, name: null };
}

function namesIn(contacts: unknown): Map<string, string> {
  const shape = person.extend({ profile: z.looseObject({ name: text }).optional().catch(undefined) });
  return new Map(
    parsed(shape, contacts).flatMap(({ wa_id: waId, user_id: userId, profile }) => {
      const name = profile?.name;
      return name ? [waId, userId].flatMap((id) => (id ? [[id, name] as const] : [])) : [];
    }),
  );
}

function instant(seconds: string | number | undefined): number {
  const at = Number(seconds) * 1000;
  return Number.isFinite(at) ? at : Date.now();
}
