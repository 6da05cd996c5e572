import mongoose from 'mongoose';

export const templateStatuses = ['approved', 'pending', 'rejected', 'paused'] as const;

/** A message that may be sent outside the session window. `body` holds its variables as `{{1}}`, `{{2}}`… */
export interface TemplateDoc {
  _id: string;
  name: string;
  language: string;
  body: string;
  status: (typeof templateStatuses)[number];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new mongoose.Schema<TemplateDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    language: { type: String, required: true },
    body: { type: String, required: true },
    status: { type: String, required: true, enum: templateStatuses },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ name: 1, language: 1 }, { unique: true });
schema.index({ name: 1, _id: 1 });

export const TemplateModel = mongoose.model<TemplateDoc>('Template', schema, 'templates');
