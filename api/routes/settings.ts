import { z } from 'zod';
import type { Settings, SettingsDoc } from '../../models/settings.ts';
import { botCeilings, replaceSettings, SettingsModel } from '../../models/settings.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { createSeal } from '../../config/seal.ts';
import { checkSecretsFollow, probe, sealed, toProbe, toTest } from '../handoff-settings.ts';
import { mergePatch } from '../merge-patch.ts';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '../pagination.ts';
import { invalidRequest } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import {
  handoffPatch,
  handoffTested,
  settings,
  settingsPatch,
  settingsText,
  settingsView,
} from '../schemas/settings.ts';
import { textNames, variablesFor } from '../../texts/editable.ts';
import type { OwnTexts, Texts } from '../../texts/es-ar.ts';
import { esAr } from '../../texts/es-ar.ts';

/** The account's rules. A change acts on the next event of every conversation. */
export function settingsRoutes(app: App, { directory, env }: Pick<Deps, 'directory' | 'env'>): void {
  handoffTest(app, env);
  const seal = createSeal(env);

  /** Seals the secrets of a change, and lets the helpdesks prove that they take us. */
  const prove = async (before: Settings['handoff'], value: Settings): Promise<void> => {
    value.handoff = sealed(before, value.handoff, seal);
    for (const method of toProbe(before, value.handoff)) await probe(method, value.handoff, { env, seal });
  };

  app.get(
    '/v1/settings',
    {
      config: { roles: ['admin'] },
      schema: { tags: ['settings'], summary: 'Read the settings', response: { 200: settingsView } },
    },
    async () => view(await read()),
  );

  app.get(
    '/v1/settings/texts',
    {
      config: { roles: ['admin'], errors: ['invalid-cursor'] },
      schema: {
        tags: ['settings'],
        summary:
          'Every text that bot and system say to customers, with its default; changed by `texts` of the settings',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(settingsText) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const { texts: own = {} } = (await read()).value;
      const of = { list: 'settings-texts' };
      const start = cursor === undefined ? 0 : textNames.indexOf(decodeCursor(of, cursor).id as keyof Texts) + 1;
      const names = textNames.slice(start, start + limit);
      const last = names.at(-1);
      const more = last !== undefined && start + limit < textNames.length;
      return { items: names.map((name) => textOf(name, own)), nextCursor: more ? encodeCursor(of, last, last) : null };
    },
  );

  app.patch(
    '/v1/settings',
    {
      config: { roles: ['admin'], errors: ['in-use', 'connection-failed', 'model-not-configured'] },
      schema: {
        tags: ['settings'],
        summary: 'Change settings: what is given is merged deeply, null deletes an optional part',
        description:
          'A change of `handoff` is saved only once the helpdesk has answered: `connection-failed` tells why it has not.',
        body: settingsPatch,
        response: { 200: settingsView },
      },
    },
    async (request) => {
      // Two changes at once follow each other: the second merges into what the first left.
      for (let attempt = 0; attempt < 10; attempt++) {
        const current = await read();
        const merged = settings.safeParse(mergePatch(current.value, request.body));
        if (!merged.success) throw invalidRequest(merged.error.issues);
        checkSecretsFollow(current.value.handoff, merged.data.handoff);
        const modelIsNew = merged.data.bot.mode === 'model' && current.value.bot.mode !== 'model';
        if (modelIsNew && !env.openai.configured) throw problem('model-not-configured');
        if (request.body && typeof request.body === 'object' && 'handoff' in request.body)
          await prove(current.value.handoff, merged.data);
        const after = await replaceSettings(merged.data, current.version);
        if (!after) continue;
        directory.change('settings', 'account', after);
        return view(after);
      }
      throw problem('in-use', { detail: 'The settings are being changed by others: try again.' });
    },
  );
}

/** The same that a change proves before it is saved, for whoever wants to know first. */
function handoffTest(app: App, env: Deps['env']): void {
  const seal = createSeal(env);
  app.post(
    '/v1/settings/handoff/test',
    {
      config: { roles: ['admin'], errors: ['connection-failed'] },
      schema: {
        tags: ['settings'],
        summary: 'Test the connection to a helpdesk, as it is stored or as it is given; nothing is saved',
        description: 'What is given is merged into what is stored, as a change of `handoff` would be.',
        body: handoffPatch,
        response: { 200: handoffTested },
      },
    },
    async ({ body }) => {
      const { value } = await read();
      const asked = (body ?? {}) as Partial<Settings['handoff']>;
      const merged = settings.safeParse(mergePatch(value, { handoff: asked }));
      if (!merged.success) throw invalidRequest(merged.error.issues);
      checkSecretsFollow(value.handoff, merged.data.handoff);
      const handoff = sealed(value.handoff, merged.data.handoff, seal);
      const tested = toTest(asked, handoff);
      for (const method of tested) await probe(method, handoff, { env, seal });
      return { tested };
    },
  );
}

function textOf(name: keyof Texts, own: OwnTexts): z.output<typeof settingsText> {
  const text = own[name] ?? esAr[name];
  return { name, text, default: esAr[name], own: own[name] !== undefined, variables: [...variablesFor(name)] };
}

async function read(): Promise<SettingsDoc> {
  const doc = await SettingsModel.findById('account').lean();
  if (!doc) throw new Error('the database has no settings');
  return doc as SettingsDoc;
}

function view({ value, version, updatedAt }: SettingsDoc): z.output<typeof settingsView> {
  const { method, message, zendesk, gorgias } = value.handoff;
  return {
    ...value,
    absenceReturnAfter: value.absenceReturnAfter ?? null,
    bot: { ...value.bot, ...botCeilings(value) },
    ticketCreation: value.ticketCreation as z.output<typeof settingsView>['ticketCreation'],
    handoff: {
      method,
      message,
      zendesk: zendesk && { ...shown(zendesk), apiTokenSet: zendesk.apiToken !== '' },
      gorgias: gorgias && { ...shown(gorgias), apiKeySet: gorgias.apiKey !== '' },
    },
    version,
    updatedAt: updatedAt.toISOString(),
  };
}

const shown = ({
  baseUrl,
  email,
  webhookSecret,
}: {
  baseUrl: string;
  email: string;
  webhookSecret?: string | undefined;
}) => ({
  baseUrl,
  email,
  webhookSecretSet: webhookSecret !== undefined,
});
