import { z } from 'zod';
import { seesDeleted } from '../../domain/caller.ts';
import type { MediaKind } from '../../domain/media.ts';
import { fileMessageTypes } from '../../domain/media.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import { keysetPage, pageOf, pageQuery } from '../pagination.ts';
import { messageView } from '../schemas/conversation.ts';
import { idParams } from '../schemas/fields.ts';
import { mediaKind } from '../schemas/media.ts';
import { messageOf } from './conversations.ts';

/** The files that went between a contact and us. */
export function attachmentRoutes(app: App, { readStored }: ConversationService): void {
  app.get(
    '/v1/contacts/:id/attachments',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags: ['contacts'],
        summary: 'List the messages that carry a file, newest first',
        params: idParams,
        querystring: z.strictObject({ ...pageQuery, kind: mediaKind.optional() }),
        response: { 200: pageOf(messageView) },
      },
    },
    async ({ params, query, caller }) => {
      await readStored(params.id, caller);
      const { limit, cursor, kind } = query;
      const whole = seesDeleted(caller);
      const page = await keysetPage(
        MessageModel as never,
        { contactId: params.id, media: { $ne: null }, ...ofKind(kind), ...(whole ? {} : { deletedAt: null }) },
        { list: 'attachments', filters: [params, kind], sort: { field: 'seq', direction: -1 }, limit, cursor },
      );
      return {
        items: (page.items as unknown as MessageDoc[]).map((doc) => messageOf(doc, whole)),
        nextCursor: page.nextCursor,
      };
    },
  );
}

function ofKind(kind: MediaKind | undefined): Record<string, unknown> {
  switch (kind) {
    case undefined:
      return { type: { $in: fileMessageTypes } };
    case 'voice':
      return { type: 'audio', 'media.voice': true };
    case 'audio':
      return { type: 'audio', 'media.voice': { $ne: true } };
    default:
      return { type: kind };
  }
}
