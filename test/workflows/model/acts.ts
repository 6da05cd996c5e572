import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { messageOfCommand } from '../../../api/conversations/ids.ts';
import type { Caller } from '../../../domain/caller.ts';
import type { Command, TargetAgent } from '../../../domain/commands.ts';
import { integrator } from '../../support/stage.ts';
import type { Play } from './play.ts';

type Act = fc.AsyncCommand<{ acts: number }, Play>;
type Who = 'ana' | 'bruno' | 'sofia';

/** An act in words, and what it does; afterwards the real conversation and the rules must agree. */
function act(words: string, run: (play: Play) => Promise<unknown>): Act {
  return {
    check: () => true,
    toString: () => words,
    async run(_, play) {
      await run(play);
      await play.agree();
    },
  };
}

/** What may happen in a conversation, in proportion to how often it is worth trying. */
export function acts(): fc.Arbitrary<Act>[] {
  const agent = fc.constantFrom<Who>('ana', 'bruno');
  const anyone = fc.constantFrom<Who>('ana', 'bruno', 'sofia');
  const plain = (type: 'return' | 'toBot' | 'block' | 'unblock' | 'close' | 'read' | 'unread') =>
    anyone.map((who) => act(`${who}: ${type}`, (play) => order(play, play[who], commandOf(type))));
  const writes = fc.integer({ min: 1, max: 3 }).map((count) => act(`customer writes ${count}`, (p) => write(p, count)));
  return [
    writes,
    writes,
    writes,
    fc.constant(act('the last message comes again', writeAgain)),
    fc.constant(act('the session ends', expire)),
    agent.map((who) => act(`${who} claims`, (play) => claim(play, play[who]))),
    agent.map((who) => act(`${who} claims`, (play) => claim(play, play[who]))),
    agent.map((who) => act(`${who} replies`, (play) => reply(play, play[who]))),
    agent.map((who) => act(`${who} replies as before`, (play) => reply(play, play[who], play.epochs[0]))),
    agent.map((who) => act(`sofia assigns to ${who}`, (play) => assign(play, play[who]))),
    anyone.map((who) => act(`${who} transfers`, (play) => transfer(play, play[who]))),
    agent.map((who) => act(`${who} sends a template`, (play) => template(play, play[who]))),
    fc.constant(act('the bot’s side hands off', handoff)),
    fc.constant(act('the bot falls silent', async (play) => play.botFallsSilent())),
    fc.constant(act('the bot speaks', (play) => play.botSpeaks())),
    fc.constant(act('the worker starts anew', restart)),
    ...(['return', 'toBot', 'close', 'block', 'unblock', 'unread'] as const).map(plain),
  ];
}

function commandOf(type: 'return' | 'toBot' | 'block' | 'unblock' | 'close' | 'read' | 'unread'): Command {
  return type === 'close' ? { type, reason: null } : { type };
}

const order = (play: Play, caller: Caller, command: Command) =>
  play.gives(
    caller,
    () => command,
    () => play.chat.give(caller, command),
  );

export async function write(play: Play, count: number): Promise<void> {
  const at = Date.now();
  for (let i = 0; i < count; i += 1) {
    const text = `mensaje ${randomUUID()}`;
    play.last = randomUUID();
    const id = await play.chat.writes(text, { at, id: play.last });
    if (!play.rules?.blocked) play.said.customer.push(id);
    const message = { id, type: 'text' as const, text, at, receivedAt: at };
    play.happens({ type: 'customerWrote', message, profile: {} }, at);
  }
  await taken(play);
  await play.botMayAnswer();
}

/** Signals are acknowledged before they are seen: waits until they are. */
async function taken(play: Play): Promise<void> {
  const { rules } = play;
  await play.chat.once(
    'the messages to be taken',
    (c) => c.lastMessageAt !== null && (rules?.blocked ? c.blockedCount >= rules.blockedCount : c.unread),
  );
  const wanted = play.said.customer.length;
  if (!rules?.blocked) await play.chat.once('all of them', (c) => c.chat.state !== 'NUEVO' && c.seq > 0 && wanted > 0);
}

async function writeAgain(play: Play): Promise<void> {
  if (play.last) await play.chat.batch([{ id: play.last, text: 'mensaje repetido' }]);
}

/** A message under a window of a moment, and the moment that passes. */
async function expire(play: Play): Promise<void> {
  const { stage } = play;
  const window = (value: string) =>
    stage.settings((settings) => {
      settings.sessionWindow.default = value;
    });
  await window('PT0.4S');
  await write(play, 1);
  await window('PT24H');
  // On a slow machine the rules have seen it end already, and the workflow may not have.
  if (play.rules?.blocked || !['open', 'expired'].includes(play.rules?.session.status ?? '')) return;
  await play.chat.once('the session to end', (c) => c.session.status === 'expired');
}

const claim = (play: Play, caller: Caller) =>
  play.gives(
    caller,
    (slot) => ({ type: 'claim', slot }),
    () => play.chat.claim(caller),
  );

async function reply(play: Play, caller: Caller, epoch?: number): Promise<void> {
  const commandId = randomUUID();
  const message = { messageId: messageOfCommand(commandId), type: 'text' as const, text: `respuesta ${commandId}` };
  const given = await play.gives(
    caller,
    () => ({ type: 'reply', message }),
    () => play.chat.reply(caller, message.text, { commandId, ...(epoch === undefined ? {} : { epoch }) }),
    epoch,
  );
  if (given) play.said.agents.push(message.messageId);
}

async function assign(play: Play, to: Caller): Promise<void> {
  const target = (await play.stage.service.facts.targetAgent(to.agentId ?? '')) as TargetAgent;
  await play.gives(
    play.sofia,
    (slot) => ({ type: 'assign', target, slot }),
    () => play.chat.assign(play.sofia, to),
  );
}

async function transfer(play: Play, caller: Caller): Promise<void> {
  const target = play.stage.service.facts.inbox(play.ventas);
  if (!target) throw new Error('Ventas is gone');
  await play.gives(
    caller,
    () => ({ type: 'transfer', target }),
    () => play.chat.transfer(caller, play.ventas),
  );
}

async function template(play: Play, caller: Caller): Promise<void> {
  const commandId = randomUUID();
  const message = { messageId: messageOfCommand(commandId), type: 'template' as const, text: 'Seguimos por acá' };
  const given = await play.gives(
    caller,
    (slot) => ({ type: 'template', message, slot }),
    () => play.chat.template(caller, { commandId }),
  );
  if (given) play.said.agents.push(message.messageId);
}

async function handoff(play: Play): Promise<void> {
  const inbox = play.stage.service.facts.inbox('general');
  if (!inbox) throw new Error('General is gone');
  await play.gives(
    integrator,
    () => ({ type: 'handoff', inbox, reason: null }),
    () => play.chat.handoff(),
  );
}

/** A worker waits for its activities: a bot that is silent would hold it. */
async function restart(play: Play): Promise<void> {
  await play.botSpeaks();
  await play.stage.stopWorker();
  await play.stage.startWorker();
}
