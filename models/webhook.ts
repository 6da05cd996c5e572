import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';

export const webhookEvents = [
  'conversation.changed',
  'message.created',
  'message.changed',
  'ticket.changed',
  'alert.raised',
  'presence.changed',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** An endpoint that is told what happens, signed as Standard Webhooks asks. */
export interface WebhookDoc {
  _id: string;
  name: string;
  url: string;
  /** Empty: every event. */
  events: WebhookEvent[];
  /** `whsec_` and 32 random bytes in base64; needed in clear to sign. */
  secret: string;
  /** The one before, which signs too until then, so that receivers change over without a gap. */
  retired?: { secret: string; until: number } | null;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new mongoose.Schema<WebhookDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, default: '' },
    url: { type: String, required: true },
    events: { type: [String], enum: webhookEvents, default: [] },
    secret: { type: String, required: true },
    retired: mongoose.Schema.Types.Mixed,
    active: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ createdAt: 1, _id: 1 });
schema.index({ active: 1 });

export const WebhookModel = mongoose.model<WebhookDoc>('Webhook', schema, 'webhooks');

export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
