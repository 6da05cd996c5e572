import { GROUP_PARTICIPANTS } from '../../domain/rooms.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import type { Graph } from '../whatsapp/graph.ts';
import { GraphError, NotConnected } from '../whatsapp/graph.ts';
import { uploaded } from '../whatsapp/upload.ts';
import type { RoomFault, RoomPost, RoomProvider } from './provider.ts';
import { RoomRefused } from './provider.ts';

export interface CloudGroupsOptions {
  graph: Graph;
  /** What may be posted where nobody has written for a day; its body has one variable. Null: nothing. */
  template: { name: string; language: string } | null;
}

const PIN_DAYS = 30;
/** What is particular to groups. Source: the table of errors of the Cloud API. */
const faults: Record<number, RoomFault> = {
  131020: 'closed',
  131047: 'closed',
  131041: 'gone',
  131207: 'suspended',
  131208: 'later',
  131214: 'later',
};

/** WhatsApp's groups, as the Cloud API has them: made on request, entered by link, without buttons and edits. */
export function createCloudGroups({ graph, template }: CloudGroupsOptions): RoomProvider {
  return {
    capabilities: { participants: GROUP_PARTICIPANTS, adds: false, admins: false, quoting: true, pins: true },

    async create({ subject, description }) {
      const body = { messaging_product: 'whatsapp', subject, description, join_approval_mode: 'approval_required' };
      const answer = await told(() => graph.call('POST', `/${graph.phoneNumberId}/groups`, body));
      return { requestId: String(answer.request_id) };
    },

    async remove(groupId) {
      await told(() => graph.call('DELETE', `/${groupId}`)).catch((error: unknown) => {
        if (!(error instanceof RoomRefused && error.fault === 'gone')) throw error;
      });
    },

    async post(groupId, post) {
      const send = (message: object) =>
        told(() =>
          graph.send({ recipient_type: 'group', to: groupId, ...message, biz_opaque_callback_data: `room.${post.id}` }),
        );
      try {
        return (await send(messageOf(post))).id;
      } catch (error) {
        const windowClosed = error instanceof RoomRefused && error.code === 131047;
        if (!windowClosed || !template || post.file) throw error;
        return (await send(templateOf(template, post))).id;
      }
    },

    async react(groupId, wamid, emoji) {
      const reaction = { message_id: wamid, emoji: emoji ?? '' };
      await told(() => graph.send({ recipient_type: 'group', to: groupId, type: 'reaction', reaction }));
    },

    async pin(groupId, wamid) {
      const pin = { type: 'pin', message_id: wamid, expiration_days: PIN_DAYS };
      await told(() => graph.send({ recipient_type: 'group', to: groupId, type: 'pin', pin }));
    },

    async admit(groupId, requestId) {
      const body = { messaging_product: 'whatsapp', join_requests: [requestId] };
      await told(() => graph.call('POST', `/${groupId}/join_requests`, body));
    },

    async expel(groupId, person) {
      const body = {
        messaging_product: 'whatsapp',
        participants: [{ user: /^\d+$/.test(person) ? `+${person}` : person }],
      };
      await told(() => graph.call('DELETE', `/${groupId}/participants`, body));
    },

    upload: (mediaId) => uploaded(graph, mediaId),
  };
}

async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NotConnected) throw new RoomRefused('later', -2, error.message);
    if (!(error instanceof GraphError)) throw error;
    const { code, status, message } = error;
    const known = faults[code] ?? (remedyOf(code, status).do === 'final' ? 'never' : 'later');
    throw new RoomRefused(known, code, message);
  }
}

function messageOf({ text, quotes, file }: RoomPost): object {
  const context = quotes === null ? {} : { context: { message_id: quotes } };
  if (!file) return { ...context, type: 'text', text: { preview_url: false, body: text } };
  const caption = text !== '' && ['image', 'video', 'document'].includes(file.type) ? { caption: text } : {};
  const filename = file.type === 'document' ? { filename: file.fileName } : {};
  return { ...context, type: file.type, [file.type]: { id: file.id, ...caption, ...filename } };
}

/** A variable of a template is one line. */
function templateOf({ name, language }: { name: string; language: string }, { text, quotes }: RoomPost): object {
  const parameter = { type: 'text', text: text.replace(/\s*\n\s*/g, ' · ').slice(0, 1024) };
  return {
    ...(quotes === null ? {} : { context: { message_id: quotes } }),
    type: 'template',
    template: { name, language: { code: language }, components: [{ type: 'body', parameters: [parameter] }] },
  };
}
