import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { everyAlertKind } from '../../domain/alerts.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Names } from '../../domain/wire.ts';
import { wirePlace } from '../../domain/wire.ts';
import type { AlertDoc } from '../../models/alert.ts';
import { AlertModel, endAlert } from '../../models/alert.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { alertView } from '../schemas/alert.ts';
import { flag, id, idParams } from '../schemas/fields.ts';
import type { TicketDesk } from '../tickets/desk.ts';
import { actorOf } from '../tickets/desk.ts';

/** What supervisors have to look at. */
export function alertRoutes(app: App, service: ConversationService, tickets: TicketDesk): void {
  const tags = ['alerts'];
  const viewOf = (doc: AlertDoc) => alertOf(doc, service.view.names);

  app.get(
    '/v1/alerts',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'List alerts, newest first',
        querystring: z.strictObject({
          ...pageQuery,
          open: flag.optional(),
          kind: z.enum(everyAlertKind).optional(),
          contactId: id.optional(),
        }),
        response: { 200: pageOf(alertView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const conditions = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
      const page = await keysetPage(AlertModel as never, conditions, {
        list: 'alerts',
        filters,
        sort: { field: 'raisedAt', direction: -1 },
        limit,
        cursor,
      });
      return { items: (page.items as unknown as AlertDoc[]).map(viewOf), nextCursor: page.nextCursor };
    },
  );

  app.post(
    '/v1/alerts/:id/acknowledge',
    {
      config: { roles: ['supervisor'], idempotency: 'optional' },
      schema: {
        tags,
        summary: 'Acknowledge an alert: it ends, and does not repeat for the same wait',
        params: idParams,
        body: z.strictObject({}),
        response: { 200: alertView },
      },
    },
    async ({ params, caller }) => {
      const alert = await AlertModel.findById(params.id).lean<AlertDoc>();
      if (!alert) throw problem('not-found');
      if (alert.open) await acknowledge(alert, caller);
      const now = await AlertModel.findById(params.id).lean<AlertDoc>();
      return viewOf(now ?? alert);
    },
  );

  /** Whoever raised it ends it; what nothing keeps running for is ended where it is kept. */
  async function acknowledge({ _id, contactId, kind, ticketId }: AlertDoc, caller: Caller): Promise<void> {
    const change = { type: 'acknowledge', alertId: _id } as const;
    if (kind === 'ticket-unattended') await tickets.change(ticketId ?? '', caller, randomUUID(), change);
    else if (kind === 'helpdesk-failed' || kind === 'mail-failed' || kind === 'mail-undeliverable')
      await endAlert(_id, actorOf(caller), 'acknowledge');
    else await service.order({ contactId: contactId ?? '', caller, commandId: randomUUID(), command: () => change });
  }
}

/** An alert as it goes over the wire. */
export function alertOf({ _id, ...row }: AlertDoc, names: Names) {
  return {
    id: _id,
    contactId: row.contactId,
    ticketId: row.ticketId ?? null,
    kind: row.kind,
    level: row.level,
    state: row.state,
    place: row.place ? wirePlace(row.place, names) : null,
    detail: row.detail ?? null,
    raisedAt: new Date(row.raisedAt).toISOString(),
    open: row.open,
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    endedBy: row.endedBy,
    endedHow: row.endedHow,
  };
}
