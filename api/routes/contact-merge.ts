import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import { emailKey, phoneKey, unsafeReasons, unsafeToLink } from '../../domain/person.ts';
import type { Conversation } from '../../domain/state.ts';
import { wireContact } from '../../domain/wire.ts';
import { ConversationModel } from '../../models/conversation.ts';
import { link, linkedTo, unlink } from '../../models/person.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import { unsafeTexts } from '../../texts/merge.ts';
import type { App } from '../app.ts';
import { cardOf } from '../conversations/card.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { contactCard, contactView } from '../schemas/conversation.ts';
import { id, idParams } from '../schemas/fields.ts';

const duplicateView = z
  .object({
    contact: contactView,
    because: z.array(z.enum(['phone', 'email'])),
    unsafe: z
      .array(z.object({ code: z.enum(unsafeReasons), text: z.string() }))
      .describe('What a merge is refused for now'),
  })
  .meta({ id: 'Duplicate' });

/** Contacts that are one person. Each keeps its conversation and its history; a link is all that a merge makes. */
export function contactMergeRoutes(app: App, service: ConversationService): void {
  const { readStored, facts, view } = service;
  const tags = ['contacts'];

  app.post(
    '/v1/contacts/:id/merge',
    {
      config: { roles: ['agent'], idempotency: 'optional', errors: ['merge-unsafe'] },
      schema: {
        tags,
        summary: 'Link two contacts as one person; refused where they could be two',
        description: `Each keeps its chat and its history. The card shows the other under \`linkedContacts\`, and what it lacks itself out
of the other’s. \`DELETE\` undoes it.`,
        params: idParams,
        body: z.strictObject({ contactId: id }).meta({ id: 'ContactMerge' }),
        response: { 200: contactCard },
      },
    },
    async ({ params, body, caller }) => {
      const [mine, theirs] = await bothOf(params.id, body.contactId, caller);
      if (mine.id === theirs.id) throw unsafe(unsafeToLink(mine, theirs, [mine], [theirs]));
      const by = { id: caller.agentId, name: caller.name };
      await link([mine.id, theirs.id], by, (group, other) => {
        const found = (all: Conversation[], known: Conversation) => all.find((one) => one.id === known.id) ?? known;
        const reasons = unsafeToLink(found(group, mine), found(other, theirs), group, other);
        if (reasons.length > 0) throw unsafe(reasons);
      });
      return cardOf(mine, caller, service);
    },
  );

  app.delete(
    '/v1/contacts/:id/merge/:otherId',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Take a contact out of the person again',
        params: z.strictObject({ id, otherId: id }),
        response: { 204: z.null() },
      },
    },
    async ({ params, caller }, reply) => {
      await bothOf(params.id, params.otherId, caller);
      if (params.id === params.otherId || !(await unlink(params.id, params.otherId))) {
        throw problem('not-found', { detail: 'They are not linked.' });
      }
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/v1/contacts/:id/duplicates',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List contacts that may be the same person: of the same phone number or e-mail',
        params: idParams,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(duplicateView) },
      },
    },
    async ({ params, query, caller }) => {
      const own = await readStored(params.id, caller);
      const keys = keysOf(own);
      const same = Object.entries(keys).flatMap(([field, key]) => (key === null ? [] : [{ [field]: key }]));
      if (same.length === 0) return { items: [], nextCursor: null };
      const known = [own.id, ...(await linkedTo(own.id)).map(({ contactId }) => contactId)];
      const page = await keysetPage(
        ConversationModel,
        { $and: [{ $or: same }, { _id: { $nin: known } }, visibleTo(facts.viewer(caller))] },
        { list: 'duplicates', filters: params, sort: { field: 'recentAt', direction: -1 }, ...query },
      );
      const items = page.items.map(({ conversation: other }) => ({
        contact: wireContact(other, view.names),
        because: [
          ...(keys.phoneKey !== null && keys.phoneKey === keysOf(other).phoneKey ? (['phone'] as const) : []),
          ...(keys.emailKey !== null && keys.emailKey === keysOf(other).emailKey ? (['email'] as const) : []),
        ],
        unsafe: unsafeToLink(own, other, [own], [other]).map((code) => ({ code, text: unsafeTexts[code] })),
      }));
      return { items, nextCursor: page.nextCursor };
    },
  );

  async function bothOf(one: string, other: string, caller: Caller) {
    return Promise.all([readStored(one, caller), readStored(other, caller)]);
  }
}

function keysOf({ profile }: Conversation) {
  return { phoneKey: phoneKey(profile.phone), emailKey: emailKey(profile.email) };
}

function unsafe(codes: ReturnType<typeof unsafeToLink>) {
  const reasons = codes.map((code) => ({ code, text: unsafeTexts[code] }));
  return problem('merge-unsafe', { detail: reasons.map(({ text }) => text).join(' '), reasons });
}
