import mongoose from 'mongoose';
import type { AnyAlertKind } from '../domain/alerts.ts';
import type { FieldType } from '../domain/ticket-types.ts';
import type { OwnTexts } from '../texts/es-ar.ts';
import type { BotMode, ReopenTo } from '../domain/vocabulary.ts';

/** The account's settings as they are stored. Durations are ISO 8601, longer than zero. */
export interface Settings {
  account: { name: string; email?: string | undefined; timeZone: string };
  bot: {
    mode: BotMode;
    /** Tokens that one conversation may use on a day of the account, and all of them together. */
    maxTokensPerConversation?: number | undefined;
    maxTokensPerDay?: number | undefined;
    /** In the currency of the account's choice. */
    pricePerMillionTokens?: { input: number; output: number } | undefined;
  };
  ticketCreation: {
    enabled: boolean;
    subtypes?: string[] | undefined;
    requiredFields?: Record<string, string[]> | undefined;
    fields?: Record<string, { label?: string | undefined; type: FieldType; pattern?: string | undefined }> | undefined;
  };
  /** Whom alerts are mailed to, and which; nobody when left out. */
  alertMail?: { emails: string[]; kinds?: AnyAlertKind[] | undefined } | undefined;
  handoff: {
    method: 'inbox' | 'zendesk' | 'gorgias' | 'message';
    message?: string | undefined;
    /** Secrets are sealed. `webhookSecret` is what the helpdesk proves itself with when it tells us something. */
    zendesk?: { baseUrl: string; email: string; apiToken: string; webhookSecret?: string | undefined } | undefined;
    gorgias?: { baseUrl: string; email: string; apiKey: string; webhookSecret?: string | undefined } | undefined;
  };
  /** By channel; `default` for those not named. */
  sessionWindow: { default: string } & Record<string, string>;
  escalation: {
    unattendedAfter: string;
    unansweredAfter: string;
    windowClosingBefore: string;
    ticketUnattendedAfter: string;
  };
  presenceTimeout: string;
  /** After how long away an agent's chats go back to their inboxes; never when left out. */
  absenceReturnAfter?: string | undefined;
  reopenTo: ReopenTo;
  whatsapp?: { readMarks?: boolean | undefined } | undefined;
  /** Between the groups of one agent and the next; a minute and a half when left out. */
  roomCreationPace?: string | undefined;
  /** What customers read in the place of the catalogue's texts, by name. */
  texts?: OwnTexts | undefined;
  /** How long a contact stays quiet before its workflow ends. */
  retireAfter: string;
}

export interface SettingsDoc {
  _id: 'account';
  value: Settings;
  /** Grows with each change of the settings, and of what conversations are told together with them. */
  version: number;
  updatedAt: Date;
}

const schema = new mongoose.Schema<SettingsDoc>(
  {
    _id: { type: String, required: true },
    value: { type: mongoose.Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, autoIndex: false, minimize: false, id: false },
);

export const SettingsModel = mongoose.model<SettingsDoc>('Settings', schema, 'settings');

export function defaultSettings(account: {
  email?: string | undefined;
  timeZone: string;
  botMode?: BotMode | undefined;
}): Settings {
  return {
    account: { name: 'Mi empresa', ...(account.email ? { email: account.email } : {}), timeZone: account.timeZone },
    bot: { mode: account.botMode ?? 'builtin' },
    ticketCreation: { enabled: false },
    handoff: { method: 'inbox' },
    sessionWindow: { default: 'PT24H' },
    escalation: {
      unattendedAfter: 'PT5M',
      unansweredAfter: 'PT10M',
      windowClosingBefore: 'PT1H',
      ticketUnattendedAfter: 'PT4H',
    },
    presenceTimeout: 'PT2M',
    reopenTo: 'bot',
    retireAfter: 'P30D',
  };
}

/** What the model may use where the account says nothing: some 40 turns of a chat, and 1,000 in all. */
export function botCeilings({ bot }: Pick<Settings, 'bot'>) {
  const { maxTokensPerConversation = 100_000, maxTokensPerDay = 2_500_000 } = bot;
  return { maxTokensPerConversation, maxTokensPerDay };
}

/** Replaces the settings if they are still of the version they were read in; null when they are not. */
export async function replaceSettings(value: Settings, version: number): Promise<SettingsDoc | null> {
  return await SettingsModel.findOneAndUpdate(
    { _id: 'account', version },
    { $set: { value, updatedAt: new Date() }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean();
}

/** Makes conversations read the policy anew after a change outside the settings that it depends on. */
export async function touchSettings(): Promise<void> {
  await SettingsModel.updateOne({ _id: 'account' }, { $inc: { version: 1 }, $set: { updatedAt: new Date() } });
}
