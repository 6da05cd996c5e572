import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { AlertModel } from '../../models/alert.ts';
import { markUndeliverable } from '../../models/area.ts';
import { MailModel } from '../../models/mail.ts';

const told = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string(),
    to: z.array(z.string()).default([]),
    bounce: z.object({ type: z.string().default(''), message: z.string().default('') }).optional(),
    suppressed: z.object({ message: z.string().default('') }).optional(),
    failed: z.object({ reason: z.string().default('') }).optional(),
  }),
});
type Told = z.output<typeof told>;

/** The provider's event, if the signature over the bytes as they came is its own and fresh; null otherwise. */
export function verified(secret: string, headers: Record<string, string>, raw: string): unknown {
  try {
    return new Webhook(secret).verify(raw, {
      'webhook-id': headers['svix-id'] ?? '',
      'webhook-timestamp': headers['svix-timestamp'] ?? '',
      'webhook-signature': headers['svix-signature'] ?? '',
    });
  } catch {
    return null;
  }
}

/** Takes what the provider tells of a mail that it had taken; told twice, it is done once. `eventId` is the event's own. */
export async function takeTold(eventId: string, event: unknown): Promise<void> {
  const parsed = told.safeParse(event);
  if (!parsed.success) return;
  const reason = undeliverable(parsed.data);
  const { email_id, to, failed } = parsed.data.data;
  if (reason === null && parsed.data.type !== 'email.failed') return;
  const mail = await MailModel.findOneAndUpdate(
    { providerId: email_id },
    { $set: { status: 'failed', reason: reason ?? failed?.reason ?? parsed.data.type } },
    { returnDocument: 'after' },
  ).lean();
  const addresses = to.map(addressIn);
  if (reason !== null) for (const address of addresses) await markUndeliverable(address, reason);
  const about = { contactId: mail?.contactId ?? null, ticketId: mail?.ticketId ?? null, state: null, place: null };
  const alert = {
    ...about,
    kind: reason === null ? 'mail-failed' : 'mail-undeliverable',
    level: 1,
    detail: `${addresses.join(', ')}: ${reason ?? failed?.reason ?? ''}`.slice(0, 500),
    raisedAt: Date.now(),
    open: true,
    endedAt: null,
    endedBy: null,
    endedHow: null,
  };
  await AlertModel.updateOne({ _id: `alr_mail_${eventId}` }, { $setOnInsert: alert as never }, { upsert: true });
}

/** Why nothing shall be sent to the address any more; null where it may: a mailbox that is full today is none of them. */
function undeliverable({ type, data }: Told): string | null {
  switch (type) {
    case 'email.bounced':
      return data.bounce?.type === 'Transient' ? null : `bounced: ${data.bounce?.message ?? ''}`;
    case 'email.complained':
      return 'complained: marked as spam';
    case 'email.suppressed':
      return `suppressed: ${data.suppressed?.message ?? ''}`;
    default:
      return null;
  }
}

function addressIn(recipient: string): string {
  return (/<([^>]+)>/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
}
