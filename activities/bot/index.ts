export type { Bot, BotInbox, BotTickets, BotWorld, KnowledgeArticle } from './bot.ts';
export { createBuiltinBot } from './builtin-bot.ts';
export { chooseInbox } from './choose-inbox.ts';
export { matterOf } from './matter.ts';
export { searchKnowledge } from './search-knowledge.ts';
export { recogniseSentiment } from './sentiment.ts';
export { wantsPerson } from './wants-person.ts';
export { isNo, isYes } from './yes-no.ts';
