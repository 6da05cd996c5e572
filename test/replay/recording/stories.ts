import { ana, bruno, integrator, ofBruno, postventa, sofia, turnos, ventas } from './actors.ts';
import type { Stage } from './stage.ts';

export interface Story {
  name: string;
  channel?: string;
  play(stage: Stage, world: World): Promise<void>;
  /** Recorded with a payload key. */
  encrypted?: boolean;
}

/** What a story may do beside talking to its conversation. */
export interface World {
  /** Writing to the read model of this contact fails until it is let go. */
  storeAway(contactId: string): { back(): void };
  /** The bot's next turn of this contact takes until it is let go. */
  slowBot(contactId: string): { go(): void };
  /** The bot hands this contact off to a helpdesk, which takes everything until it is told to refuse. */
  helpdesk(contactId: string): { refuses(): void };
  /** The bot cannot answer this contact. */
  brokenBot(contactId: string): void;
  /** Agents who may be offered a chat. */
  online(agentId: string): Promise<void>;
  /** An inbox with a rule, and its one member, who is there. */
  rule(inboxId: string, agentId: string): Promise<void>;
  /** Resolves once the rule of an inbox has looked so often, and rests. */
  looked(inboxId: string, times: number): Promise<void>;
  /** Resolves when the contact's run has ended; to its last stored state. */
  ended(contactId: string): Promise<NonNullable<Parameters<Stage['begin']>[0]>>;
  /** The number of runs of the contact so far. */
  runs(contactId: string): Promise<number>;
  delivered(contactId: string, events: number): Promise<void>;
  /** What goes on beside the conversation: rooms are told of it and tell, groups are made, a name is given. */
  rooms(contactId: string): Promise<void>;
  /** A link to a file: `contrato.pdf` is there, and nothing else. */
  fileAt(path: string): string;
}

const asksForPerson = 'Quiero hablar con una persona';

/** With the bot's handover behind it: waiting in an inbox. */
async function handedOff(stage: Stage): Promise<void> {
  await stage.writes('Hola', asksForPerson);
  await stage.in('BANDEJA');
}

async function claimed(stage: Stage): Promise<void> {
  await handedOff(stage);
  await stage.command(ana, { type: 'claim', slot: stage.slot() });
}

const answered = (stage: Stage) =>
  stage.until('an answer', ({ waitingSince, chat }) => chat.state === 'BOT' && waitingSince === null);

