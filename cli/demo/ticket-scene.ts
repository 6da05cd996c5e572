import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.ts';
import { CHANNEL } from './prepare.ts';
import { stillOurs } from './put-back.ts';
import type { Scene } from './scenes.ts';
import { Unexpected } from './story.ts';

const TEAM = 'garantias@demo.example';
const LIMIT_MS = 20_000;

/**
 * A ticket with what it takes: the bot asks, an area is told by mail. It changes what the account does with everybody, so
 * nothing else may be played meanwhile. `mails`: a provider is configured, and nobody is there to be written to.
 */
export async function withTickets(
  api: Api,
  restores: (() => Promise<unknown>)[],
  mails: boolean,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { ticketCreation } = await api.admin.get('/v1/settings');
  const own = { enabled: true, subtypes: ['GARANTIA' as const], requiredFields: { GARANTIA: ['factura'] } };
  const put = (ticketCreation: object) => api.admin.patch('/v1/settings', { body: { ticketCreation } });
  // What is given is merged: what was there before goes first.
  const back = async () => {
    const now = (await api.admin.get('/v1/settings')).ticketCreation;
    const { requiredFields, ...others } = stillOurs(ticketCreation, made, now);
    await put({ ...others, ...(requiredFields === undefined ? {} : { requiredFields: null }) });
    if (requiredFields) await put({ requiredFields });
  };
  const { ticketCreation: made } = await put(own);
  restores.push(back);
  const team = { name: 'Garantías (demo)', emails: [TEAM], notify: !mails, subtypes: own.subtypes };
  const area = await api.supervisor.post('/v1/areas', { body: team });
  const params = { path: { id: area.id } };
  const close = () => api.supervisor.delete('/v1/areas/{id}', { params });
  restores.push(close);
  await play(ticketScene(area.id, mails));
  await close();
  restores.splice(restores.indexOf(close), 1);
  await back();
}

function ticketScene(areaId: string, mails: boolean): Scene {
  return {
    title: 'Un ticket con todos sus datos, y su área avisada',
    channel: CHANNEL,
    customer: null,
    async play(story, { api }) {
      await story.asks('Compré una licuadora hace 3 meses y dejó de funcionar');
      await story.asks('Ana Ruiz');
      await story.asks('381 555 1234');
      await story.asks('la factura es la B 0001-00012345');
      const query = { contactId: story.contactId };
      const [ticket] = await until(
        'el ticket',
        async () => (await api.supervisor.get('/v1/tickets', { params: { query } })).items,
      );
      if (!ticket?.complete) throw new Unexpected(`el ticket quedó sin ${ticket?.missing.join(', ')}`);
      if (ticket.areaId !== areaId)
        throw new Unexpected(
          'el ticket fue a otra área, que ya atendía garantías: sacale ese subtipo mientras mirás la demo',
        );
      story.note(`🎫 #${ticket.number} ${ticket.subtypeLabel}: ${Object.values(ticket.fields).join(' · ')}`);
      if (mails) return;
      const mail = { query: { ticketId: ticket.id } };
      const [held] = await until('el correo', async () => (await api.admin.get('/v1/outbox', { params: mail })).items);
      story.note(`✉️  ${held?.to.join(', ')}: ${held?.subject} (queda en la bandeja de salida: no hay proveedor)`);
      await story.until('sigue con el bot', ({ state }) => state === 'BOT');
    },
  };
}

async function until<T>(what: string, read: () => Promise<T[]>): Promise<T[]> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await wait(200)) {
    const found = await read();
    if (found.length > 0) return found;
  }
  throw new Unexpected(`esperaba ${what}`);
}
