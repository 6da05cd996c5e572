import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { loadEnv } from '../config/env.ts';

export function register(program: Command): void {
  program
    .command('whatsapp-simulator')
    .description('WhatsApp on this machine: phones and groups to click through, in the place of Meta')
    .option('--port <port>', 'where it listens', portOf, 3100)
    .option('--callback <url>', 'where its webhooks go; the API of this machine by default')
    .option('--creation <milliseconds>', 'how long a group takes to come about', '2000')
    .addHelpText(
      'after',
      `
Start Relevo beside it with the same environment:

  WHATSAPP_ACCESS_TOKEN=simulado WHATSAPP_PHONE_NUMBER_ID=1000 WHATSAPP_APP_SECRET=simulado \\
  WHATSAPP_VERIFY_TOKEN=simulado WHATSAPP_ROOM_TEMPLATE=sala:es_AR \\
  WHATSAPP_BASE_URL=http://127.0.0.1:3100 npm start

What is not set here is what this line says. Everything is kept in memory. What people do can be done by JSON as well:
POST /control/say, /control/join, /control/fail …; an unknown name answers with all there are.`,
    )
    .action(async ({ port, callback, creation }: { port: number; callback?: string; creation: string }) => {
      const { openSimulator } = await import('./whatsapp-simulator/server.ts');
      const { publicUrl, whatsapp } = loadEnv();
      const simulator = await openSimulator({
        port,
        callbackUrl: callback ?? `${publicUrl}/webhooks/whatsapp`,
        creationMs: Number(creation),
        accessToken: whatsapp.accessToken ?? 'simulado',
        appSecret: whatsapp.appSecret ?? 'simulado',
        phoneNumberId: whatsapp.phoneNumberId ?? '1000',
      });
      for (const [number, name] of demoPhones) simulator.world.phone(number, name);
      console.log(
        `WhatsApp simulado: ${simulator.url}\nLos avisos van a ${callback ?? `${publicUrl}/webhooks/whatsapp`}`,
      );
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => void simulator.close().then(() => process.exit(0)));
    });
}

function portOf(given: string): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('Expected 0 to 65535.');
  return port;
}

const demoPhones = [
  ['5493815550001', 'Lucía (clienta)'],
  ['5493815550002', 'Ramiro (cliente)'],
  ['5493815551001', 'Ana (agente)'],
  ['5493815551002', 'Bruno (agente)'],
  ['5493815551003', 'Sofía (supervisora)'],
] as const;
