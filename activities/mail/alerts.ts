import { log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { everyAlertKind } from '../../domain/alerts.ts';
import type { AlertDoc } from '../../models/alert.ts';
import { mailAlerts, waitingAlertMails } from '../../models/alerts-to-mail.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Settings } from '../../models/settings.ts';
import { alertMail } from '../../texts/alert-mail.ts';
import { sendingOf } from '../../workflows/mail-queue.ts';

const EVERY_MS = 60_000;

export interface AlertMailDeps {
  client: Client;
  settings(): Promise<Settings | undefined>;
  chatUrl(contactId: string): string;
}

/**
 * Tells supervisors by mail of what is raised, where settings name them: one mail of one alert, or one of all that came
 * within a minute. What fails is made up for by the next look.
 */
export function createAlertMails({ client, settings, chatUrl }: AlertMailDeps): { tellByMail(): Promise<void> } {
  return {
    async tellByMail() {
      const { alertMail: wanted, account } = (await settings()) ?? {};
      if (!wanted || !account || wanted.emails.length === 0) return;
      try {
        await mailAlerts(wanted.kinds ?? everyAlertKind, Date.now() - EVERY_MS, async (alerts) => ({
          to: wanted.emails,
          ...alertMail(await factsOf(alerts), account.timeZone),
        }));
        for (const mailId of await waitingAlertMails())
          await client.workflow.start('mailDelivery', sendingOf({ mailId, round: 0 }));
      } catch (error) {
        log.warn('supervisors were not told of alerts by mail yet', { error: String(error) });
      }
    },
  };

  async function factsOf(alerts: AlertDoc[]) {
    const ids = [...new Set(alerts.flatMap(({ contactId }) => contactId ?? []))];
    const chats = await ConversationModel.find({ _id: { $in: ids } }, { conversation: 1 }).lean();
    const names = new Map(chats.map(({ _id, conversation: { profile } }) => [_id, profile.name ?? profile.firstName]));
    return alerts.map(({ kind, level, raisedAt, contactId, place, detail }) => ({
      kind,
      level,
      raisedAt,
      contactName: names.get(contactId ?? '') ?? null,
      place: place?.label ?? null,
      detail: detail ?? null,
      chatUrl: contactId === null ? null : chatUrl(contactId),
    }));
  }
}
