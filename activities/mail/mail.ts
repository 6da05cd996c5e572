import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import { AlertModel } from '../../models/alert.ts';
import { findArea, reachable } from '../../models/area.ts';
import { changeMail, MailModel, takeUpMail, writeMail } from '../../models/mail.ts';
import { SettingsModel } from '../../models/settings.ts';
import { findTicket, markMailed } from '../../models/ticket.ts';
import { ticketMail } from '../../texts/ticket-mail.ts';
import type { MailActivities } from '../../workflows/mail-delivery.ts';
import { MAIL_REFUSED, sendingOf } from '../../workflows/mail-queue.ts';
import type { TicketActivities } from '../ticket-contract.ts';
import type { MailProvider } from './resend.ts';
import { NotNow, Refused } from './resend.ts';

/** What one mail may be addressed to at most. Source: the provider's contract. */
const RECIPIENTS = 50;
const DEFAULT_ZONE = 'America/Argentina/Buenos_Aires';

export interface MailDeps {
  client: Client;
  /** Null: none is configured, mails are held. */
  provider: MailProvider | null;
  chatUrl(contactId: string): string;
}

/** Mail: written once, sent once, however often either is asked for. */
export function createMail(deps: MailDeps): MailActivities & Pick<TicketActivities, 'mailTicket'> {
  const { client, provider, chatUrl } = deps;
  return {
    async mailTicket(ticketId) {
      const doc = await findTicket(ticketId);
      if (!doc) throw new Error(`the ticket ${ticketId} is not stored yet`);
      const area = await findArea(doc.areaId);
      const settings = await SettingsModel.findById('account').lean();
      const timeZone = settings?.value.account.timeZone ?? DEFAULT_ZONE;
      const to = area?.notify ? reachable(area) : [];
      const { ticket, number, contactId } = doc;
      const labels = settings?.value.ticketCreation.fields;
      const facts = { ticket, number, areaName: area?.name ?? '', chatUrl: chatUrl(contactId), timeZone, labels };
      const ids: string[] = [];
      for (let i = 0; i < to.length; i += RECIPIENTS) {
        const _id = `mail_${ticketId}_${i / RECIPIENTS + 1}`;
        await writeMail({ _id, ticketId, contactId, to: to.slice(i, i + RECIPIENTS), ...ticketMail(facts) });
        ids.push(_id);
      }
      for (const mailId of ids) await client.workflow.start('mailDelivery', sendingOf({ mailId, round: 0 }));
      await markMailed(ticketId);
    },

    async sendMail({ mailId, round }) {
      if (!provider) {
        await changeMail(mailId, { status: 'held', reason: 'no mail provider is configured' });
        return;
      }
      const mail = await takeUpMail(mailId, round, provider.from);
      if (!mail) return;
      const { from, to, subject, html, text, ticketId, doubtful } = mail;
      const tags = [{ name: 'mail', value: mailId.replace(/[^\w-]/g, '-') }];
      if (ticketId) tags.push({ name: 'ticket', value: ticketId.replace(/[^\w-]/g, '-') });
      // Until there is an answer it is open whether the mail was taken, also when this process ends here.
      await changeMail(mailId, { doubtful: true });
      try {
        const key = `${mailId}/${mail.round}`;
        const providerId = await provider.send({ from: from ?? provider.from, to, subject, html, text, tags }, key);
        await changeMail(mailId, { status: 'sent', providerId, reason: null, doubtful: false, sentAt: Date.now() });
      } catch (error) {
        const answered = error instanceof Refused || error instanceof NotNow;
        await changeMail(mailId, { reason: String(error), ...(answered ? { doubtful } : {}) });
        throw failureOf(error);
      }
    },

    async failMail({ mailId, round, reason, refused }) {
      const mail = await MailModel.findById(mailId).lean();
      if (!mail || mail.status === 'sent') return;
      await changeMail(mailId, { status: mail.doubtful && !refused ? 'unknown' : 'failed', reason });
      const row = { contactId: mail.contactId, ticketId: mail.ticketId, kind: 'mail-failed', level: 1, detail: reason };
      const open = { state: null, place: null, open: true, endedAt: null, endedBy: null, endedHow: null };
      const alert = { ...row, ...open, raisedAt: Date.now() };
      await AlertModel.updateOne({ _id: `alr_${mailId}_${round}` }, { $setOnInsert: alert as never }, { upsert: true });
    },
  };
}

function failureOf(error: unknown): unknown {
  if (error instanceof Refused)
    return ApplicationFailure.create({ type: MAIL_REFUSED, message: error.message, nonRetryable: true });
  if (error instanceof NotNow && error.waitMs !== null)
    return ApplicationFailure.create({ type: 'NotNow', message: error.message, nextRetryDelay: error.waitMs });
  return error;
}
