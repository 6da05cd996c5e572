import mongoose from 'mongoose';

export const articleChanges = ['created', 'updated', 'restored', 'deleted'] as const;
export type ArticleChange = (typeof articleChanges)[number];

/** Who changed something, as their key told. */
export interface ChangedBy {
  id: string | null;
  name: string;
}

/** An article as one change left it; one that was deleted as it was until then. */
export interface KnowledgeVersionDoc {
  /** Article and number. */
  _id: string;
  articleId: string;
  version: number;
  change: ArticleChange;
  at: Date;
  /** Null where nobody noted it. */
  by: ChangedBy | null;
  title: string;
  body: string;
  keywords: string[];
  active: boolean;
  /** Where an import took it from, so that it is known again when it is restored. */
  source?: string;
  /** Of articles that are deleted. */
  expiresAt?: Date;
}

const schema = new mongoose.Schema<KnowledgeVersionDoc>(
  {
    _id: { type: String, required: true },
    articleId: { type: String, required: true },
    version: { type: Number, required: true },
    change: { type: String, required: true, enum: articleChanges },
    at: { type: Date, required: true },
    by: mongoose.Schema.Types.Mixed,
    title: { type: String, required: true },
    body: { type: String, required: true },
    keywords: { type: [String], default: [] },
    active: { type: Boolean, required: true },
    source: String,
    expiresAt: Date,
  } as never,
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ articleId: 1, version: 1, _id: 1 });
schema.index({ at: 1, _id: 1 });
schema.index({ change: 1, at: 1, _id: 1 });
schema.index({ source: 1, change: 1 }, { partialFilterExpression: { source: { $exists: true } } });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const KnowledgeVersionModel = mongoose.model<KnowledgeVersionDoc>(
  'KnowledgeVersion',
  schema,
  'knowledge-versions',
);
