import { z } from 'zod';
import type { App } from '../app.ts';
import { arrivalOf } from '../conversations/arrival.ts';
import type { Arrival } from '../conversations/intake.ts';
import { editsOf, statusesOf } from '../conversations/later.ts';
import type { ConversationService } from '../conversations/service.ts';
import { inboundInput } from '../schemas/inbound.ts';
import { editInput, laterTaken, statusInput } from '../schemas/inbound-later.ts';

const description = `A message whose type is not known is taken, kept, and shown as \`unsupported\`. A channel is there from its first
message on: a new name makes a new channel, and its contacts are not those of any other.`;

/** Customers' messages from any channel. Durable in Temporal before it answers; MongoDB is not needed. */
export function inboundRoutes(app: App, { ids, intake }: ConversationService): void {
  app.post(
    '/v1/inbound/messages',
    {
      config: { roles: ['integrator'], idempotency: 'optional' },
      schema: {
        tags: ['inbound'],
        summary: 'Take one customer message; its id makes it idempotent',
        description,
        body: inboundInput,
        response: { 202: z.object({ contactId: z.string(), messageId: z.string(), duplicate: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { messageId, ...arrival } = arrivalOf(ids, request.body, Date.now());
      const duplicate = await intake.take(arrival);
      return reply.code(202).send({ contactId: arrival.contactId, messageId, duplicate });
    },
  );
  const takeAll = async (contactId: string, told: (Arrival & { messageId: string })[]) => {
    const items = told.map(async ({ messageId, ...arrival }) => ({ messageId, duplicate: await intake.take(arrival) }));
    return { contactId, items: await Promise.all(items) };
  };

  app.post(
    '/v1/inbound/statuses',
    {
      config: { roles: ['integrator'], idempotency: 'optional' },
      schema: {
        tags: ['inbound'],
        summary: 'Take what became of messages to a customer; in any order, any number of times',
        description: `A status only goes forward, whichever comes first; \`failed\` is final unless the customer’s device confirms the
message later. What comes before its message is kept and applied to it. \`window-closed\` ends the session when the customer has not
written since the message went.`,
        body: statusInput,
        response: { 202: laterTaken },
      },
    },
    async ({ body }, reply) =>
      reply
        .code(202)
        .send(await takeAll(ids.contact(body.channel, body.contact.id), statusesOf(ids, body, Date.now()))),
  );

  app.post(
    '/v1/inbound/edits',
    {
      config: { roles: ['integrator'], idempotency: 'optional' },
      schema: {
        tags: ['inbound'],
        summary: 'Take what a customer made of messages of theirs: another text, or none',
        description: `What comes before its message is kept and applied to it. Earlier texts stay in \`edits\`; what the customer took back is
shown to supervisors alone.`,
        body: editInput,
        response: { 202: laterTaken },
      },
    },
    async ({ body }, reply) =>
      reply.code(202).send(await takeAll(ids.contact(body.channel, body.contact.id), editsOf(ids, body, Date.now()))),
  );
}
