import { z } from 'zod';
import { presenceCauses, presenceStatuses } from '../../domain/presence.ts';
import { patchOf } from '../merge-patch.ts';
import { id, instant, name } from './fields.ts';
import { registrationStatuses, roomStatuses } from '../../domain/rooms.ts';
import { businessHours } from './inbox.ts';

const email = z.email().max(254);
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s().-]{6,25}$/, 'Expected a phone number');
const shifts = businessHours.describe(
  'When the agent works, as the clocks of the time zone show it. Outside of it assignment rules give the agent no chats; claiming stays possible. Null is always; `weekly: []` is never.',
);
const capacity = z.number().int().min(0).max(1000).describe('How many chats at once');

const rooms = z
  .number()
  .int()
  .min(0)
  .max(20)
  .describe(
    'How many WhatsApp groups the agent works in, each with one case; as many are the places, unless `capacity` is given too',
  );

export const agentInput = z
  .strictObject({
    name,
    email: email.optional(),
    phone: phone.optional(),
    capacity: capacity.optional().describe('How many chats at once; 5 when left out'),
    active: z.boolean().default(true),
    shifts: shifts.nullable().optional(),
    rooms: rooms.optional(),
  })
  .meta({ id: 'NewAgent' });

/** Shifts as they have to be after every change. */
export const agentShifts = z.strictObject({ shifts });

export const agentPatch = z
  .strictObject({
    name: name.optional(),
    email: email.nullable().optional(),
    phone: phone.nullable().optional(),
    capacity: capacity.optional(),
    active: z.boolean().optional(),
    rooms: rooms.optional(),
    shifts: patchOf(shifts).nullable().optional().describe('Merged deeply; null: no shifts, always'),
  })
  .meta({ id: 'AgentPatch' });

/** Agents see of each other the name and the presence; the rest is for supervisors and the agent. */
export const agentView = z
  .object({
    id,
    name: z.string(),
    active: z.boolean(),
    status: z.enum(presenceStatuses).describe('`away` also when signs of life stopped coming'),
    email: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    capacity: z.number().optional(),
    shifts: shifts.nullable().optional(),
    onShift: z.boolean().optional().describe('Whether this moment is within the shifts; true without any'),
    load: z.number().optional().describe('Places taken, reservations included'),
    role: z.enum(['agent', 'supervisor', 'admin']).optional(),
    statusChangedAt: instant.optional(),
    lastHeartbeatAt: instant.nullable().optional(),
    personalInboxId: id.optional(),
    notifications: z.object({ sound: z.boolean() }).optional(),
    rooms: z
      .object({ wanted: z.number(), ...Object.fromEntries(roomStatuses.map((status) => [status, z.number()])) })
      .optional()
      .describe('WhatsApp groups of the agent: how many there are to be, and how many there are by status'),
    registration: z
      .object({ status: z.enum(registrationStatuses) })
      .optional()
      .describe('Whether number and account are linked, by answering in a WhatsApp group'),
    createdAt: instant.optional(),
    updatedAt: instant.optional(),
  })
  .meta({ id: 'Agent' });

export const ownAgentPatch = z
  .strictObject({
    notifications: z.strictObject({
      sound: z.boolean().describe('Whether a new chat that nobody has carries `alert` on live events'),
    }),
  })
  .meta({ id: 'OwnAgentPatch' });

export const presenceInput = z
  .strictObject({
    status: z.enum(presenceStatuses),
    cause: z.enum(['choice', 'left']).default('choice').describe('`left`: the conversations screen was left'),
  })
  .refine(({ status, cause }) => status === 'away' || cause === 'choice', {
    path: ['cause'],
    message: 'Who leaves is away',
  })
  .meta({ id: 'Presence' });

/** The changes of a range and what they add up to. */
export const presenceHistoryView = z
  .object({
    agentId: id,
    status: z.enum(presenceStatuses).describe('As of now'),
    from: instant,
    to: instant,
    onlineSeconds: z.number().describe('Online time of the whole range, to the millisecond'),
    items: z.array(z.object({ status: z.enum(presenceStatuses), cause: z.enum(presenceCauses), at: instant })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PresenceHistory' });
