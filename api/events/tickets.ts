import { randomBytes } from 'node:crypto';
import { EventTicketModel } from '../../models/event-ticket.ts';
import { hashKey } from '../../models/key.ts';

const LIFE_MS = 60_000;

/** A ticket in clear: shown once, good once, for a minute, with any API process. */
export async function issueTicket(keyId: string): Promise<{ ticket: string; expiresAt: Date }> {
  const ticket = `evt_${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + LIFE_MS);
  await EventTicketModel.create({ _id: hashKey(ticket), keyId, expiresAt });
  return { ticket, expiresAt };
}

/** The id of the key that the ticket stands for, and the ticket is spent; null for one that is none any more. */
export async function spendTicket(ticket: string): Promise<string | null> {
  const spent = await EventTicketModel.findOneAndDelete({
    _id: hashKey(ticket),
    expiresAt: { $gt: new Date() },
  }).lean();
  return spent?.keyId ?? null;
}