export const stories: Story[] = [
  {
    name: 'bot-answers',
    async play(stage) {
      await stage.writes('¿A qué hora abren?');
      await answered(stage);
      await stage.writes('¿Hacen envíos?', 'a Córdoba');
      await answered(stage);
      await stage.writes({ type: 'sticker' });
      await stage.writes('Gracias');
      await answered(stage);
    },
  },
  {
    name: 'handoff-to-inbox',
    async play(stage) {
      await stage.writes('Quiero saber precios y stock para comprar');
      await answered(stage);
      await stage.writes(asksForPerson);
      await stage.until('Ventas', ({ chat }) => chat.state === 'BANDEJA' && chat.inbox.id === 'ventas');
      await stage.writes('sigo acá');
    },
  },
  {
    name: 'claim-reply-return-transfer-close-reopen',
    async play(stage) {
      await claimed(stage);
      await stage.command(ana, { type: 'reply', message: stage.content('Hola, soy Ana') });
      const [id = ''] = await stage.writes('Necesito una factura');
      await stage.command(ana, { type: 'react', messageId: id, emoji: '👍' });
      await stage.command(ana, { type: 'read' });
      await stage.command(ana, { type: 'unread' });
      await stage.command(ana, { type: 'note', messageId: 'm_note-of-the-golden-story', text: 'Pide factura A' });
      await stage.command(ana, { type: 'return' });
      await stage.command(sofia, { type: 'transfer', target: postventa });
      await stage.command(bruno, { type: 'claim', slot: stage.slot() });
      const note = { messageId: 'm_handover-of-the-golden-story', text: 'Es de ventas' };
      await stage.command(bruno, { type: 'transfer', target: ventas, note });
      await stage.command(ana, { type: 'transfer', target: ofBruno });
      await stage.command(bruno, { type: 'claim', slot: stage.slot() });
      await stage.command(bruno, { type: 'close', reason: 'resuelto' });
      await stage.writes('Otra pregunta: ¿a qué hora abren?');
      await answered(stage);
    },
  },
  {
    name: 'assign-and-back-to-bot',
    async play(stage) {
      await stage.writes('Hola');
      await answered(stage);
      const target = { id: 'agt_bruno', name: 'Bruno', active: true, online: true, inboxIds: null };
      await stage.command(sofia, { type: 'assign', target, slot: stage.slot() });
      await stage.writes('¿Hacen envíos?');
      await stage.until('a waiting customer', ({ waitingSince }) => waitingSince !== null);
      await stage.command(bruno, { type: 'toBot' });
      await answered(stage);
    },
  },
  {
    name: 'integrator-handoff-events-and-card',
    async play(stage) {
      stage.rules({ botMode: 'external' });
      await stage.writes('Hola');
      await stage.in('BOT');
      await stage.command(integrator, { type: 'botMessage', message: stage.content('Soy otro bot') });
      await stage.command(integrator, { type: 'businessEvent', name: 'order.late', data: { order: 48200120 } });
      await stage.command(integrator, { type: 'editContact', patch: { firstName: 'Carla', custom: { plan: 'oro' } } });
      await stage.command(integrator, { type: 'handoff', inbox: ventas, reason: 'pidió una persona' });
      await stage.command(integrator, { type: 'handoff', inbox: postventa, reason: 'otra vez' });
    },
  },
  {
    name: 'helpdesk-handoff',
    async play(stage) {
      await stage.writes('Hola');
      await answered(stage);
      await stage.command({ ...integrator, role: 'bot' as never }, { type: 'helpdeskHandoff', reason: 'zendesk' });
    },
  },
  {
    name: 'helpdesk-case',
    async play(stage, world) {
      const desk = world.helpdesk(stage.contactId);
      await stage.writes('Hola', asksForPerson);
      await stage.until('a case', ({ chat, helpdesk }) => chat.state === 'BANDEJA' && helpdesk?.status === 'open');
      await stage.writes('Es por la lámpara rota');
      await answered(stage);
      desk.refuses();
      await stage.writes('¿A qué hora abren?');
      await answered(stage);
    },
  },
  {
    name: 'helpdesk-that-refuses',
    async play(stage, world) {
      world.helpdesk(stage.contactId).refuses();
      await stage.writes('Hola', asksForPerson);
      await stage.in('BANDEJA');
    },
  },
  {
    name: 'bot-off',
    async play(stage) {
      stage.rules({ botMode: 'off' });
      await stage.writes('Hola');
      await stage.in('BANDEJA');
      await stage.command(ana, { type: 'claim', slot: stage.slot() });
      await stage.command(ana, { type: 'close', reason: null });
      await stage.writes('Hola de nuevo');
      await stage.until('General', ({ chat }) => chat.state === 'BANDEJA' && chat.inbox.id === 'general');
    },
  },
  {
    name: 'expiry-and-template',
    async play(stage) {
      stage.rules({ window: 1500, windowClosingBefore: 3_600_000 });
      await stage.writes('Hola');
      await answered(stage);
      await stage.in('EXPIRADO');
      stage.rules({ window: 60_000 });
      await stage.command(ana, {
        type: 'template',
        message: stage.content('¿Seguimos?', 'template'),
        slot: stage.slot(),
      });
      await stage.writes('Sí, seguimos');
      await stage.until('an open session', ({ session }) => session.status === 'open');
      await stage.command(ana, { type: 'reply', message: stage.content('Perfecto') });
    },
  },
  {
    name: 'awaiting-reply-missed',
    async play(stage) {
      stage.rules({ window: 700, windowClosingBefore: 3_600_000 });
      await stage.writes('Hola');
      await stage.in('EXPIRADO');
      stage.rules({ window: 1000 });
      await stage.command(ana, {
        type: 'template',
        message: stage.content('¿Seguimos?', 'template'),
        slot: stage.slot(),
      });
      await stage.in('EXPIRADO');
      await stage.command(integrator, {
        type: 'template',
        message: stage.content('¿Y ahora?', 'template'),
        slot: null,
      });
      await stage.in('EXPIRADO');
    },
  },
  {
    name: 'escalation-levels-and-acknowledge',
    async play(stage) {
      stage.rules({ unattendedAfter: 300, unansweredAfter: 300 });
      await handedOff(stage);
      const { escalations } = await stage.until('a second alert', (c) => (c.escalations.unattended?.level ?? 0) >= 2);
      await stage.command(sofia, { type: 'acknowledge', alertId: escalations.unattended?.alertIds[0] ?? '' });
      await stage.command(ana, { type: 'claim', slot: stage.slot() });
      await stage.until('an alert for no answer', (c) => (c.escalations.unanswered?.level ?? 0) >= 2);
      await stage.command(ana, { type: 'reply', message: stage.content('Acá estoy') });
    },
  },
  {
    name: 'angry-customer',
    async play(stage) {
      await stage.writes({ text: 'SON UNOS LADRONES, NADIE CONTESTA!!!', mood: 'ENOJADO' });
      await stage.in('BANDEJA');
      await stage.writes({ text: 'Bueno, gracias', mood: 'POSITIVO' });
    },
  },
  {
    name: 'window-closing',
    async play(stage) {
      stage.rules({ window: 2500, windowClosingBefore: 1200 });
      await claimed(stage);
      await stage.until('the warning', (c) => c.escalations['window-closing'] !== undefined);
      await stage.in('EXPIRADO');
    },
  },
  {
    name: 'block-and-unblock',
    async play(stage) {
      await claimed(stage);
      await stage.command(ana, { type: 'block' });
      await stage.writes('¿Hola?', '¿Hola?');
      await stage.until('two counted', ({ blockedCount }) => blockedCount === 2);
      await stage.command(ana, { type: 'unblock' });
      await stage.writes('Perdón, ¿a qué hora abren?');
      await answered(stage);
    },
  },
  {
    name: 'undo',
    async play(stage) {
      await claimed(stage);
      await stage.command(ana, { type: 'close', reason: null });
      await stage.command(sofia, { type: 'undo', online: true, slot: stage.slot() });
      await stage.command(ana, { type: 'transfer', target: postventa });
      await stage.command(sofia, { type: 'undo', online: false, slot: null });
    },
  },
  {
    name: 'late-messages-and-reactions',
    async play(stage) {
      const yesterday = Date.now() - 30 * 3_600_000;
      const [late = ''] = await stage.writes({ text: 'Llegué tarde', at: yesterday });
      await stage.in('EXPIRADO');
      await stage.reacts(late, '😂');
      await stage.writes('Hola');
      await answered(stage);
      await stage.writes({ text: 'Otro que llegó tarde', at: yesterday });
      await stage.reacts(late, null);
    },
  },
  {
    name: 'reaction-first',
    async play(stage) {
      await stage.reacts('m_of-an-older-conversation', '👍');
      await stage.in('EXPIRADO');
    },
  },
  {
    name: 'new-conversation-by-agent',
    channel: 'whatsapp',
    async play(stage) {
      const message = stage.content('Le escribimos por su pedido', 'template');
      await stage.start(ana, { type: 'start', message, slot: stage.slot(), profile: { name: 'Carla Prueba' } });
      await stage.writes('Sí, gracias');
      await stage.until('an open session', ({ session }) => session.status === 'open');
    },
  },
  {
    name: 'store-away',
    async play(stage, world) {
      await handedOff(stage);
      const store = world.storeAway(stage.contactId);
      await stage.writes('¿Hay alguien?');
      await stage.command(ana, { type: 'claim', slot: stage.slot() });
      await stage.command(ana, { type: 'reply', message: stage.content('Sí, acá estoy') });
      store.back();
      await stage.command(ana, { type: 'close', reason: null });
    },
  },
  {
    name: 'reopened-to-last-agent',
    async play(stage, world) {
      await world.online('agt_ana');
      stage.rules({ reopenTo: 'lastAgent' });
      await claimed(stage);
      await stage.command(ana, { type: 'close', reason: null });
      await stage.writes('Volví');
      await stage.until('Ana', ({ chat }) => chat.state === 'AGENTE');
      await stage.command(ana, { type: 'close', reason: null });
      stage.rules({ reopenTo: 'lastInbox' });
      await stage.writes('Volví otra vez');
      await stage.in('BANDEJA');
    },
  },
  {
    name: 'assigned-by-rule',
    async play(stage, world) {
      await world.rule(turnos.id, 'agt_bruno');
      stage.rules({ botMode: 'external' });
      await stage.writes('Hola');
      await stage.in('BOT');
      await stage.command(integrator, { type: 'handoff', inbox: turnos, reason: null });
      await stage.in('AGENTE');
      await world.looked(turnos.id, 1);
      await stage.command(bruno, { type: 'return' });
      await world.looked(turnos.id, 2);
    },
  },
  {
    name: 'inbox-removed',
    async play(stage) {
      await stage.writes('Quiero precios y stock para comprar', asksForPerson);
      await stage.until('Ventas', ({ chat }) => chat.state === 'BANDEJA' && chat.inbox.id === 'ventas');
      await stage.inboxRemoved('ventas');
      await stage.until('General', ({ chat }) => chat.state === 'BANDEJA' && chat.inbox.id === 'general');
    },
  },
  {
    name: 'continue-as-new',
    async play(stage, world) {
      await claimed(stage);
      for (let i = 0; (await world.runs(stage.contactId)) < 3; i += 1) {
        await stage.writes(`Mensaje ${i}`);
        await stage.until('it to be heard', ({ waitingSince }) => waitingSince !== null);
        await stage.command(ana, { type: 'reply', message: stage.content(`Respuesta ${i}`) });
      }
      await stage.command(ana, { type: 'close', reason: null });
    },
  },
  {
    name: 'quiet-and-revived',
    async play(stage, world) {
      stage.rules({ window: 500, windowClosingBefore: 3_600_000, retireAfter: 500 });
      await stage.writes('Hola');
      stage.begin(await world.ended(stage.contactId));
      await stage.writes('Hola otra vez');
      await world.ended(stage.contactId);
      stage.begin('load');
      await stage.writes('Y otra más');
      await world.ended(stage.contactId);
    },
  },
  {
    name: 'slow-bot-muted',
    async play(stage, world) {
      stage.rules({ botMode: 'model' });
      const bot = world.slowBot(stage.contactId);
      await stage.writes('Hola');
      await stage.in('BOT');
      const target = { id: 'agt_ana', name: 'Ana', active: true, online: true, inboxIds: null };
      await stage.command(sofia, { type: 'assign', target, slot: stage.slot() });
      bot.go();
      await stage.command(ana, { type: 'reply', message: stage.content('Hola, soy Ana') });
    },
  },
  {
    name: 'bot-too-slow-for-the-task',
    async play(stage, world) {
      const bot = world.slowBot(stage.contactId);
      await stage.writes('¿A qué hora abren?');
      await stage.in('BOT');
      setTimeout(bot.go, 900);
      await answered(stage);
    },
  },
  {
    name: 'bot-failed',
    async play(stage, world) {
      world.brokenBot(stage.contactId);
      await stage.writes('Hola');
      await stage.until('General', ({ chat }) => chat.state === 'BANDEJA' && chat.inbox.id === 'general');
    },
  },
  {
    name: 'webhooks',
    async play(stage, world) {
      stage.rules({ webhooks: true });
      await stage.writes('¿A qué hora abren?');
      await answered(stage);
      await stage.writes(asksForPerson);
      await stage.in('BANDEJA');
      await stage.command(ana, { type: 'claim', slot: stage.slot() });
      await world.delivered(stage.contactId, 6);
    },
  },
  {
    name: 'whatsapp',
    channel: 'whatsapp',
    async play(stage) {
      const address = { waId: '5493815551234' };
      const message = stage.content('Hola, soy Ana', 'template');
      await stage.start(ana, { type: 'start', message, slot: stage.slot(), profile: {}, address });
      await stage.writes('¡Hola!');
      await stage.until('the session', ({ session }) => session.status === 'open');
      for (const text of ['Despacio', 'Sin respuesta', 'Imposible', 'Listo'])
        await stage.command(ana, { type: 'reply', message: stage.content(text) });
    },
  },
  {
    name: 'customer-file',
    async play(stage, world) {
      stage.rules({ botMode: 'external' });
      for (const path of ['contrato.pdf', 'perdido.pdf'])
        await stage.writes({ type: 'document', media: { url: world.fileAt(path) } });
      await stage.in('BOT');
    },
  },
  {
    name: 'rooms',
    async play(stage, world) {
      stage.rules({ botMode: 'external' });
      await stage.writes('Hola');
      await stage.in('BOT');
      await world.rooms(stage.contactId);
    },
  },
  {
    name: 'encrypted',
    encrypted: true,
    async play(stage) {
      await claimed(stage);
      await stage.command(ana, { type: 'reply', message: stage.content('Hola, soy Ana') });
      await stage.command(ana, { type: 'close', reason: 'resuelto' });
    },
  },
  {
    name: 'opens-tickets',
    async play(stage) {
      stage.rules({ botMode: 'external', tickets: { unattendedAfter: 300, subtypes: [], fields: {} } });
      await stage.writes('La lámpara llegó rota');
      await stage.in('BOT');
      const summary = 'Llegó rota';
      const open = (id: string) =>
        stage.command(integrator, {
          type: 'openTicket',
          ticket: { id, type: 'POSTVENTA', subtype: 'GARANTIA', summary, fields: { orderNumber: '48200120' } },
        });
      await open('tkt_first');
      await open('tkt_second');
      await open('tkt_first');
      const alert = await stage.ticketAlert('tkt_first');
      await stage.ticket('tkt_first', { type: 'acknowledge', alertId: alert });
      await stage.ticket('tkt_first', { type: 'change', state: 'EN_PROCESO', comment: 'la vemos' });
      await stage.ticket('tkt_first', { type: 'change', state: 'RESUELTO', comment: null });
      await stage.ticket('tkt_first', { type: 'change', state: 'ABIERTO', comment: 'otra vez' });
      // One that was settled long ago is started again, has nothing to do, and ends.
      await stage.oldTicket('tkt_old', { type: 'change', state: 'DESESTIMADO', comment: null });
    },
  },
];
