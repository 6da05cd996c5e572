import { existsSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import type { Launched } from './launch.ts';

/** What a newcomer needs first: addresses, keys, and a message that can be sent by copy and paste. */
export function firstSteps({ home, addresses }: Pick<Launched, 'home' | 'addresses'>): string {
  const { api, temporalUi } = addresses;
  const credentials = join(home, 'credentials.json');
  const lines = ['', 'Relevo is ready.', '', `  API           ${api}`, `  Documentation ${api}/docs`];
  if (temporalUi) lines.push(`  Temporal UI   ${temporalUi}`);
  lines.push(`  Logs          ${shown(join(home, 'logs'))}`);
  if (existsSync(credentials)) {
    const file = shown(credentials);
    lines.push(
      `  Keys          ${file}`,
      '',
      'Send a first message, as a customer of the web chat, and see the answer as a supervisor:',
      '',
      firstMessage(api, file),
    );
  } else {
    lines.push('', 'Make the first key with: npx relevo admin create --name "Your name"');
  }
  lines.push('', 'Ctrl-C stops everything; the next start finds all data again.');
  return lines.join('\n');
}

/** One block for bash and zsh: sends the message, gives the bot a moment, and shows what was said. */
function firstMessage(api: string, file: string): string {
  const key = (whose: string) => `"Authorization: Bearer $(node -p "require('${file}').keys.${whose}")"`;
  const answered = (what: string) => `node -p "JSON.parse(fs.readFileSync(0)).${what}"`;
  const body =
    `'{"channel":"webchat","contact":{"id":"cliente-1","name":"Carla"},` +
    `"message":{"id":"'$(date +%s)'","type":"text","text":"Hola, buenas tardes"}}'`;
  return [
    `  contact=$(curl -sS ${api}/v1/inbound/messages \\`,
    `    -H ${key('integrator')} \\`,
    `    -H 'Content-Type: application/json' \\`,
    `    -d ${body} | ${answered('contactId')}); sleep 2`,
    `  curl -sS ${api}/v1/conversations/$contact/messages \\`,
    `    -H ${key('supervisor')} |`,
    `    ${answered("items.map((one) => one.author.kind + ': ' + one.text).join('\\n')")}`,
  ].join('\n');
}

/** Relative to where the launcher was started when it lies below, so that the line is short. */
function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : `./${fromHere}`;
}
