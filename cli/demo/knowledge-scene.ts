import { setTimeout as wait } from 'node:timers/promises';
import type { Schemas } from '../../client/src/index.ts';
import type { Api } from './api.ts';
import { all } from './api.ts';
import { CHANNEL } from './prepare.ts';
import type { Scene } from './scenes.ts';
import { Unexpected } from './story.ts';

const LIMIT_MS = 30_000;
const article = {
  title: 'Alquiler de herramientas (demo)',
  body: 'Sí, alquilamos hormigoneras por día, con una seña.',
  keywords: ['alquilar', 'hormigonera'],
};

/** A question that the bot cannot answer becomes a gap, the gap an article, and the article the answer to the next who asks. */
export const knowledgeScene: Scene = {
  title: 'Lo que el bot no sabía',
  channel: CHANNEL,
  customer: 'Celeste',
  async play(story, { api }) {
    await story.asks('¿Alquilan hormigoneras?');
    const gap = await gapOn(api, 'hormigonera');
    story.note(`sin respuesta: «${gap.question}», ${gap.count === 1 ? 'una vez' : `${gap.count} veces`}`);
    const params = { path: { id: gap.id } };
    const made = await api.supervisor.post('/v1/knowledge/gaps/{id}/article', { params, body: article });
    story.note(`supervisión agrega el artículo «${made.article.title}»`);
    await story.asks('Te pregunto de nuevo: ¿alquilan hormigoneras?');
    const transcript = { path: { contactId: story.contactId } };
    const said = await all(api.supervisor.paginate('/v1/conversations/{contactId}/messages', { params: transcript }));
    // The next demo begins without it.
    await api.supervisor.delete('/v1/knowledge/{id}', { params: { path: { id: made.article.id } } });
    if (!said.some(({ text }) => text?.includes(article.body))) throw new Unexpected('el artículo nuevo no contestó');
  },
};

async function gapOn(api: Api, word: string): Promise<Schemas['Gap']> {
  for (const until = Date.now() + LIMIT_MS; Date.now() < until; await wait(250)) {
    const gaps = await all(api.supervisor.paginate('/v1/knowledge/gaps', { params: { query: { sort: 'recent' } } }));
    const gap = gaps.find(({ question }) => question.includes(word));
    if (gap) return gap;
  }
  throw new Unexpected(`no apareció lo que preguntaron sobre ${word}`);
}
