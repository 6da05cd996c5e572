#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { cacheFolder } from '../config/cache-folder.ts';
import { register as admin } from './admin.ts';
import { register as demo } from './demo.ts';
import { register as knowledge } from './knowledge.ts';
import { register as outbox } from './outbox.ts';
import { register as replay } from './replay.ts';
import { register as setup } from './setup.ts';
import { register as start } from './start.ts';
import { register as status } from './status.ts';
import { register as whatsappSimulator } from './whatsapp-simulator.ts';

/** Every subcommand is a file of its own that adds itself to the program. */
const subcommands = [start, status, demo, replay, setup, admin, knowledge, outbox, whatsappSimulator];

if (existsSync('.env')) process.loadEnvFile('.env');
// Commands load what they need later: what Node compiles of it is kept.
enableCompileCache(join(cacheFolder(process.env.RELEVO_CACHE), 'compiled'));

const program = new Command('relevo').description(packageJson.description).version(packageJson.version);
program.showHelpAfterError('See `relevo --help`.');
for (const register of subcommands) register(program);
for (const command of program.commands) command.showHelpAfterError(`See \`relevo ${command.name()} --help\`.`);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
