import { describe, expect, test } from 'vitest';
import type { Command, Commander } from '../../domain/commands.ts';
import type { Chat, Conversation, Session } from '../../domain/state.ts';
import {
  ana,
  bruno,
  awaiting,
  chats,
  DAY,
  ended,
  general,
  HOUR,
  hsm,
  hub,
  must,
  NOW,
  nobody,
  open,
  outputs,
  refused,
  scene,
  slotOf,
  soporte,
  sofia,
  tell,
  text,
  whereIs,
  wrote,
} from './scenes.ts';

const template = (by: Commander): Command => ({ type: 'template', message: hsm, slot: by.agentId ? slotOf(by) : null });
const start = (by: Commander, message: typeof text | null = text): Command => ({
  type: 'start',
  message,
  slot: by.agentId ? slotOf(by) : null,
  profile: { name: 'Lucía' },
});

describe('a template', () => {
  test.each<[string, Chat, Session, Session['status'], boolean]>([
    ['EXPIRADO', chats.EXPIRADO, ended, 'awaiting-reply', true],
    ['Cerradas', chats.CERRADAS, open, 'open', true],
    ['Cerradas, expired', chats.CERRADAS, ended, 'awaiting-reply', true],
    ['Cerradas, awaiting a reply', chats.CERRADAS, awaiting, 'awaiting-reply', true],
    ['the sender’s own chat', chats.AGENTE, open, 'open', false],
    ['the sender’s own chat, awaiting a reply', chats.AGENTE, awaiting, 'awaiting-reply', false],
  ])('from %s leaves the chat with its sender', (_, chat, session, status, moves) => {
    const before = scene(chat, session);
    const step = must(before, ana, template(ana));
    expect(step.conversation).toMatchObject({ chat: { agent: { id: 'ana' }, slot: 'slot-ana' }, session: { status } });
    expect(step.conversation.session.expiresAt).toBe(status === 'open' ? session.expiresAt : NOW + DAY);
    expect(outputs(step, 'confirmSlot')).toHaveLength(moves ? 1 : 0);
    expect(outputs(step, 'timeline')).toHaveLength(moves ? 1 : 0);
    expect(outputs(step, 'message')[0]?.row).toMatchObject({
      direction: 'out',
      type: 'template',
      author: { id: 'ana' },
    });
  });

  test('opens no session: free text waits for the customer’s answer', () => {
    const sent = must(scene(chats.EXPIRADO, ended), ana, template(ana)).conversation;
    expect(refused(sent, ana, { type: 'reply', message: text }).code).toBe('session-expired');
    const answered = tell(sent, wrote(NOW + HOUR)).conversation;
    expect(answered).toMatchObject({
      chat: { agent: { id: 'ana' } },
      session: { status: 'open', expiresAt: NOW + HOUR + DAY },
    });
    expect(outputs(must(answered, ana, { type: 'reply', message: text }), 'message')).toHaveLength(1);
  });

  test('leaves return, transfer, close and claim possible meanwhile', () => {
    const sent = must(scene(chats.EXPIRADO, ended), ana, template(ana)).conversation;
    const back = must(sent, ana, { type: 'return' }).conversation;
    expect(back).toMatchObject({ chat: { inbox: general }, session: { status: 'awaiting-reply' } });
    expect(whereIs(must(sent, ana, { type: 'transfer', target: soporte }).conversation.chat)).toBe('soporte');
    const closed = must(sent, ana, { type: 'close', reason: null }).conversation;
    for (const c of [back, closed])
      expect(must(c, ana, { type: 'claim', slot: slotOf(ana) }).conversation).toMatchObject({
        chat: { agent: { id: 'ana' } },
        session: { status: 'awaiting-reply', expiresAt: NOW + DAY },
      });
  });

  test('of an integrator brings an expired chat to the bot, silent until the customer answers', () => {
    const step = must(scene(chats.EXPIRADO, ended), hub, template(hub));
    expect(step.conversation).toMatchObject({ chat: { state: 'BOT' }, session: { status: 'awaiting-reply' } });
    expect(refused(step.conversation, hub, { type: 'botMessage', message: text }).code).toBe('session-expired');
    const answered = tell(step.conversation, wrote(NOW + HOUR));
    expect(outputs(answered, 'askBot')).toHaveLength(1);
    expect(whereIs(answered.conversation.chat)).toBe('BOT');
  });
});

describe('a new conversation', () => {
  const whatsapp = (c: Conversation) => ({ ...c, channel: 'whatsapp' });

  test('from cold is its sender’s, with a session of one window', () => {
    const { conversation } = must(nobody(), ana, start(ana));
    expect(conversation).toMatchObject({
      chat: { state: 'AGENTE', agent: { id: 'ana' }, takenFrom: general, slot: 'slot-ana' },
      previous: null,
      origin: 'agent',
      profile: { name: 'Lucía' },
      session: { status: 'open', expiresAt: NOW + DAY },
    });
    expect(must(conversation, ana, { type: 'reply', message: text }).outputs).toHaveLength(1);
  });

  test('of an integrator begins with the bot, which has nothing to answer', () => {
    const step = must(nobody(), hub, start(hub, null));
    expect(step.conversation).toMatchObject({
      chat: { state: 'BOT' },
      origin: 'integrator',
      session: { status: 'open' },
    });
    expect(outputs(step, 'askBot')).toEqual([]);
  });

  test('on WhatsApp needs a template and awaits the reply', () => {
    for (const c of [nobody(), scene(chats.EXPIRADO, ended), scene(chats.CERRADAS, ended)]) {
      expect(refused(whatsapp(c), ana, start(ana)).code).toBe('template-required');
      expect(refused(whatsapp(c), ana, start(ana, null)).code).toBe('template-required');
      const { conversation } = must(whatsapp(c), ana, start(ana, hsm));
      expect(conversation).toMatchObject({
        chat: { agent: { id: 'ana' } },
        session: { status: 'awaiting-reply', expiresAt: NOW + DAY },
      });
    }
  });

  test('on WhatsApp leaves a session that is still open as it is', () => {
    const { conversation } = must(whatsapp(scene(chats.CERRADAS)), ana, start(ana, hsm));
    expect(conversation.session).toEqual(open);
  });

  test('on other channels is open for one window from then, wherever it rested', () => {
    for (const [chat, session] of [
      [chats.CERRADAS, open],
      [chats.CERRADAS, ended],
      [chats.CERRADAS, awaiting],
      [chats.EXPIRADO, ended],
    ] as const) {
      const { conversation } = must(scene(chat, session), ana, start(ana));
      expect(conversation.session).toMatchObject({ status: 'open', expiresAt: NOW + DAY });
    }
  });

  test('keeps the origin of who came first', () => {
    expect(must(scene(chats.EXPIRADO, ended), sofia, start(sofia)).conversation.origin).toBe('customer');
  });

  test('is refused as open to who had access and sees it no more, with the owner', () => {
    expect(refused(scene(chats.AGENTE), bruno, start(bruno))).toEqual({
      code: 'conversation-open',
      owner: { id: 'ana', name: 'Ana' },
    });
  });

  test('needs a free slot', () => {
    const full: Command = { type: 'start', message: text, slot: { full: true }, profile: {} };
    expect(refused(nobody(), ana, full).code).toBe('agent-at-capacity');
  });
});
