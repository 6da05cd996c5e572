import { z } from 'zod';
import { mainKinds, nameWarnings, roomKinds, roomStatuses } from '../../domain/rooms.ts';
import { id, instant, name, plain } from './fields.ts';

const inboxId = id.describe('Whose cases it shows; membership gives access to it');

export const roomInput = z
  .strictObject({
    kind: z.enum(mainKinds),
    name,
    inboxId: inboxId.optional().describe('Whose cases it shows; General when left out. None for SUPERVISOR'),
  })
  .meta({ id: 'NewRoom' });

export const roomPatch = z
  .strictObject({
    inboxId: inboxId.optional(),
    status: z.literal('creating').optional().describe('Ask for a group that failed once more'),
  })
  .meta({ id: 'RoomPatch' });

/** Somebody who works in a main room: an agent there is, or one who is added with a number as people write it at home. */
export const roomMember = z
  .strictObject({
    agentId: id.optional(),
    name: name.optional(),
    phone: plain(z.string().trim().max(25)).optional().describe('`3815551234`, without 0, 15 or 549'),
  })
  .refine(
    ({ agentId, name: called, phone }) => (agentId === undefined) === (called !== undefined && phone !== undefined),
    'Expected agentId, or name and phone',
  )
  .meta({ id: 'NewRoomMember' });

export const roomView = z
  .object({
    id,
    kind: z.enum(roomKinds),
    name: z.string(),
    status: z.enum(roomStatuses),
    problem: z
      .object({ code: z.number().nullable(), detail: z.string() })
      .nullable()
      .describe('What is wrong with the group, with the code of WhatsApp'),
    warnings: z.array(z.object({ code: z.enum(nameWarnings), detail: z.string() })).describe('Of the name'),
    inboxId: id.nullable(),
    agentId: id.nullable().describe('Of a personal room: whose'),
    number: z.number().nullable(),
    members: z
      .array(z.object({ agentId: id, name: z.string(), joined: z.boolean() }))
      .describe('Of a main room: the agents who belong there, and whether they are in the group'),
    participants: z.number().describe('People in the group'),
    capacity: z.number().describe('People that the messenger lets into a group'),
    inviteLink: z.string().nullable(),
    contactId: id.nullable().describe('The case that is in a personal room'),
    progress: z
      .object({ attempts: z.number(), nextAttemptAt: instant.nullable() })
      .nullable()
      .describe('While it is being created'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Room' });
