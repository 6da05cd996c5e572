import { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import { shortcutValues } from '../../domain/shortcuts.ts';
import { isDuplicateKey } from '../../models/connect.ts';
import { newId } from '../../models/ids.ts';
import type { ShortcutDoc } from '../../models/shortcut.ts';
import { searchShortcuts, ShortcutModel, shortcutsOf, shortcutWords } from '../../models/shortcut.ts';
import { updateVersioned } from '../../models/versioned.ts';
import { renderShortcut, shortcutFault } from '../../texts/shortcut.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { decodeCursor, encodeCursor, keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { flag, id, idParams, instant, search } from '../schemas/fields.ts';

const shape = {
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]{0,39}$/u, 'Expected letters, digits, `-`, `_` and `.`, up to 40')
    .describe('The short code; unique among the shared ones, and among each agent’s own, whatever case and accents'),
  text: z
    .string()
    .trim()
    .min(1)
    .max(4096)
    .superRefine((text, context) => {
      const fault = shortcutFault(text);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .describe('With variables as `{{contacto.nombre}}`'),
  shared: z.boolean().describe('True: everybody’s, written by supervisors; false: the agent’s own'),
};

const shortcutInput = z.strictObject({ ...shape, shared: shape.shared.default(false) }).meta({ id: 'NewShortcut' });
const shortcutPatch = z.strictObject(shape).partial().meta({ id: 'ShortcutPatch' });
const shortcutView = z
  .object({
    id: z.string(),
    name: z.string(),
    text: z.string(),
    shared: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'Shortcut' });
const renderedView = z
  .object({
    text: z.string().describe('A variable without a value stays in it as it is written'),
    missing: z.array(z.string()).describe('The variables that have no value for this contact'),
  })
  .meta({ id: 'RenderedShortcut' });

/** Atajos: texts with variables under a short name, shared or an agent's own. */
export function shortcutRoutes(
  app: App,
  { directory, conversations }: Pick<Deps, 'directory' | 'conversations'>,
): void {
  const tags = ['shortcuts'];

  app.get(
    '/v1/shortcuts',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'List the shared shortcuts and one’s own, by name; searched ones with the name’s beginning first',
        querystring: z.strictObject({ ...pageQuery, q: search.optional(), shared: flag.optional() }),
        response: { 200: pageOf(shortcutView) },
      },
    },
    async ({ query, caller }) => {
      const { limit, cursor, ...filters } = query;
      const conditions = [shortcutsOf(caller.agentId)];
      if (filters.shared !== undefined) conditions.push({ ownerId: filters.shared ? null : (caller.agentId ?? '') });
      const filter = { $and: conditions };
      if (filters.q === undefined) {
        const sort = { field: 'key', direction: 1 } as const;
        const page = await keysetPage(ShortcutModel, filter, { list: 'shortcuts', filters, sort, limit, cursor });
        return { items: page.items.map(view), nextCursor: page.nextCursor };
      }
      const of = ['shortcuts', filters];
      const past = cursor === undefined ? null : decodeCursor(of, cursor);
      if (past && typeof past.value !== 'string') throw problem('invalid-cursor');
      const after = past && { id: past.id, value: String(past.value) };
      const found = await searchShortcuts(filter, filters.q, { limit: limit + 1, after });
      const last = found[limit - 1];
      return {
        items: found.slice(0, limit).map(view),
        nextCursor: found.length > limit && last ? encodeCursor(of, last.order, last._id) : null,
      };
    },
  );

  app.get(
    '/v1/shortcuts/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Read a shortcut', params: idParams, response: { 200: shortcutView } },
    },
    async ({ params, caller }) => view(await find(params.id, caller)),
  );

  app.post(
    '/v1/shortcuts',
    {
      config: { roles: ['agent'], errors: ['duplicate'] },
      schema: {
        tags,
        summary: 'Add a shortcut: shared ones by supervisors, one’s own by everybody',
        body: shortcutInput,
        response: { 201: shortcutView },
      },
    },
    async ({ body, caller }, reply) => {
      const { name, text, shared } = body;
      const now = new Date();
      const shortcut: ShortcutDoc = {
        _id: newId('sct'),
        name,
        text,
        ownerId: ownerOf(shared, caller),
        ...shortcutWords({ name, text }),
        createdAt: now,
        updatedAt: now,
        version: 1,
      };
      mayWrite(shortcut, caller);
      await ShortcutModel.create(shortcut).catch(taken);
      return reply.code(201).header('location', `/v1/shortcuts/${shortcut._id}`).send(view(shortcut));
    },
  );

  app.patch(
    '/v1/shortcuts/:id',
    {
      config: { roles: ['agent'], errors: ['duplicate'] },
      schema: {
        tags,
        summary: 'Change a shortcut; supervisors share their own, and take shared ones as their own',
        params: idParams,
        body: shortcutPatch,
        response: { 200: shortcutView },
      },
    },
    async ({ params, body, caller }) => {
      const filter = { _id: params.id, ...shortcutsOf(caller.agentId) };
      const shortcut = await updateVersioned(ShortcutModel, filter, (before) => {
        mayWrite(before, caller);
        const { name = before.name, text = before.text, shared = before.ownerId === null } = body;
        const after = { name, text, ownerId: ownerOf(shared, caller), ...shortcutWords({ name, text }) };
        mayWrite(after, caller);
        return after;
      }).catch(taken);
      if (!shortcut) throw problem('not-found');
      return view(shortcut);
    },
  );

  app.delete(
    '/v1/shortcuts/:id',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Remove a shortcut', params: idParams, response: { 204: z.null() } },
    },
    async ({ params, caller }, reply) => {
      const shortcut = await find(params.id, caller);
      mayWrite(shortcut, caller);
      const { deletedCount } = await ShortcutModel.deleteOne({ _id: shortcut._id, ownerId: shortcut.ownerId });
      if (deletedCount === 0) throw problem('not-found');
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/shortcuts/:id/render',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Put a contact’s values into a shortcut; what is missing is told, never left out',
        params: idParams,
        body: z.strictObject({ contactId: id }).meta({ id: 'RenderShortcut' }),
        response: { 200: renderedView },
      },
    },
    async ({ params, body, caller }) => {
      const { text } = await find(params.id, caller);
      const { conversation } = await conversations.read(body.contactId, caller);
      const values = shortcutValues(conversation, {
        agent: caller.name,
        inbox: ({ id: inboxId, name }) => directory.inboxName(inboxId) ?? name,
        company: directory.settings().account.name,
      });
      return renderShortcut(text, values);
    },
  );
}

/** What is somebody else's own does not exist. */
async function find(shortcutId: string, caller: Caller): Promise<ShortcutDoc> {
  const shortcut = await ShortcutModel.findOne({ _id: shortcutId, ...shortcutsOf(caller.agentId) }).lean();
  if (!shortcut) throw problem('not-found');
  return shortcut;
}

function mayWrite({ ownerId }: Pick<ShortcutDoc, 'ownerId'>, { role }: Caller): void {
  if (ownerId === null && role === 'agent') {
    throw problem('forbidden', { detail: 'Shared shortcuts are written by supervisors.' });
  }
}

function ownerOf(shared: boolean, { agentId }: Caller): string | null {
  return shared ? null : (agentId ?? '');
}

function taken(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  throw problem('duplicate', { detail: 'There is a shortcut of that `name` already.' });
}

function view({ _id, name, text, ownerId, createdAt, updatedAt, version }: ShortcutDoc): z.output<typeof shortcutView> {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { id: _id, name, text, shared: ownerId === null, ...times, version };
}
