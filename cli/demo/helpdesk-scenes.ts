import type { FakeHelpdesk, HelpdeskKind } from '../../test/fakes/helpdesk.ts';
import { accountAt, openFakeHelpdesk } from '../../test/fakes/helpdesk.ts';
import type { Api } from './api.ts';
import { CHANNEL } from './prepare.ts';
import { stillOurs } from './put-back.ts';
import type { Scene } from './scenes.ts';

const MESSAGE = 'Escribinos a https://example.com/ayuda y te respondemos.';

/**
 * The other methods of a handoff, one scene each, over helpdesks that listen on this machine alone. They change what the
 * account does with everybody, so nothing else may be played meanwhile. Left out where the account has a method of its
 * own: its secrets could not be put back.
 */
export async function withHelpdesks(
  api: Api,
  restores: (() => Promise<unknown>)[],
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { handoff } = await api.admin.get('/v1/settings');
  if (handoff.method !== 'inbox' || handoff.zendesk || handoff.gorgias) return;
  let made = handoff;
  const by = async (body: object) => {
    made = (await api.admin.patch('/v1/settings', { body: { handoff: body } })).handoff;
  };
  const back = async () => by(stillOurs(handoff, made, (await api.admin.get('/v1/settings')).handoff));
  restores.push(back);
  for (const kind of ['zendesk', 'gorgias'] as const) {
    const desk = await openFakeHelpdesk(kind);
    try {
      await by({ method: kind, [kind]: accountAt(desk, kind) });
      await play(caseScene(kind, desk));
      await back();
    } finally {
      await desk.close();
    }
  }
  await by({ method: 'message', message: MESSAGE });
  await play(messageScene);
  await back();
}

function caseScene(kind: HelpdeskKind, desk: FakeHelpdesk): Scene {
  return {
    title: `Sigue por correo (${kind})`,
    channel: CHANNEL,
    customer: 'Lucía',
    async play(story) {
      await story.asks('Quiero hablar con una persona');
      await story.asks('lucia@example.com');
      await story.reaches('BANDEJA', 'Cerradas');
      story.note(`casos abiertos en ${kind}: ${desk.tickets.length}`);
      if (desk.tickets.length !== 1) throw new Error(`se abrieron ${desk.tickets.length} casos`);
    },
  };
}

const messageScene: Scene = {
  title: 'Un mensaje propio en lugar de una persona',
  channel: CHANNEL,
  customer: 'Mora',
  async play(story, { api }) {
    await story.asks('Quiero hablar con una persona');
    const params = { path: { contactId: story.contactId }, query: { order: 'newest' as const } };
    const { items } = await api.supervisor.get('/v1/conversations/{contactId}/messages', { params });
    if (!items.some(({ text }) => text?.includes(MESSAGE))) throw new Error('el bot no mostró el mensaje');
    await story.until('sigue con el bot', ({ state }) => state === 'BOT');
  },
};
