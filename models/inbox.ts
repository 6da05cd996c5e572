import mongoose from 'mongoose';
import type { BusinessHours } from '../config/business-hours.ts';
import type { AssignmentMode } from '../domain/assignment.ts';
import { assignmentModes } from '../domain/assignment.ts';
import type { InboxKind } from '../domain/vocabulary.ts';
import { inboxKinds } from '../domain/vocabulary.ts';

export interface InboxDoc {
  _id: string;
  name: string;
  kind: InboxKind;
  /** What the bot reads to choose. */
  description: string;
  keywords: string[];
  /** Agents given access; of custom inboxes only. */
  members: string[];
  /** The agent of a personal inbox. */
  ownerId: string | null;
  assignment: { mode: AssignmentMode };
  /** Null is always open. */
  businessHours: BusinessHours | null;
  autoReply: { outOfHours?: string | undefined; noAgentAvailable?: string | undefined } | null;
  /** ISO 8601 durations that come before those of the settings. */
  escalation: { unattendedAfter?: string | undefined; unansweredAfter?: string | undefined } | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  version: number;
}

const schema = new mongoose.Schema<InboxDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true, enum: inboxKinds },
    description: { type: String, default: '' },
    keywords: { type: [String], default: [] },
    members: { type: [String], default: [] },
    ownerId: { type: String, default: null },
    assignment: { type: { mode: { type: String, required: true, enum: assignmentModes } }, _id: false, required: true },
    businessHours: { type: mongoose.Schema.Types.Mixed, default: null },
    autoReply: { type: mongoose.Schema.Types.Mixed, default: null },
    escalation: { type: mongoose.Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    deletedAt: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);
schema.index({ deletedAt: 1, name: 1, _id: 1 });
schema.index({ members: 1 });
schema.index({ ownerId: 1 });
schema.index({ 'assignment.mode': 1, _id: 1 });

export const InboxModel = mongoose.model<InboxDoc>('Inbox', schema, 'inboxes');

export function newInbox(fields: Pick<InboxDoc, '_id' | 'name' | 'kind'> & Partial<InboxDoc>): InboxDoc {
  const now = new Date();
  return {
    description: '',
    keywords: [],
    members: [],
    ownerId: null,
    assignment: { mode: 'manual' },
    businessHours: null,
    autoReply: null,
    escalation: null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    version: 1,
    ...fields,
  };
}

/** Takes an agent's access away everywhere, as when the agent is removed. */
export async function removeMember(agentId: string): Promise<void> {
  await InboxModel.updateMany(
    { members: agentId },
    { $pull: { members: agentId }, $set: { updatedAt: new Date() }, $inc: { version: 1 } },
  );
}
