import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import { RelevoProblem } from '../../client/src/index.ts';
import type { Api } from './api.ts';
import type { Account } from './prepare.ts';
import { CHANNEL, SHORT_CHANNEL } from './prepare.ts';
import type { Story } from './story.ts';
import { Unexpected } from './story.ts';

export interface Scene {
  title: string;
  channel: string;
  /** The first name, when it is known. */
  customer: string | null;
  play(story: Story, hand: Stagehand): Promise<void>;
}

/** What scenes share. */
export interface Stagehand {
  api: Api;
  account: Account;
  /** The id of the last message that went out to the customer. */
  lastOut(story: Story): Promise<string | undefined>;
  alerts(story: Story): Promise<Schemas['Alert'][]>;
}

const wantsToBuy = 'Quiero comprar un taladro, ¿me pasás precio y stock?';
const person = 'Quiero hablar con una persona';

/** Waiting in Ventas, where the bot has put it. */
async function inVentas(story: Story): Promise<void> {
  await story.asks(wantsToBuy);
  await story.asks(person);
  await story.reaches('BANDEJA', 'Ventas');
}

const say = (text: string) => ({ type: 'text', text });

/** Every state and every transition that the labelled conversations do not come to by themselves. */
export const scenes: Scene[] = [
  {
    title: 'De mano en mano',
    channel: CHANNEL,
    customer: 'Delfina',
    async play(story, { account }) {
      const { agents, inboxes } = account;
      await inVentas(story);
      await story.refused('agent1', 'messages', say('Hola'), 'not-now');
      await story.does('agent1', 'claim');
      await story.does('agent1', 'messages', say('Hola, soy Ana, de ventas'));
      await story.does('agent1', 'notes', { text: 'Consulta por el TP-750' });
      await story.does('agent1', 'return');
      await story.reaches('BANDEJA', 'Ventas');
      await story.does('agent2', 'claim');
      await story.does('agent2', 'transfer', { inboxId: inboxes.postventa, note: 'Ya compró: es por la entrega' });
      await story.reaches('BANDEJA', 'Postventa');
      await story.does('agent1', 'claim');
      await story.does('agent1', 'transfer', { agentId: agents.agent2.id });
      await story.reaches('BANDEJA', agents.agent2.name);
      await story.does('agent2', 'claim');
      await story.does('agent2', 'close', { reason: 'resuelto' });
      await story.asks('Hola de nuevo, ¿a qué hora abren?');
      await story.reaches('BOT');
    },
  },
  {
    title: 'Dos personas lo toman a la vez',
    channel: CHANNEL,
    customer: 'Ramiro',
    async play(story, { account }) {
      await inVentas(story);
      const claims = await Promise.allSettled([story.does('agent1', 'claim'), story.does('agent2', 'claim')]);
      const won = claims.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const lost = claims.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      const [winner] = won;
      const [loser] = lost;
      if (won.length !== 1 || !(loser instanceof RelevoProblem) || loser.code !== 'already-claimed')
        throw new Unexpected(
          `de dos que lo toman gana una sola: ${won.length} ganaron, ${lost.map(String).join(', ')}`,
        );
      story.note(`✋ el otro recibe 409 already-claimed: lo tiene ${loser.owner?.name}`);
      const who = winner?.place.agentId === account.agents.agent1.id ? 'agent1' : 'agent2';
      await story.does(who, 'messages', say('Yo te atiendo'));
      await story.does(who, 'close', { reason: 'resuelto' });
    },
  },
  {
    title: 'De vuelta al bot',
    channel: CHANNEL,
    customer: 'Lucía',
    async play(story) {
      await inVentas(story);
      await story.does('agent1', 'claim');
      await story.writes('¿Hacen envíos a Salta?');
      await story.until('que espere', ({ waitingSince }) => waitingSince !== null);
      await story.does('agent1', 'bot');
      await story.until('la respuesta del bot', ({ state, waitingSince }) => state === 'BOT' && waitingSince === null);
      await story.does('integrator', 'events', { name: 'pedido.demorado', data: { pedido: 48200120 } });
    },
  },
  {
    title: 'La supervisora asigna, y deshace',
    channel: CHANNEL,
    customer: 'Ofelia',
    async play(story, { account }) {
      await story.asks('Hola');
      await story.refused('agent1', 'claim', {}, 'still-with-bot');
      await story.does('supervisor', 'assign', { agentId: account.agents.agent1.id });
      await story.does('agent1', 'close', { reason: 'por error' });
      await story.does('supervisor', 'undo');
      await story.reaches('AGENTE', account.agents.agent1.name);
      await story.does('agent1', 'transfer', { inboxId: account.inboxes.ventas });
      await story.writes('¿Siguen ahí?');
      await story.until('que espere', ({ waitingSince }) => waitingSince !== null);
      await story.refused('supervisor', 'undo', {}, 'moved-on');
    },
  },
  {
    title: 'Bloquear y desbloquear',
    channel: CHANNEL,
    customer: 'Nadie',
    async play(story) {
      await inVentas(story);
      await story.does('agent2', 'claim');
      await story.doesToContact('agent2', 'block');
      await story.writes('Esto no lo ve nadie');
      await story.refused('agent2', 'claim', {}, 'contact-blocked');
      await story.doesToContact('agent2', 'unblock');
      await story.asks('Perdón, ¿a qué hora abren?');
      await story.reaches('BOT');
    },
  },
  {
    title: 'Nadie lo atiende: escala',
    channel: CHANNEL,
    customer: 'Paciencia',
    async play(story, { account, api, alerts }) {
      await story.asks('Hola');
      await story.does('integrator', 'handoff', { inboxId: account.inboxes.urgent, reason: 'pidió una persona' });
      await story.until('la alerta', ({ escalated }) => escalated);
      const raised = async (kind: string, level: number) => {
        await story.until(`una alerta ${kind}`, ({ escalated }) => escalated);
        for (const end = Date.now() + 10_000; Date.now() < end; ) {
          const alert = (await alerts(story)).find((one) => one.kind === kind && one.level >= level);
          if (alert) return alert;
          await wait(200);
        }
        throw new Unexpected(`no hubo una alerta ${kind} de nivel ${level}`);
      };
      const alert = await raised('unattended', 2);
      const path = { id: alert.id };
      await api.supervisor.post('/v1/alerts/{id}/acknowledge', { params: { path }, body: {} });
      await story.until('que no siga escalado', ({ escalated }) => !escalated);
      await story.does('agent2', 'claim');
      await story.writes('¿Hola?');
      await raised('unanswered', 1);
      await story.does('agent2', 'messages', say('Acá estoy'));
      await story.until('que no siga escalado', ({ escalated }) => !escalated);
      await story.does('agent2', 'close', { reason: 'resuelto' });
    },
  },
  {
    title: 'Vence la sesión, y una plantilla la reabre',
    channel: SHORT_CHANNEL,
    customer: 'Valentina',
    async play(story, { account }) {
      const { name, language } = account.template;
      const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Valentina' }] }];
      await story.asks('¿A qué hora abren?');
      await story.reaches('EXPIRADO');
      await story.refused('agent1', 'claim', {}, 'session-expired');
      await story.does('agent1', 'template', { name, language, components });
      await story.refused('agent1', 'messages', say('¿Seguimos?'), 'session-expired');
      await story.writes('Sí, seguimos');
      await story.until('una sesión abierta', ({ session }) => session.status === 'open');
      await story.does('agent1', 'messages', say('¡Perfecto!'));
      await story.reaches('EXPIRADO');
    },
  },
  {
    title: 'La plantilla queda sin respuesta',
    channel: SHORT_CHANNEL,
    customer: 'Ausente',
    async play(story, { account }) {
      const { name, language } = account.template;
      const components = [{ type: 'body', parameters: [{ type: 'text', text: 'qué tal' }] }];
      await story.asks('Hola');
      await story.reaches('EXPIRADO');
      await story.does('agent2', 'template', { name, language, components });
      await story.until('la espera', ({ session }) => session.status === 'awaiting-reply');
      await story.reaches('EXPIRADO');
    },
  },
  {
    title: 'Un cliente llega tarde, dos veces y con una reacción',
    channel: CHANNEL,
    customer: 'Tarde',
    async play(story) {
      const at = new Date(Date.now() - 30 * 3_600_000).toISOString();
      await story.writes('Esto lo escribí anteayer', { at });
      await story.reaches('EXPIRADO');
      const id = await story.asks('Ahora sí: ¿hacen envíos?', { id: `${story.title}-${at}` });
      await story.writes('Ahora sí: ¿hacen envíos?', { id: `${story.title}-${at}` });
      await story.reacts(id, '🙏');
      await story.reaches('BOT');
    },
  },
  {
    title: 'Empezamos nosotros',
    channel: CHANNEL,
    customer: 'Iris',
    async play(story, { account }) {
      const { name, language } = account.template;
      const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Iris' }] }];
      await story.begins('agent1', { template: { name, language, components } });
      await story.reaches('AGENTE', account.agents.agent1.name);
      const again = await story.begins('agent1', {}).catch((error: unknown) => error);
      if (!(again instanceof RelevoProblem) || again.code !== 'conversation-open')
        throw new Unexpected('una conversación abierta no se empieza otra vez');
      story.note('✋ empezarla otra vez: conversation-open');
      const id = await story.writes('Sí, contame');
      await story.until('que espere', ({ waitingSince }) => waitingSince !== null);
      await story.does('agent1', 'reactions', { messageId: id, emoji: '👍' });
      story.note('Ana reacciona 👍');
      await story.does('agent1', 'messages', say('Te cuento'));
      await story.does('agent1', 'close', { reason: 'resuelto' });
      await story.begins('integrator', { message: { text: 'Tu pedido está en camino' } });
      await story.reaches('BOT');
    },
  },
];
