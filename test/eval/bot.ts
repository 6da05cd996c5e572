import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bot, BotWorld } from '../../activities/bot/index.ts';
import { createBuiltinBot } from '../../activities/bot/index.ts';
import { createAskModel } from '../../activities/bot/model/ask-model.ts';
import { createModelBot } from '../../activities/bot/model/model-bot.ts';
import { loadEnv } from '../../config/env.ts';
import { conversations } from '../bot/corpus.ts';
import type { Judged, Played } from './play.ts';
import { play, wanted, world, worldOfTickets } from './play.ts';
import { recognition } from './recognition.ts';
import { scoreOf, tableOf } from './score.ts';
import { search } from './search.ts';

const usage = `Usage: npm run eval:bot -- [--base-url <url>] [--write]

Scores the built-in bot on the conversations of test/corpus, and the model's where OPENAI_API_KEY or OPENAI_BASE_URL is
set or --base-url names a server that speaks as OpenAI does. --write keeps the tables in docs/bot-evaluation.md.
`;

const { values } = parseArgs({
  options: { 'base-url': { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}

const { openai } = loadEnv();
const baseUrl = values['base-url'] ?? openai.baseUrl;
const sections = [await sectionOf('The built-in bot', createBuiltinBot)];
if (openai.configured || baseUrl) {
  const { botOf, tokens } = meteredModelBot();
  sections.push(`${await sectionOf(`The model-backed bot (${openai.model})`, botOf)}\n\nTokens used: ${tokens()}.`);
}
sections.push(recognition(), search());
const page = `# How well the bots decide\n\nWritten by \`npm run eval:bot -- --write\`, over ${conversations.length} labelled conversations ([test/corpus](../test/corpus/README.md)).\nThe customer's lines are played up to the handoff. Precision: of those that were given a label, how many it was due.\nRecall: of those it was due, how many were given it. A subtype is given by opening a ticket, in a second play with\ntickets on; where the bot has solved the matter none is due.\n\n${sections.join('\n\n')}\n`;
process.stdout.write(page);
if (values.write) writeFileSync(new URL('../../docs/bot-evaluation.md', import.meta.url), page);

async function sectionOf(title: string, botOf: (world: BotWorld) => Bot): Promise<string> {
  const played: (Played & { wanted: Judged })[] = [];
  const bots = [botOf(world), botOf(worldOfTickets)] as const;
  for (const one of conversations) {
    const [plain, withTickets] = [await play(one, bots[0]), await play(one, bots[1])];
    const judged = { ...plain.judged, subtype: withTickets.judged.subtype };
    const sum = (of: 'fallbacks' | 'turns') => plain[of] + withTickets[of];
    played.push({ wanted: wanted(one), judged, fallbacks: sum('fallbacks'), turns: sum('turns') });
  }
  const given: (keyof Judged)[] = ['inbox', 'wants-person', 'sentiment', 'subtype'];
  const pairs = (name: keyof Judged) => played.map((one) => ({ wanted: one.wanted[name], got: one.judged[name] }));
  const sum = (of: 'fallbacks' | 'turns') => played.reduce((total, one) => total + one[of], 0);
  const stoodIn =
    sum('fallbacks') > 0 ? `\n\nThe built-in bot stood in for ${sum('fallbacks')} of ${sum('turns')} turns.` : '';
  return `## ${title}\n\n${tableOf(Object.fromEntries(given.map((name) => [name, scoreOf(pairs(name))])))}${stoodIn}`;
}

function meteredModelBot(): { botOf(of: BotWorld): Bot; tokens(): number } {
  let tokens = 0;
  const meter = {
    ceiling: async () => null,
    spent: async (_: string, { prompt, completion }: { prompt: number; completion: number }) => {
      tokens += prompt + completion;
    },
    fellBack: async () => undefined,
  };
  const ask = createAskModel({ apiKey: openai.apiKey, baseUrl, model: openai.model });
  return {
    botOf: (of) => createModelBot({ world: of, builtin: createBuiltinBot(of), ask, meter }),
    tokens: () => tokens,
  };
}
