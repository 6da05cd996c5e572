import mongoose from 'mongoose';

/** What the bot may answer from. */
export interface KnowledgeArticleDoc {
  _id: string;
  title: string;
  body: string;
  keywords: string[];
  active: boolean;
  /** The file and heading that an import took it from; no two articles have the same. */
  source?: string;
  /** A digest of what the last import gave, and the version it made: giving it again leaves what people changed since. */
  imported?: { digest: string; version: number };
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
    source: String,
    imported: mongoose.Schema.Types.Mixed,
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    version: { type: Number, required: true },
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ title: 1, _id: 1 });
schema.index({ active: 1, updatedAt: 1 });
schema.index({ source: 1 }, { unique: true, partialFilterExpression: { source: { $exists: true } } });

export const KnowledgeArticleModel = mongoose.model<KnowledgeArticleDoc>(
  'KnowledgeArticle',
  schema,
  'knowledge-articles',
);
