import mongoose from 'mongoose';
import type { BusinessHours } from '../config/business-hours.ts';
import type { Presence, PresenceStatus } from '../domain/presence.ts';
import { presenceStatuses } from '../domain/presence.ts';
import type { RegistrationStatus } from '../domain/rooms.ts';
import type { Role } from '../domain/vocabulary.ts';

/** A chat that occupies one of an agent's places; unconfirmed ones lapse (see slots.ts). */
export interface Slot {
  id: string;
  contactId: string;
  at: Date;
  confirmed: boolean;
  /** Of an assignment rule: the turn that counts once this is confirmed, and is as if it had not been when it is not. */
  turn?: { inboxId: string; number: number };
}

export interface Registration {
  status: Exclude<RegistrationStatus, 'none'>;
  waId: string | null;
  userId: string | null;
  at: Date;
}

export interface AgentDoc {
  _id: string;
  name: string;
  email: string | null;
  phone: string | null;
  /** The same in E.164, where it is one: of one agent at a time. */
  number?: string | null;
  /** How many chats at once. */
  capacity: number;
  active: boolean;
  /** What the person is; what a request may do is judged by the role of its key. */
  role: Exclude<Role, 'integrator'>;
  status: PresenceStatus;
  statusChangedAt: Date;
  lastHeartbeatAt: Date | null;
  personalInboxId: string;
  /** What the agent wants to be told of, and how; absent: as usual. */
  notifications?: { sound: boolean };
  /** How many personal rooms the agent is to have; absent: works without. */
  rooms?: number;
  /** The number that belongs to the agent in rooms. */
  registration?: Registration | null;
  slots: Slot[];
  /** When rules give the agent chats; null is always. */
  shifts: BusinessHours | null;
  /** The number of the last turn in each inbox with a rule. */
  turns?: Record<string, number>;
  createdAt: Date;
  updatedAt: Date;
  /** Set when removed: the record stays, so that old chats keep the name. */
  deletedAt: Date | null;
  version: number;
}

const slot = new mongoose.Schema<Slot>(
  {
    id: { type: String, required: true },
    contactId: { type: String, required: true },
    at: { type: Date, required: true },
    confirmed: { type: Boolean, required: true },
    turn: { type: { inboxId: { type: String, required: true }, number: { type: Number, required: true } }, _id: false },
  },
  { _id: false, id: false },
);

const schema = new mongoose.Schema<AgentDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, default: null },
    phone: { type: String, default: null },
    number: { type: String },
    capacity: { type: Number, required: true },
    active: { type: Boolean, required: true },
    role: { type: String, required: true, enum: ['agent', 'supervisor', 'admin'] },
    status: { type: String, required: true, enum: presenceStatuses },
    statusChangedAt: { type: Date, required: true },
    lastHeartbeatAt: { type: Date, default: null },
    personalInboxId: { type: String, required: true },
    notifications: { type: { sound: { type: Boolean, required: true } }, _id: false },
    rooms: { type: Number },
    registration: { type: mongoose.Schema.Types.Mixed },
    slots: { type: [slot], default: [] },
    shifts: { type: mongoose.Schema.Types.Mixed, default: null },
    turns: { type: mongoose.Schema.Types.Mixed },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    deletedAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ deletedAt: 1, name: 1, _id: 1 });
schema.index({ status: 1, lastHeartbeatAt: 1 });
schema.index(
  { number: 1 },
  { unique: true, partialFilterExpression: { number: { $type: 'string' }, deletedAt: { $type: 'null' } } },
);
schema.index({ 'registration.waId': 1 }, { sparse: true });
schema.index({ 'registration.userId': 1 }, { sparse: true });

export const AgentModel = mongoose.model<AgentDoc>('Agent', schema, 'agents');

/** A record as it is on the first day: away, with no chats. */
export function newAgent(fields: Pick<AgentDoc, '_id' | 'name' | 'personalInboxId'> & Partial<AgentDoc>): AgentDoc {
  const now = new Date();
  return {
    email: null,
    phone: null,
    capacity: 5,
    active: true,
    role: 'agent',
    status: 'away',
    statusChangedAt: now,
    lastHeartbeatAt: null,
    slots: [],
    shifts: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    version: 1,
    ...fields,
  };
}

export function presenceOf({ active, status, lastHeartbeatAt }: AgentDoc): Presence {
  return { active, status, lastHeartbeatAt: lastHeartbeatAt?.getTime() ?? null };
}
