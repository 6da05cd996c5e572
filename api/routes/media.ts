import multipart from '@fastify/multipart';
import { z } from 'zod';
import { seesDeleted } from '../../domain/caller.ts';
import { contentPath, largestFile } from '../../domain/media.ts';
import type { ReadyMedia } from '../../models/media.ts';
import { MediaModel } from '../../models/media.ts';
import { textFilter } from '../../models/text-filter.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readableMedia, uploaderOf } from '../media/access.ts';
import { formLimits, readForm } from '../media/form.ts';
import { createMediaLinks } from '../media/links.ts';
import { serveMedia, servePreview } from '../media/serve.ts';
import { sweeping } from '../media/sweeping.ts';
import { takeForm } from '../media/take-form.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { problem } from '../problem.ts';
import { flag, idParams, search } from '../schemas/fields.ts';
import { mediaForm, mediaKind, mediaView } from '../schemas/media.ts';

const tags = ['media'];

/** Files: uploaded to be sent, kept in the library, and read by whoever may. */
export async function mediaRoutes(root: App, { env, conversations }: Deps): Promise<void> {
  const { facts } = conversations;
  const links = createMediaLinks(env);
  const view = viewOf(links);
  sweeping(root);

  await root.register(async (instance) => {
    const app = instance as unknown as App;
    await app.register(multipart, { limits: formLimits, throwFileSizeLimit: false });
    app.decorateRequest('staged', null);

    app.post(
      '/v1/media',
      {
        config: { roles: ['agent', 'integrator'], errors: ['media-refused', 'unsupported-media-type'] },
        preValidation: readForm({ by: ({ caller }) => uploaderOf(caller), most: largestFile }),
        schema: {
          tags,
          summary: 'Upload a file to send, or to keep in the library',
          description: `The content is checked against its bytes and the rules of its kind. A sticker is PNG or WebP, exactly
512 × 512 pixels, under 100 KB, with a transparent background; it is stored as WebP. A file that is neither sent nor in
the library goes after a week.`,
          consumes: ['multipart/form-data'],
          body: mediaForm,
          response: { 201: mediaView },
        },
      },
      async (request, reply) => {
        const media = await takeForm(request, request.body);
        return reply.code(201).header('location', `/v1/media/${media._id}`).send(view(media));
      },
    );
  });

  root.get(
    '/v1/media',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'List the library, newest first',
        querystring: z.strictObject({
          ...pageQuery,
          library: z.literal('true').default('true').describe('Other files are found in their chats'),
          kind: mediaKind.optional(),
          q: search.optional().describe('A part of the name'),
        }),
        response: { 200: pageOf(mediaView) },
      },
    },
    async ({ query }) => {
      const { limit, cursor, kind, q } = query;
      const named = q ? { name: textFilter(q) } : {};
      const page = await keysetPage(
        MediaModel,
        { library: true, state: 'ready', ...(kind ? { kind } : {}), ...named },
        { list: 'media', filters: { kind, q }, sort: { field: 'createdAt', direction: -1 }, limit, cursor },
      );
      return { items: (page.items as ReadyMedia[]).map(view), nextCursor: page.nextCursor };
    },
  );

  root.get(
    '/v1/media/:id',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags,
        summary: 'Read what a file is, with a link that is good for five minutes',
        params: idParams,
        response: { 200: mediaView },
      },
    },
    async ({ params, caller }) => {
      const media = await readableMedia(params.id, caller, facts.viewer(caller));
      if (!media) throw problem('not-found');
      return view(media);
    },
  );

  root.get(
    '/v1/media/:id/content',
    {
      config: {
        roles: ['agent', 'integrator'],
        errors: ['range-not-satisfiable'],
        keyless: (request) => links.good((request.params as { id: string }).id, request.query as object),
      },
      schema: {
        tags,
        summary: 'Read a file, with a key or by its link',
        description: 'Takes `Range`, `If-Range` and `If-None-Match`. Documents come as attachments.',
        produces: ['application/octet-stream'],
        params: idParams,
        querystring: z.strictObject({
          preview: flag.optional().describe('A small WebP of an image or a sticker'),
          expires: z.string().optional().describe('Of a link'),
          signature: z.string().optional().describe('Of a link'),
        }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const byLink = { role: 'integrator', keyId: '', name: '', agentId: null } as const;
      const caller = request.caller ?? byLink;
      // A link was given to somebody who may.
      const whole = request.caller === undefined || seesDeleted(caller);
      const media = await readableMedia(id, caller, facts.viewer(caller), whole);
      if (!media) throw problem('not-found');
      return request.query.preview ? servePreview(request, reply, media) : serveMedia(request, reply, media);
    },
  );

  root.delete(
    '/v1/media/:id',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags,
        summary: 'Take a file out of the library; messages that carry it keep it',
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { matchedCount } = await MediaModel.updateOne(
        { _id: request.params.id, state: 'ready', library: true },
        { $set: { library: false, removedAt: new Date() } },
      );
      if (matchedCount === 0) throw problem('not-found', { detail: 'There is no such file in the library.' });
      return reply.code(204).send(null);
    },
  );
}

function viewOf(links: ReturnType<typeof createMediaLinks>) {
  return (media: ReadyMedia): z.output<typeof mediaView> => {
    const { _id, kind, mimeType, size, fileName, name, sha256, width, height, library, uploadedBy, createdAt } = media;
    const { url, previewUrl, expiresAt } = links.sign(_id);
    const shown = { id: _id, kind, mimeType, size, fileName, name, sha256, width, height, library, uploadedBy };
    const isPicture = kind === 'image' || kind === 'sticker';
    return {
      ...shown,
      createdAt: createdAt.toISOString(),
      url: contentPath(_id),
      link: { url, previewUrl: isPicture ? previewUrl : null, expiresAt: expiresAt.toISOString() },
    };
  };
}
