import { RelevoProblem } from '../../client/src/index.ts';
import type { Api } from './api.ts';
import { all } from './api.ts';
import { CHANNEL } from './prepare.ts';
import type { Scene } from './scenes.ts';

/** Lets the model answer from now on; false where the running system has none. */
export async function modelAnswers(api: Api): Promise<boolean> {
  try {
    await api.admin.patch('/v1/settings', { body: { bot: { mode: 'model' } } });
    return true;
  } catch (error) {
    if (error instanceof RelevoProblem && error.code === 'model-not-configured') return false;
    throw error;
  }
}

/** A chat with the model-backed bot: an answer with its sources, a follow-up, and a person when one is asked for. */
export const modelScene: Scene = {
  title: 'El bot con un modelo',
  channel: CHANNEL,
  customer: 'Pilar',
  async play(story, { api }) {
    for (const text of [
      'Hola, ¿hacen envíos al interior?',
      '¿y cuánto tardan?',
      'Quiero hablar con una persona de ventas',
    ])
      await story.asks(text);
    await story.until('espera en una bandeja', ({ state }) => state === 'BANDEJA');
    const params = { path: { contactId: story.contactId } };
    const messages = await all(api.supervisor.paginate('/v1/conversations/{contactId}/messages', { params }));
    const sources = messages.flatMap(({ content }) => (content as { sources?: string[] } | null)?.sources ?? []);
    story.note(`artículos en que se apoyó: ${new Set(sources).size}`);
    const { total } = await api.supervisor.get('/v1/conversations/{contactId}/bot-usage', { params });
    story.note(`${total.calls} llamadas al modelo, ${total.promptTokens + total.completionTokens} tokens`);
  },
};
