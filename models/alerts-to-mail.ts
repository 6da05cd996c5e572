import mongoose from 'mongoose';
import type { AnyAlertKind } from '../domain/alerts.ts';
import type { AlertDoc } from './alert.ts';
import { AlertModel } from './alert.ts';
import { MailModel, writeMail } from './mail.ts';

/** Older ones that were never told are history. */
const LOOKED_BACK_MS = 3_600_000;
const MOST_IN_ONE = 100;

export interface AlertMail {
  to: string[];
  subject: string;
  html: string;
  text: string;
}

/**
 * Writes one mail of all open alerts that none has told of yet, unless one was written since `notBefore`. The alerts are
 * marked in the same transaction, so each is told once, whoever else is at it. Null: there is nothing to tell now.
 */
export async function mailAlerts(
  kinds: readonly AnyAlertKind[],
  notBefore: number,
  render: (alerts: AlertDoc[]) => Promise<AlertMail>,
): Promise<string | null> {
  const last = await MailModel.findOne({ alerts: true, createdAt: { $gt: notBefore } }, { _id: 1 }).lean();
  if (last) return null;
  // A mail about a mail of alerts would bring about the next.
  const ownMail = { kind: { $in: ['mail-failed', 'mail-undeliverable'] }, ticketId: null };
  const untold = { open: true, mailId: null, kind: { $in: kinds }, $nor: [ownMail] };
  const alerts = await AlertModel.find({ ...untold, raisedAt: { $gt: Date.now() - LOOKED_BACK_MS } } as never)
    .sort({ raisedAt: 1, _id: 1 })
    .limit(MOST_IN_ONE)
    .lean<AlertDoc[]>();
  const [first] = alerts;
  if (!first) return null;
  const mail = await render(alerts);
  const mailId = `mail_${first._id}`;
  const ids = alerts.map(({ _id }) => _id);
  return mongoose.connection.transaction(async (session) => {
    const untouched = { _id: { $in: ids }, mailId: null } as never;
    // Others have told of some of these: the next look takes the rest.
    if ((await AlertModel.countDocuments(untouched, { session })) < ids.length) return null;
    await AlertModel.updateMany(untouched, { $set: { mailId } }, { session });
    await writeMail({ _id: mailId, ticketId: null, contactId: null, alerts: true, ...mail }, session);
    return mailId;
  });
}

/** Mails of alerts that were written and not taken up yet: whoever wrote them may have ended before saying so. */
export async function waitingAlertMails(): Promise<string[]> {
  const since = Date.now() - LOOKED_BACK_MS;
  const mails = await MailModel.find(
    { alerts: true, status: 'queued', from: null, createdAt: { $gt: since } },
    { _id: 1 },
  );
  return mails.map(({ _id }) => _id);
}
