import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import type { Day } from './day.ts';
import type { Plan } from './plan.ts';

/** How long a customer waits for the bot before they give up; for people they wait until the day is over. */
const BOT_MS = 120_000;
const CERRADAS = 'cerradas';
const ANGRY = '¡Son unos estafadores! Estoy furioso, esto es una vergüenza';
const LINES = ['¿A qué hora abren?', '¿Hacen envíos?', 'Hola, buenas', '¿Me ayudan con un pedido?', 'Gracias'];

/** One customer from the first line to the end, as the integrator's program sends and sees them. */
export async function playCustomer(day: Day, plan: Plan): Promise<void> {
  const { board } = day;
  const chance = chanceOf(day.seed, 'lines', plan.externalId);
  const writes = writerOf(day, plan, chance);
  const contactId = await writes(`Hola, es por el pedido ${plan.token}`);
  if (contactId === null) return day.left(plan, 'nobody took the first line');
  day.tokens.set(contactId, plan.token);
  const more = Array.from({ length: plan.lines - 1 }, () => chance.one(LINES));
  if (plan.burst) await Promise.all(more.map(writes));
  else for (const text of more) await writes(text);

  const settled = await board.until(contactId, BOT_MS, ({ state, waits }) => state !== 'BOT' || !waits);
  if (!settled) return day.left(plan, 'the bot did not answer');
  if (plan.way === 'bot') return day.ended('bot');

  const asked = async () => {
    if (plan.way === 'asks') await writes('Quiero hablar con una persona');
    else if (plan.way === 'angry') await writes(ANGRY);
    else return handOver(day, contactId, plan);
    return board.until(contactId, BOT_MS, ({ state }) => state !== 'BOT');
  };
  if (!(await asked())) return day.left(plan, 'the chat stayed with the bot');
  if (!(await withPeople(day, contactId, plan, chance, writes))) return day.left(plan, 'nobody closed the chat');
  if (!plan.back) return day.ended('people');

  await wait(chance.whole(50, 2_000));
  await writes('Me olvidé de algo');
  // A supervisor may have undone the close meanwhile: then it is with people already.
  await board.until(contactId, BOT_MS, ({ state, inboxId, waits }) =>
    state === 'BOT' ? !waits : inboxId !== CERRADAS,
  );
  await handOver(day, contactId, plan);
  if (!(await withPeople(day, contactId, plan, chance, writes))) return day.left(plan, 'nobody closed it again');
  return day.ended('came back');
}

/** From the inbox to the close: the customer asks on, and answers who answers. */
async function withPeople(day: Day, contactId: string, plan: Plan, chance: Chance, writes: Writer): Promise<boolean> {
  const { board } = day;
  let heard = board.of(contactId)?.answers ?? 0;
  if (plan.angryLater) await writes(ANGRY);
  else if (chance.falls(0.3)) await writes('¿Hay alguien?');
  for (let answered = 0; !day.over.signal.aborted; ) {
    const news = await board.until(
      contactId,
      5_000,
      ({ state, inboxId, answers }) => inboxId === CERRADAS || state === 'BOT' || answers > heard,
    );
    const known = board.of(contactId);
    if (!news || !known) continue;
    if (known.inboxId === CERRADAS) return true;
    if (known.state === 'BOT') {
      // An agent gave the chat back to the bot, or a line came after the close.
      if (chance.falls(0.5)) return board.until(contactId, BOT_MS, ({ state, waits }) => state !== 'BOT' || !waits);
      await handOver(day, contactId, plan);
      continue;
    }
    heard = known.answers;
    if (plan.stays) return true;
    if (answered < 2 && chance.falls(0.6)) {
      answered += 1;
      await wait(chance.whole(20, 300));
      await writes(chance.one(LINES));
    }
  }
  return false;
}

async function handOver(day: Day, contactId: string, plan: Plan): Promise<boolean> {
  const inbox = [...day.floor.inboxes, day.floor.calm][plan.inbox];
  const body = { inboxId: inbox?.id ?? null, reason: 'pedido del cliente' };
  const asked = await day.ledger.command('handoff', contactId, () =>
    day.floor.integrator.post('/v1/conversations/{contactId}/handoff', { params: { path: { contactId } }, body }),
  );
  return asked.ok && day.board.until(contactId, BOT_MS, ({ state }) => state !== 'BOT');
}

type Writer = (text: string) => Promise<string | null>;

/** Sends lines, some of them twice at once, and keeps what was taken. Resolves to the contact's id. */
function writerOf({ ledger, floor }: Day, plan: Plan, chance: Chance): Writer {
  let count = 0;
  return async (text) => {
    count += 1;
    const body = {
      channel: floor.channel,
      contact: { id: plan.externalId, name: plan.name },
      message: { id: `${plan.externalId}-${count}`, type: 'text', text },
    };
    const send = () => floor.integrator.post('/v1/inbound/messages', { body });
    const times = plan.twice && chance.falls(0.5) ? 2 : 1;
    const [first] = await Promise.all(
      Array.from({ length: times }, () => ledger.ask('inbound', plan.externalId, send)),
    );
    if (!first?.ok) return null;
    const { contactId, messageId } = first.value;
    ledger.taken.push({ contactId, messageId, sentAt: first.sentAt, ackAt: first.ackAt });
    return contactId;
  };
}
