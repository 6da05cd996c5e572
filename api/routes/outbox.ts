import { z } from 'zod';
import type { MailDoc } from '../../models/mail.ts';
import { MailModel, mailStatuses } from '../../models/mail.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { id, instant } from '../schemas/fields.ts';

const mailView = z
  .object({
    id: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    status: z.enum(mailStatuses),
    reason: z.string().nullable().describe('Why it was not sent'),
    ticketId: z.string().nullable(),
    contactId: z.string().nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({ id: 'Mail' });

const unsent = ['held', 'failed', 'unknown'] as const;
/** How many are handed over at once. */
const AT_ONCE = 20;

/** Mails that were not sent, and sending them later. */
export function outboxRoutes(app: App, { conversations, env }: Pick<Deps, 'conversations' | 'env'>): void {
  const tags = ['outbox'];

  app.get(
    '/v1/outbox',
    {
      config: { roles: ['admin'] },
      schema: {
        tags,
        summary: 'List mails that were not sent, the oldest first',
        querystring: z.strictObject({
          ...pageQuery,
          status: z.enum(mailStatuses).optional().describe('`held`, `failed` and `unknown` when left out'),
          ticketId: id.optional(),
        }),
        response: { 200: pageOf(mailView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const filter = {
        status: filters.status ?? { $in: unsent },
        ...(filters.ticketId ? { ticketId: filters.ticketId } : {}),
      };
      const sort = { field: 'createdAt', direction: 1 } as const;
      const page = await keysetPage(MailModel, filter, { list: 'outbox', filters, sort, limit, cursor });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.post(
    '/v1/outbox/send',
    {
      config: { roles: ['admin'], errors: ['mail-not-configured', 'temporal-unavailable'] },
      schema: {
        tags,
        summary: 'Send the mails that were held, and once more those that the provider refused',
        description: 'A mail of which nobody knows whether it was sent is left alone.',
        body: z.strictObject({}).optional(),
        response: { 202: z.object({ sending: z.number().int() }).meta({ id: 'OutboxSending' }) },
      },
    },
    async (_, reply) => {
      if (!env.mail.apiKey) throw problem('mail-not-configured');
      let sending = 0;
      const mails = MailModel.find({ status: { $in: ['held', 'failed'] } }, { status: 1, round: 1 })
        .sort({ createdAt: 1 })
        .lean()
        .cursor();
      let starting: Promise<void>[] = [];
      for await (const { _id, status, round } of mails) {
        // One that was refused goes under another key: the provider may know the answer to the old one.
        starting.push(conversations.sendMail({ mailId: _id, round: status === 'failed' ? round + 1 : round }));
        sending += 1;
        if (starting.length < AT_ONCE) continue;
        await Promise.all(starting);
        starting = [];
      }
      await Promise.all(starting);
      return reply.code(202).send({ sending });
    },
  );
}

function view(mail: MailDoc): z.output<typeof mailView> {
  const { _id, to, subject, text, html, status, reason, ticketId, contactId, createdAt, sentAt } = mail;
  const times = {
    createdAt: new Date(createdAt).toISOString(),
    sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
  };
  return { id: _id, to, subject, text, html, status, reason, ticketId, contactId, ...times };
}
