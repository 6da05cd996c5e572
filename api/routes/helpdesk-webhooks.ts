import { createSeal } from '../../config/seal.ts';
import { findCase } from '../../models/helpdesk-case.ts';
import { SettingsModel } from '../../models/settings.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import type { HelpdeskTold } from '../helpdesk-told.ts';
import { gorgiasKnown, toldByGorgias, toldByZendesk, zendeskSigned } from '../helpdesk-told.ts';
import { problem } from '../problem.ts';

/** What helpdesks tell of their tickets, proven with the secret that the settings hold. */
export async function helpdeskWebhookRoutes(
  app: App,
  { conversations, env }: Pick<Deps, 'conversations' | 'env'>,
): Promise<void> {
  const seal = createSeal(env);

  const secretOf = async (method: 'zendesk' | 'gorgias'): Promise<string> => {
    const sealed = (await SettingsModel.findById('account').lean())?.value.handoff[method]?.webhookSecret;
    if (!sealed) throw problem('unauthorized', { detail: `handoff.${method}.webhookSecret is not set.` });
    return seal.open(sealed);
  };

  /** What is of no case of ours is taken and forgotten. */
  const take = async (told: HelpdeskTold | null): Promise<void> => {
    const kept = told && (await findCase(told.caseId));
    if (!told || !kept) return;
    const { id, caseId, status } = told;
    const { contactId, channel, externalId } = kept;
    await conversations.intake.take({ contactId, channel, externalId, item: { kind: 'helpdesk', id, caseId, status } });
  };

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/zendesk', { schema: { hide: true } }, async ({ headers, body }, reply) => {
      const raw = typeof body === 'string' ? body : '';
      if (!zendeskSigned(await secretOf('zendesk'), headers, raw))
        throw problem('unauthorized', { detail: 'The signature is not right.' });
      await take(toldByZendesk(jsonIn(raw)));
      return reply.code(204).send();
    });
    scope.post('/webhooks/gorgias', { schema: { hide: true } }, async ({ headers, body }, reply) => {
      if (!gorgiasKnown(await secretOf('gorgias'), headers))
        throw problem('unauthorized', { detail: 'The bearer token is not right.' });
      await take(toldByGorgias(jsonIn(typeof body === 'string' ? body : '')));
      return reply.code(204).send();
    });
  });
}

function jsonIn(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
