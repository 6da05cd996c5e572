import { alertKinds } from './state.ts';

/** Everything that supervisors are alerted of: by conversations, by tickets, and by the account's mail. */
export const everyAlertKind = [
  ...alertKinds,
  'ticket-unattended',
  'helpdesk-failed',
  'mail-failed',
  'mail-undeliverable',
  'channel-failed',
] as const;
export type AnyAlertKind = (typeof everyAlertKind)[number];
