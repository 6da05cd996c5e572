import mongoose from 'mongoose';

/** Files of ours that WhatsApp holds, by its number and our id. */
export interface WhatsAppMediaDoc {
  _id: string;
  providerId: string;
  at: Date;
}

const schema = new mongoose.Schema<WhatsAppMediaDoc>(
  { _id: { type: String, required: true }, providerId: String, at: Date },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 24 * 3600 });

export const WhatsAppMediaModel = mongoose.model<WhatsAppMediaDoc>('WhatsAppMedia', schema, 'whatsapp_media');
