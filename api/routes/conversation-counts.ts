import { z } from 'zod';
import { hasAccess } from '../../domain/visibility.ts';
import { inboxKinds } from '../../domain/vocabulary.ts';
import { NEVER } from '../../models/conversation.ts';
import type { PlaceCount } from '../../models/conversation-counts.ts';
import { countByPlace } from '../../models/conversation-counts.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import type { Directory } from '../directory.ts';
import { instant } from '../schemas/fields.ts';

const countShape = {
  total: z.number().int(),
  unread: z.number().int(),
  waitingSince: instant.nullable().describe('Since when the customer who waits longest has waited'),
};
const count = z.object(countShape).meta({ id: 'Count' });
const countsView = z
  .object({
    views: z.object({ mine: count, unassigned: count, all: count, closed: count, history: count }),
    inboxes: z.array(z.object({ inboxId: z.string(), name: z.string(), kind: z.enum(inboxKinds), ...countShape })),
  })
  .meta({ id: 'ConversationCounts' });

/** How many chats each view and each inbox of the desk holds, of those that the caller may see. */
export function conversationCountRoutes(app: App, { facts }: ConversationService, directory: Directory): void {
  app.get(
    '/v1/conversations/counts',
    {
      config: { roles: ['agent', 'integrator'] },
      schema: {
        tags: ['conversations'],
        summary: 'Count the conversations of each view and inbox that the caller may see',
        response: { 200: countsView },
      },
    },
    async ({ caller }) => {
      const viewer = facts.viewer(caller);
      const places = await countByPlace(viewer);
      const of = (wanted: (place: PlaceCount) => boolean) => sum(places.filter(wanted));
      const all = sum(places);
      const inboxes = directory.inboxes().filter(({ _id, kind }) => kind === 'CERRADAS' || hasAccess(viewer, _id));
      return {
        views: {
          mine: of(({ agentId }) => agentId !== null && agentId === caller.agentId),
          unassigned: of(
            ({ state, inboxKind }) => state === 'BANDEJA' && (inboxKind === 'GENERAL' || inboxKind === 'CUSTOM'),
          ),
          all,
          closed: of(({ inboxKind }) => inboxKind === 'CERRADAS'),
          history: all,
        },
        inboxes: inboxes.map(({ _id, name, kind }) => ({
          inboxId: _id,
          name,
          kind,
          ...of(({ inboxId }) => inboxId === _id),
        })),
      };
    },
  );
}

function sum(places: PlaceCount[]): z.output<typeof count> {
  const waitingAt = Math.min(NEVER, ...places.map((place) => place.waitingAt));
  return {
    total: places.reduce((total, place) => total + place.total, 0),
    unread: places.reduce((total, place) => total + place.unread, 0),
    waitingSince: waitingAt === NEVER ? null : new Date(waitingAt).toISOString(),
  };
}
