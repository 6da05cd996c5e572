import { existsSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import type { Launched } from './launch.ts';

/** What a newcomer needs first: addresses, keys, and a message that can be sent by copy and paste. */
export function firstSteps({ home, addresses }: Pick<Launched, 'home' | 'addresses'>): string {
  const { api, temporalUi } = addresses;
  const credentials = join(home, 'credentials.json');
  const lines = ['', 'Relevo is ready.', '', `  API           ${api}`, `  Documentation ${api}/docs`];
  if (temporalUi) lines.push(`  Temporal UI   ${temporalUi}`);
  if (existsSync(credentials)) {
    const file = shown(credentials);
    lines.push(
      `  Keys          ${file}`,
      '',
      'Send a first message, as a customer of the web chat:',
      '',
      firstMessage(api, file),
    );
  } else {
    lines.push('', 'Make the first key with: npx relevo admin create --name "Your name"');
  }
  lines.push('', 'Ctrl-C stops everything; the next start finds all data again.');
  return lines.join('\n');
}

function firstMessage(api: string, file: string): string {
  const body =
    `'{"channel":"webchat","contact":{"id":"cliente-1","name":"Carla"},` +
    `"message":{"id":"'$(date +%s)'","type":"text","text":"Hola, ¿a qué hora abren?"}}'`;
  return [
    `  curl -s ${api}/v1/inbound/messages \\`,
    `    -H "Authorization: Bearer $(node -p "require('${file}').keys.integrator")" \\`,
    `    -H 'Content-Type: application/json' \\`,
    `    -d ${body}`,
  ].join('\n');
}

/** Relative to where the launcher was started when it lies below, so that the line is short. */
function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : `./${fromHere}`;
}
