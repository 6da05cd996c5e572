import { readFileSync } from 'node:fs';
import { createRelevo } from '../src/index.ts';
import { attend } from './attend.ts';

/**
 * `npx node client/examples/agent-bot.ts`, beside a running `npm start`: attends to what comes to the inboxes as Bruno, or as
 * the agent whose key is in RELEVO_KEY (and RELEVO_URL says where). Ctrl-C ends it.
 */

const questions: [RegExp, string][] = [
  [/horario|abren|abierto|cierran/i, 'Atendemos de lunes a viernes de 9 a 18.'],
  [/env[ií]o|mandan|llega/i, 'Hacemos envíos a todo el país; tardan de 3 a 5 días.'],
  [/cuotas|tarjeta|pago/i, 'Podés pagar con tarjeta en 3 cuotas sin interés.'],
];

function answer(text: string): string | null {
  return questions.find(([asked]) => asked.test(text))?.[1] ?? null;
}

function access(): { baseUrl: string; key: string } {
  const { RELEVO_URL, RELEVO_KEY, RELEVO_HOME = '.relevo' } = process.env;
  if (RELEVO_KEY) return { baseUrl: RELEVO_URL ?? 'http://127.0.0.1:3000', key: RELEVO_KEY };
  const { api, keys } = JSON.parse(readFileSync(`${RELEVO_HOME}/credentials.json`, 'utf8')) as {
    api: string;
    keys: { agent2: string };
  };
  return { baseUrl: RELEVO_URL ?? api, key: keys.agent2 };
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

try {
  console.log('Attending. Ctrl-C ends it.');
  await attend({ relevo: createRelevo(access()), answer, signal: stopping.signal, say: (line) => console.log(line) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
