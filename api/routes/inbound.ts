import { z } from 'zod';
import type { App } from '../app.ts';
import { arrivalOf } from '../conversations/arrival.ts';
import type { ConversationService } from '../conversations/service.ts';
import { inboundInput } from '../schemas/inbound.ts';

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
}
