import { durationMs } from '../config/duration.ts';
import type { Policy, TicketRules } from '../domain/policy.ts';
import type { KnownRoom } from '../domain/rooms.ts';
import { roomRulesOf } from '../domain/rooms.ts';
import type { TicketSubtype } from '../domain/ticket-types.ts';
import { ticketSubtypes } from '../domain/ticket-types.ts';
import { knownRooms } from './room.ts';
import type { Settings } from './settings.ts';
import { SettingsModel } from './settings.ts';
import { WebhookModel } from './webhook.ts';

/** What a policy depends on besides the settings. */
export interface PolicyFacts {
  /** Of the settings. */
  version: number;
  /** Whether any endpoint listens. */
  webhooks: boolean;
  rooms: readonly KnownRoom[];
}

/** The account's rules for a channel, as conversations take them. */
export function policyOf(
  settings: Settings,
  channel: string,
  { version, webhooks, rooms: known }: PolicyFacts,
): Policy {
  const { escalation, sessionWindow } = settings;
  const rooms = roomRulesOf(known);
  const window = Object.hasOwn(sessionWindow, channel) ? sessionWindow[channel] : undefined;
  return {
    version,
    botMode: settings.bot.mode,
    reopenTo: settings.reopenTo,
    window: durationMs(window ?? sessionWindow.default),
    unattendedAfter: durationMs(escalation.unattendedAfter),
    unansweredAfter: durationMs(escalation.unansweredAfter),
    windowClosingBefore: durationMs(escalation.windowClosingBefore),
    retireAfter: durationMs(settings.retireAfter),
    webhooks,
    tickets: ticketRulesOf(settings),
    ...(rooms ? { rooms } : {}),
    ...(settings.texts?.handedOver === undefined ? {} : { handedOver: settings.texts.handedOver }),
  };
}

/**
 * The rules for a channel as they stand in the store: for commands that no API gives, to chats that may be older than the
 * rules. Settings are read first: a rule that changes meanwhile comes with a later version once more.
 */
export async function policyNow(channel: string): Promise<Policy> {
  const settings = await SettingsModel.findById('account').lean();
  if (!settings) throw new Error('the database has no settings');
  const [webhooks, rooms] = await Promise.all([WebhookModel.exists({ active: true }), knownRooms()]);
  return policyOf(settings.value, channel, { version: settings.version, webhooks: webhooks !== null, rooms });
}

function ticketRulesOf({ escalation, ticketCreation }: Settings): TicketRules {
  const { enabled, subtypes = ticketSubtypes, requiredFields = {} } = ticketCreation;
  return {
    unattendedAfter: durationMs(escalation.ticketUnattendedAfter),
    subtypes: enabled ? (subtypes as TicketSubtype[]) : [],
    fields: requiredFields as TicketRules['fields'],
  };
}
