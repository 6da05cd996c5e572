import type { z } from 'zod';
import type { Settings, SettingsDoc } from '../../models/settings.ts';
import { botCeilings, replaceSettings, SettingsModel } from '../../models/settings.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { mergePatch } from '../merge-patch.ts';
import { invalidField, invalidRequest } from '../plugins/validation.ts';
import { problem } from '../problem.ts';
import { settings, settingsPatch, settingsView } from '../schemas/settings.ts';

/** The account's rules. A change acts on the next event of every conversation. */
export function settingsRoutes(app: App, { directory, env }: Pick<Deps, 'directory' | 'env'>): void {
  app.get(
    '/v1/settings',
    {
      config: { roles: ['admin'] },
      schema: { tags: ['settings'], summary: 'Read the settings', response: { 200: settingsView } },
    },
    async () => view(await read()),
  );

  app.patch(
    '/v1/settings',
    {
      config: { roles: ['admin'], errors: ['in-use', 'not-implemented', 'model-not-configured'] },
      schema: {
        tags: ['settings'],
        summary: 'Change settings: what is given is merged deeply, null deletes an optional part',
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
        checkSecretsFollow(current.value, merged.data);
        const modelIsNew = merged.data.bot.mode === 'model' && current.value.bot.mode !== 'model';
        if (modelIsNew && !env.openai.configured) throw problem('model-not-configured');
        const { method } = merged.data.handoff;
        if (method === 'zendesk' || method === 'gorgias') {
          throw problem('not-implemented', {
            detail: `The handoff method ${method} is not available in this version.`,
          });
        }
        const after = await replaceSettings(merged.data, current.version);
        if (!after) continue;
        directory.change('settings', 'account', after);
        return view(after);
      }
      throw problem('in-use', { detail: 'The settings are being changed by others: try again.' });
    },
  );
}

/** A stored secret goes to the address it was given for, never to a new one. */
function checkSecretsFollow({ handoff: before }: Settings, { handoff: after }: Settings): void {
  const moved = (old?: { baseUrl: string }, now?: { baseUrl: string }) => old && now && old.baseUrl !== now.baseUrl;
  const detail = 'Expected again, with the new address';
  if (moved(before.zendesk, after.zendesk) && before.zendesk?.apiToken === after.zendesk?.apiToken) {
    throw invalidField(['handoff', 'zendesk', 'apiToken'], detail);
  }
  if (moved(before.gorgias, after.gorgias) && before.gorgias?.apiKey === after.gorgias?.apiKey) {
    throw invalidField(['handoff', 'gorgias', 'apiKey'], detail);
  }
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
    bot: { ...value.bot, ...botCeilings(value) },
    ticketCreation: value.ticketCreation as z.output<typeof settingsView>['ticketCreation'],
    handoff: {
      method,
      message,
      zendesk: zendesk && { baseUrl: zendesk.baseUrl, email: zendesk.email },
      gorgias: gorgias && { baseUrl: gorgias.baseUrl, email: gorgias.email },
    },
    version,
    updatedAt: updatedAt.toISOString(),
  };
}
