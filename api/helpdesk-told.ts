import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** What a helpdesk tells of one of our cases. */
export interface HelpdeskTold {
  /** Of the event: told twice it is done once. */
  id: string;
  caseId: string;
  status: 'open' | 'solved';
}

/** Whether who sent these bytes has our secret. A copy of an old event is known by the event's id. */
export function zendeskSigned(secret: string, headers: IncomingHttpHeaders, raw: string): boolean {
  const at = String(headers['x-zendesk-webhook-signature-timestamp'] ?? '');
  const expected = createHmac('sha256', secret)
    .update(at + raw)
    .digest();
  const shown = Buffer.from(String(headers['x-zendesk-webhook-signature'] ?? ''), 'base64');
  return same(shown, expected);
}

/** Its HTTP integrations sign nothing; they send headers that are set there. */
export function gorgiasKnown(secret: string, headers: IncomingHttpHeaders): boolean {
  return same(Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${secret}`));
}

function same(shown: Buffer, expected: Buffer): boolean {
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

const zendeskEvent = z.object({
  id: z.string().min(1).max(100),
  type: z.literal('zen:event-type:ticket.status_changed'),
  detail: z.object({ external_id: z.string(), status: z.string() }),
});
const gorgiasTicket = z.object({
  id: z.union([z.number(), z.string()]),
  external_id: z.string(),
  status: z.string(),
  updated_datetime: z.string().max(40).optional(),
});
const gorgiasEvent = z.union([z.object({ ticket: gorgiasTicket }).transform(({ ticket }) => ticket), gorgiasTicket]);

/** Null where the event is none that we know, or of no case of ours. */
export function toldByZendesk(body: unknown): HelpdeskTold | null {
  const { data } = zendeskEvent.safeParse(body);
  return data ? toldOf(`zendesk:${data.id}`, data.detail.external_id, data.detail.status) : null;
}

/** The body is the ticket, bare or as `ticket`, as the integration is set up to send it. */
export function toldByGorgias(body: unknown): HelpdeskTold | null {
  const { data } = gorgiasEvent.safeParse(body);
  if (!data) return null;
  return toldOf(
    `gorgias:${data.id}:${data.status}:${data.updated_datetime ?? randomUUID()}`,
    data.external_id,
    data.status,
  );
}

function toldOf(id: string, caseId: string, told: string): HelpdeskTold | null {
  if (!caseId.startsWith('hd_')) return null;
  const isDone = ['solved', 'closed'].includes(told.toLowerCase());
  return { id, caseId, status: isDone ? 'solved' : 'open' };
}
