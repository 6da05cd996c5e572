/** The words every layer shares. Values are what goes over the wire. */

/** Milliseconds since the epoch, UTC. */
export type Instant = number;
/** Milliseconds. */
export type Duration = number;

export const roles = ['integrator', 'agent', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const states = ['BOT', 'BANDEJA', 'AGENTE', 'EXPIRADO'] as const;
export type State = (typeof states)[number];

export const inboxKinds = ['GENERAL', 'PERSONAL', 'CERRADAS', 'CUSTOM'] as const;
export type InboxKind = (typeof inboxKinds)[number];

export const sentiments = ['POSITIVO', 'NEUTRAL', 'NEGATIVO', 'ENOJADO'] as const;
export type Sentiment = (typeof sentiments)[number];

export const origins = ['customer', 'agent', 'integrator', 'campaign'] as const;
export type Origin = (typeof origins)[number];

export const sessionStatuses = ['open', 'awaiting-reply', 'expired'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

export const messageTypes = [
  'text',
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'button',
  'reaction',
  'order',
  'system',
  'template',
  'unsupported',
] as const;
export type MessageType = (typeof messageTypes)[number];

export const botModes = ['builtin', 'model', 'external', 'off'] as const;
export type BotMode = (typeof botModes)[number];

export const reopenTargets = ['bot', 'lastInbox', 'lastAgent'] as const;
export type ReopenTo = (typeof reopenTargets)[number];

/** Ids of the two inboxes that every account has from the start. */
export const GENERAL = 'general';
export const CERRADAS = 'cerradas';
