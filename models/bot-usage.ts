import mongoose from 'mongoose';

/** What the model cost. Tokens as the server told them; `cost` by the account's prices at the time, 0 without prices. */
export interface Usage {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  cost: number;
}

/** One calendar day of the account, in its time zone: `2026-11-22`. */
export interface BotDayDoc extends Partial<Usage> {
  _id: string;
  /** How often the built-in bot stood in, by reason. */
  fallbacks?: Record<string, number>;
  /** When a turn first met the day's ceiling. */
  ceilingReachedAt?: Date;
}

/** The same of one conversation. */
export interface BotConversationDayDoc extends Usage {
  _id: string;
  contactId: string;
  day: string;
}

const usage = { calls: Number, promptTokens: Number, completionTokens: Number, cost: Number };
const options = { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false } as const;

const days = new mongoose.Schema<BotDayDoc>(
  {
    _id: { type: String, required: true },
    ...usage,
    fallbacks: mongoose.Schema.Types.Mixed,
    ceilingReachedAt: Date,
  } as never,
  options,
);
const conversationDays = new mongoose.Schema<BotConversationDayDoc>(
  { _id: { type: String, required: true }, contactId: String, day: String, ...usage } as never,
  options,
);
conversationDays.index({ contactId: 1, day: 1 });

export const BotDayModel = mongoose.model<BotDayDoc>('BotDay', days, 'bot_days');
export const BotConversationDayModel = mongoose.model<BotConversationDayDoc>(
  'BotConversationDay',
  conversationDays,
  'bot_conversation_days',
);

const idOf = (contactId: string, day: string) => `${day}:${contactId}`;

/** Adds what was spent to the day and to the conversation's day, both or neither. */
export async function addUsage(contactId: string, day: string, spent: Usage): Promise<void> {
  await mongoose.connection.transaction(async (session) => {
    const once = { session, upsert: true } as const;
    await BotConversationDayModel.updateOne(
      { _id: idOf(contactId, day) },
      { $inc: spent, $setOnInsert: { contactId, day } },
      once,
    );
    await BotDayModel.updateOne({ _id: day }, { $inc: spent }, once);
  });
}

/** Tokens so far, of the day and of the conversation on it. */
export async function tokensOn(day: string, contactId: string): Promise<{ day: number; conversation: number }> {
  const [all, one] = await Promise.all([
    BotDayModel.findById(day).lean(),
    BotConversationDayModel.findById(idOf(contactId, day)).lean(),
  ]);
  const tokens = (doc: Partial<Usage> | null) => (doc?.promptTokens ?? 0) + (doc?.completionTokens ?? 0);
  return { day: tokens(all), conversation: tokens(one) };
}

export async function countFallback(day: string, reason: string): Promise<void> {
  await BotDayModel.updateOne({ _id: day }, { $inc: { [`fallbacks.${reason}`]: 1 } }, { upsert: true });
}

/** Notes that the day's ceiling was met; true for whoever is the first to. */
export async function noteCeiling(day: string, at: Date): Promise<boolean> {
  const { modifiedCount } = await BotDayModel.updateOne(
    { _id: day, ceilingReachedAt: { $exists: false } },
    { $set: { ceilingReachedAt: at } },
  );
  return modifiedCount === 1;
}

/** The days of a range that have any, oldest first; both ends included. */
export async function daysBetween(from: string, to: string): Promise<BotDayDoc[]> {
  return await BotDayModel.find({ _id: { $gte: from, $lte: to } })
    .sort({ _id: 1 })
    .lean();
}

/** Everything one conversation has cost. */
export async function usageOf(contactId: string): Promise<Usage> {
  const sum = (field: string) => ({ $sum: `$${field}` });
  const [found] = await BotConversationDayModel.aggregate<Usage>([
    { $match: { contactId } },
    {
      $group: {
        _id: null,
        calls: sum('calls'),
        promptTokens: sum('promptTokens'),
        completionTokens: sum('completionTokens'),
        cost: sum('cost'),
      },
    },
  ]);
  return found ?? nothing;
}

export async function usageOn(contactId: string, day: string): Promise<Usage> {
  return (await BotConversationDayModel.findById(idOf(contactId, day)).lean()) ?? nothing;
}

const nothing: Usage = { calls: 0, promptTokens: 0, completionTokens: 0, cost: 0 };
