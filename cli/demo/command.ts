import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { loadEnv } from '../../config/env.ts';
import { readCredentials } from '../../models/credentials.ts';
import { readRun } from '../launcher/run-files.ts';
import { conversationWorkflowId } from '../../workflows/queues.ts';
import type { Api } from './api.ts';
import { all, createApi } from './api.ts';
import { withHelpdesks } from './helpdesk-scenes.ts';
import { labelledConversations } from './labelled.ts';
import { knowledgeScene } from './knowledge-scene.ts';
import { modelAnswers, modelScene } from './model-scene.ts';
import type { Choice } from './played-labelled.ts';
import { labelledScene } from './played-labelled.ts';
import { phonesAt } from './phones.ts';
import { prepare } from './prepare.ts';
import type { Played } from './report.ts';
import { missingTransitions, tableOfChoices, tableOfStates } from './report.ts';
import { roomsScene } from './rooms-scene.ts';
import type { Scene, Stagehand } from './scenes.ts';
import { scenes } from './scenes.ts';
import { withTickets } from './ticket-scene.ts';
import type { Story } from './story.ts';
import { createStory } from './story.ts';

const AT_ONCE = 6;
/** Below this share of right choices the bot does not do as told. */
const RIGHT_SHARE = 0.8;

/** Plays everything and tells it; resolves to the exit code. */
export async function demo({ brief = false }: { brief?: boolean }): Promise<number> {
  const env = loadEnv();
  const home = resolve(env.home);
  const credentials = await readCredentials(home);
  if (!credentials || !(await isReady(credentials.api))) {
    const why = credentials ? `${credentials.api} does not answer` : `there is no ${home}/credentials.json`;
    process.stderr.write(
      `No Relevo runs here (${why}). Start one with \`npm start\` in another console, or name its folder in RELEVO_HOME.\n`,
    );
    return 1;
  }
  const api = createApi(credentials);
  const restores: (() => Promise<unknown>)[] = [];
  const restore = async () => {
    for (const back of restores.splice(0).toReversed())
      await back().catch((error: Error) => process.stderr.write(`No se pudo restaurar: ${error.message}\n`));
  };
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // npm passes on what the terminal has sent already: the second must not cut the first one short.
      if (!stopping) void restore().then(() => process.exit(130));
      stopping = true;
    });

  const since = Date.now();
  const choices: Choice[] = [];
  const failures: string[] = [];
  const played: Played[] = [];
  const seen = new Set<string>();
  try {
    const hand = stagehand(api, await prepare(api, restores));
    const links = linksOf(credentials.temporalUi, env.temporal.namespace);
    const cast = [...labelledConversations().map((one, i) => labelledScene(one, i, choices)), ...scenes];
    const curtain = inOrder(cast.length, (text) => brief || console.log(text));
    await some(AT_ONCE, longestFirst(cast), async ({ scene, place }) => {
      const { story, error } = await playOut(api, scene, place, hand);
      if (error) failures.push(`${scene.title}: ${error}`);
      for (const { command } of story.moves) seen.add(command);
      if (story.contactId) {
        played.push({ title: scene.title, contactId: story.contactId, conversation: await story.now() });
        curtain(place, tale(scene, story, links(story.contactId), error));
      } else curtain(place, tale(scene, story, [], error));
    });
    let place = cast.length;
    const alone = async (scene: Scene) => {
      const { story, error } = await playOut(api, scene, place++, hand);
      if (error) failures.push(`${scene.title}: ${error}`);
      if (!brief) console.log(tale(scene, story, story.contactId ? links(story.contactId) : [], error));
    };
    await withTickets(api, restores, env.mail.apiKey !== undefined, alone);
    await withHelpdesks(api, restores, alone);
    // By what Relevo was started with, which this console need not know.
    const launcher = readRun(home, 'launcher');
    const whatsapp = launcher ? launcher.whatsapp?.url : env.whatsapp.baseUrl;
    const phones = whatsapp ? await phonesAt(whatsapp) : null;
    if (phones) await alone(roomsScene(phones, restores));
    else console.log('\nSin grupos de WhatsApp: Relevo no habla con un simulador (ver docs/rooms.md).');
    await alone(knowledgeScene);
    if (await modelAnswers(api)) await alone(modelScene);
    played.sort((a, b) => titles(cast).indexOf(a.title) - titles(cast).indexOf(b.title));
  } finally {
    await restore();
  }

  const right = choices.filter(({ expected, chosen }) => expected === chosen).length;
  if (right < RIGHT_SHARE * labelledConversations().length)
    failures.push(`el bot eligió bien solo ${right} de ${labelledConversations().length} veces`);
  for (const name of missingTransitions(seen)) failures.push(`nadie vio la transición ${name}`);
  console.log(`\n${styleText('bold', 'Cómo quedó cada conversación')}\n${tableOfStates(played)}`);
  console.log(`\n${styleText('bold', 'A dónde deriva el bot')}\n${tableOfChoices(choices)}`);
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  console.log(
    `\n${played.length} conversaciones y ${seen.size} clases de transición en ${seconds} s. La API: ${credentials.api}/docs`,
  );
  for (const failure of failures) console.log(styleText('red', `No salió como estaba contado: ${failure}`));
  return failures.length === 0 ? 0 : 1;
}

