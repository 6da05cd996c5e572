import { expect } from 'vitest';
import { createGraph } from '../../activities/whatsapp/graph.ts';
import { createIds } from '../../api/conversations/ids.ts';
import type { Simulator } from '../../cli/whatsapp-simulator/server.ts';
import { openSimulator } from '../../cli/whatsapp-simulator/server.ts';
import type { Line } from '../../cli/whatsapp-simulator/world.ts';
import { until } from '../support/stage.ts';
import type { Answer } from './api.ts';
import type { Floor } from './floor.ts';
import { openFloor } from './floor.ts';

/** A floor with WhatsApp beside it, where agents work in groups. */
export interface RoomsFloor extends Floor {
  wa: Simulator;
  /** A main room that is there. */
  mainRoom(fields: { kind: string; name: string; inboxId?: string }): Promise<Answer['body']>;
  /** An agent with a phone and personal rooms, in them and in a main room, and registered. */
  roomAgent(name: string, number: string, room: Answer['body'], rooms?: number): Promise<RoomAgent>;
  room(id: string): Promise<Answer['body']>;
  roomsOf(agentId: string): Promise<Answer['body'][]>;
}

export interface RoomAgent {
  id: string;
  waId: string;
  rooms: Answer['body'][];
}

const idsOf = createIds(Buffer.alloc(32, 7).toString('base64'));

export async function openRoomsFloor(): Promise<RoomsFloor> {
  const access = { accessToken: 'token', phoneNumberId: '1000', appSecret: 'secreto' };
  const wa = await openSimulator({ ...access, port: 0, callbackUrl: '', creationMs: 5 });
  const graph = createGraph({ baseUrl: wa.url, ...access, timeoutMs: 2_000 });
  const floor = await openFloor({
    whatsapp: { whatsapp: { graph, refOf: idsOf.message }, roomTemplate: { name: 'sala', language: 'es_AR' } },
    env: { WHATSAPP_ACCESS_TOKEN: 'token', WHATSAPP_PHONE_NUMBER_ID: '1000', WHATSAPP_APP_SECRET: 'secreto' },
  });
  wa.webhooks.callbackUrl = `${floor.site.base}/webhooks/whatsapp`;
  await floor.settings({ roomCreationPace: 'PT0.05S' });

  const { sofia, admin } = floor;
  const room = async (id: string) => (await sofia.get(`/v1/rooms/${id}`)).body;
  const roomsOf = async (agentId: string) => (await sofia.get(`/v1/rooms?agentId=${agentId}`)).body.items;
  const once = (id: string, status: string) =>
    until(`the room to be ${status}`, async () => {
      const now = await room(id);
      if (now.status !== status) throw new Error(JSON.stringify(now));
      return now;
    });

  const rooms: RoomsFloor = {
    ...floor,
    wa,
    room,
    roomsOf,
    async mainRoom(fields) {
      const { status, body, text: told } = await sofia.post('/v1/rooms', fields);
      expect(status, told).toBe(201);
      return once(body.id, 'ready');
    },

    async roomAgent(name, number, main, count = 2) {
      const added = await sofia.post(`/v1/rooms/${main.id}/members`, { name, phone: number });
      expect(added.status, added.text).toBe(201);
      const id = added.body.members.at(-1).agentId;
      const waId = `549${number}`;
      wa.people.opens(waId, main.inviteLink);
      const patched = await sofia.patch(`/v1/agents/${id}`, { rooms: count });
      expect(patched.status, patched.text).toBe(200);
      const own = await until('the personal rooms', async () => {
        const now = await roomsOf(id);
        return now.length === count && now.every(({ status }: { status: string }) => status === 'ready') && now;
      });
      for (const { inviteLink } of own) wa.people.opens(waId, inviteLink);
      const asked = await posted(wa, groupOf(wa, main.name), (line) => wordsOf(line).includes(`*${name}*`));
      wa.people.says({ phone: waId, group: asked.chat, quotes: asked.id, text: 'Listo!' });
      await until('the registration', async () => {
        const { body } = await admin.get(`/v1/agents/${id}`);
        return body.registration.status === 'registered';
      });
      return { id, waId, rooms: own };
    },

    async close() {
      await floor.close();
      await wa.close();
    },
  };
  return rooms;
}

export function groupOf(wa: Simulator, name: string): string {
  const group = [...wa.world.groups.values()].find(({ subject }) => subject === name);
  if (!group) throw new Error(`there is no group ${name}`);
  return group.id;
}

/** What a line says, also one that came by a template. */
export function wordsOf({ type, content }: Line): string {
  if (type === 'template') return (content as any).components?.[0]?.parameters?.[0]?.text ?? '';
  return String((content as any).body ?? (content as any).caption ?? (content as any).emoji ?? '');
}

/** A message of the business in a chat, once it is there. */
export function posted(wa: Simulator, chat: string, is: (line: Line) => boolean): Promise<Line> {
  return until('a post', () => {
    const lines = wa.world.lines.filter((line) => line.chat === chat && line.from === null);
    const found = lines.find(is);
    if (!found) throw new Error(lines.map(wordsOf).join(' ¦ '));
    return found;
  });
}
