import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { visitorMedia } from '../media/access.ts';
import { formLimits, readForm } from '../media/form.ts';
import type { MediaLinks } from '../media/links.ts';
import { takeForm } from '../media/take-form.ts';
import { problem } from '../problem.ts';
import { idParams } from '../schemas/fields.ts';
import { mediaForm } from '../schemas/media.ts';
import type { visitorAuth } from './visitor-auth.ts';
import { refuseOver } from './visitor-auth.ts';
import { linkOf, visitorFile, visitorLink } from './visitor-view.ts';

/** Whoever opens a page may upload: less at once, and less often, than people with a key. */
const MOST = 16 * 1024 * 1024;
const UPLOADS_A_MINUTE = 20;

/** Files of a visitor: uploaded to be sent, and read by a link where they are in the visitor's own chat. */
export async function webchatMedia(root: App, visitorOnly: ReturnType<typeof visitorAuth>, links: MediaLinks) {
  root.get(
    '/media/:id',
    {
      onRequest: visitorOnly(),
      config: { public: true, visitor: true },
      schema: {
        tags: ['webchat'],
        summary: 'Read a file of the visitor’s chat, with a new link',
        params: idParams,
        response: { 200: visitorFile.extend({ link: visitorLink }) },
      },
    },
    async ({ params, visitor }) => {
      const media = await visitorMedia(params.id, visitor.contactId);
      if (!media) throw problem('not-found');
      const file = { ...media, id: media._id };
      return { ...file, link: linkOf(file, links) };
    },
  );

  await root.register(async (instance) => {
    const app = instance as unknown as App;
    await app.register(multipart, { limits: { ...formLimits, fileSize: 2 * MOST }, throwFileSizeLimit: false });
    app.decorateRequest('staged', null);
    const uploads = app.createRateLimit({
      max: UPLOADS_A_MINUTE,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => `upload ${request.visitor.contactId}`,
    });
    const by = ({ visitor }: FastifyRequest) =>
      ({ kind: 'visitor', id: visitor.contactId, name: visitor.name ?? '' }) as const;

    app.post(
      '/media',
      {
        onRequest: [visitorOnly(), async (request) => refuseOver(await uploads(request))],
        config: { public: true, visitor: true, errors: ['media-refused', 'unsupported-media-type'] },
        preValidation: readForm({ by, most: MOST }),
        schema: {
          tags: ['webchat'],
          summary: 'Upload a file to send as the visitor; checked as those of agents are',
          description: 'At most 16 MB, and no more than the kind allows. A file that is not sent goes after a week.',
          consumes: ['multipart/form-data'],
          body: mediaForm.pick({ file: true, kind: true }).meta({ id: 'NewWebchatMedia' }),
          response: { 201: visitorFile },
        },
      },
      async (request, reply) => {
        const media = await takeForm(request, request.body, MOST);
        return reply.code(201).send({ ...media, id: media._id });
      },
    );
  });
}