function stagehand(api: Api, account: Stagehand['account']): Stagehand {
  return {
    api,
    account,
    async lastOut({ contactId }) {
      const path = '/v1/conversations/{contactId}/messages';
      const { items } = await api.supervisor.get(path, { params: { path: { contactId }, query: { order: 'newest' } } });
      return items.find(({ direction }) => direction === 'out')?.id;
    },
    alerts: ({ contactId }) => all(api.supervisor.paginate('/v1/alerts', { params: { query: { contactId } } })),
  };
}

const run = Date.now().toString(36);

async function playOut(
  api: Api,
  scene: Scene,
  place: number,
  hand: Stagehand,
): Promise<{ story: Story; error: string | null }> {
  const { channel, customer } = scene;
  const story = createStory(api, scene.title, { channel, id: `demo-${run}-${place + 1}`, name: customer });
  try {
    await scene.play(story, hand);
    await story.catchUp();
    return { story, error: null };
  } catch (error) {
    return { story, error: error instanceof Error ? error.message : String(error) };
  }
}

function tale({ title }: Scene, story: Story, links: string[], error: string | null): string {
  const head = `\n${styleText('bold', `── ${title}`)}`;
  return [head, ...links, ...story.lines, ...(error ? [styleText('red', `    ✗ ${error}`)] : [])].join('\n');
}

/** Where its history can be looked at: in a browser, and step by step. */
function linksOf(ui: string, namespace: string) {
  return (contactId: string) => [
    ...(ui
      ? [styleText('dim', `   ${ui}/namespaces/${namespace}/workflows/${conversationWorkflowId(contactId)}`)]
      : []),
    styleText('dim', `   npm run replay -- ${contactId}`),
  ];
}

/** Scenes end out of order; they are told in order. */
function inOrder(count: number, say: (text: string) => unknown): (place: number, text: string) => void {
  const texts = new Map<number, string>();
  let next = 0;
  return (place, text) => {
    texts.set(place, text);
    for (; next < count && texts.has(next); next += 1) say(texts.get(next) ?? '');
  };
}

/** Those that wait for a session to end begin first. */
function longestFirst(all: readonly Scene[]): { scene: Scene; place: number }[] {
  const placed = all.map((scene, place) => ({ scene, place }));
  const waits = ({ scene }: { scene: Scene }) => (scene.channel === 'demo' ? 1 : 0);
  return placed.sort((a, b) => waits(a) - waits(b) || a.place - b.place);
}

const titles = (all: readonly Scene[]) => all.map(({ title }) => title);

async function some<T>(width: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function isReady(api: string): Promise<boolean> {
  try {
    return (await fetch(`${api}/health/ready`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
