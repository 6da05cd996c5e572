import mongoose from 'mongoose';

/** What the bot may answer from. */
export interface KnowledgeArticleDoc {
  _id: string;
  title: string;
  body: string;
  keywords: string[];
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new mongoose.Schema<KnowledgeArticleDoc>(
  {
    _id: { type: String, required: true },
    title: { type: String, required: true },
    body: { type: String, required: true },
    keywords: { type: [String], default: [] },
    active: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ title: 1, _id: 1 });
schema.index({ active: 1, updatedAt: 1 });

export const KnowledgeArticleModel = mongoose.model<KnowledgeArticleDoc>(
  'KnowledgeArticle',
  schema,
  'knowledge-articles',
);
