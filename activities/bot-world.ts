import { ticketSubtypes } from '../domain/ticket-types.ts';
import { lastNumber } from '../models/counter.ts';
import { InboxModel } from '../models/inbox.ts';
import { KnowledgeArticleModel } from '../models/knowledge-article.ts';
import type { Settings } from '../models/settings.ts';
import { KNOWLEDGE_REVISION } from '../models/write-knowledge.ts';
import type { BotHandoffRules, BotInbox, BotTickets, BotWorld, KnowledgeArticle } from './bot/bot.ts';

/** What the bot may know, out of MongoDB: read again only when something changed, the last known while it is away. */
export function createBotWorld(settings: () => Promise<Settings>): BotWorld {
  const articles = whenChanged<KnowledgeArticle[]>(
    async () => `${await lastNumber(KNOWLEDGE_REVISION)}:${await revision(KnowledgeArticleModel)}`,
    async () => {
      const docs = await KnowledgeArticleModel.find({ active: true }).sort({ _id: 1 }).lean();
      return docs.map(({ _id, title, body, keywords, updatedAt }) => ({
        id: _id,
        title,
        body,
        keywords,
        updatedAt: updatedAt.getTime(),
      }));
    },
  );
  const inboxes = whenChanged<BotInbox[]>(
    () => revision(InboxModel),
    async () => {
      const docs = await InboxModel.find({ kind: { $in: ['GENERAL', 'CUSTOM'] }, deletedAt: null })
        .sort({ _id: 1 })
        .lean();
      return docs.map(({ _id, name, description, keywords }) => ({ id: _id, name, description, keywords }));
    },
  );
  const tickets = async (): Promise<BotTickets> => {
    const { enabled, subtypes, requiredFields = {}, fields = {} } = (await settings()).ticketCreation;
    const active = ticketSubtypes.filter(
      (subtype) => enabled && (subtypes === undefined || subtypes.includes(subtype)),
    );
    return { active, requiredFields, fields };
  };
  const handoff = async (): Promise<BotHandoffRules> => {
    const { method, message } = (await settings()).handoff;
    return { method, ...(message === undefined ? {} : { message }) };
  };
  const texts = async () => (await settings()).texts ?? {};
  return { articles, inboxes, tickets, handoff, texts };
}

/** One number that differs after every write: the latest change and the count, for what was deleted. */
async function revision(model: typeof KnowledgeArticleModel | typeof InboxModel): Promise<string> {
  const [count, latest] = await Promise.all([
    (model as typeof InboxModel).estimatedDocumentCount(),
    (model as typeof InboxModel).findOne({}, { updatedAt: 1 }).sort({ updatedAt: -1 }).lean(),
  ]);
  return `${count}:${latest?.updatedAt.getTime() ?? 0}`;
}

function whenChanged<T>(revisionNow: () => Promise<string>, read: () => Promise<T>): () => Promise<T> {
  let kept: { revision: string; value: T } | null = null;
  return async () => {
    try {
      const revision = await revisionNow();
      if (kept?.revision !== revision) kept = { revision, value: await read() };
    } catch (error) {
      if (!kept) throw error;
    }
    return kept.value;
  };
}
