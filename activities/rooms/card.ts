import { isFileMessage } from '../../domain/media.ts';
import type { Conversation } from '../../domain/state.ts';
import { placeOf } from '../../domain/state.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { MessageModel } from '../../models/message.ts';
import type { BriefFacts, CaseFacts } from '../../texts/rooms.ts';
import { roomTexts } from '../../texts/rooms.ts';

const LINES = 10;
const LONGEST = 300;

/** What an agent reads of a conversation when a case opens, and with `/info`. */
export async function briefOf(c: Conversation): Promise<BriefFacts> {
  const rows = await MessageModel.find(
    { contactId: c.id, seq: { $exists: true }, direction: { $in: ['in', 'out'] }, deletedAt: { $exists: false } },
    { author: 1, text: 1, type: 1 },
  )
    .sort({ seq: -1 })
    .limit(LINES)
    .lean();
  const names = { contact: c.profile.firstName ?? 'Cliente', bot: 'Bot', system: 'Sistema', agent: 'Agente' };
  const lines = rows.toReversed().map(({ author, text, type }) => ({
    who: author.kind === 'agent' ? (author.name ?? names.agent) : names[author.kind],
    text: `${isFileMessage(type) ? `${roomTexts.something(type)} ` : ''}${(text ?? '').slice(0, LONGEST)}`.trim(),
  }));
  const { name, phone, email } = c.profile;
  const { inbox, subject, isAngry } = await factsOf(c);
  return { inbox, customer: name, phone, email, subject, isAngry, lines };
}

/** No more of the person than it takes to recognise the case. */
export async function factsOf(c: Conversation): Promise<CaseFacts> {
  const { profile, sentiment, chat } = c;
  return {
    inbox: placeOf(chat).inboxName ?? '',
    customer: profile.firstName ?? profile.name?.split(' ')[0] ?? null,
    subject: c.attention.episode?.began.reason ?? null,
    isAngry: sentiment === 'ENOJADO',
  };
}

/** A conversation as of a version or later; throws until it is written. */
export async function writtenOf(contactId: string, version: number): Promise<Conversation> {
  const doc = await ConversationModel.findById(contactId, { v: 1, conversation: 1 }).lean();
  if (!doc || doc.v < version) throw new Error('the conversation is not written yet');
  return doc.conversation;
}
