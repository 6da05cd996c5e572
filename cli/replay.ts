import type { Command } from 'commander';

export interface ReplayOptions {
  run?: string;
  text?: boolean;
  save?: string;
}

export function register(program: Command): void {
  program
    .command('replay')
    .description("replay a workflow's history with the code of today and show the state after every change")
    .argument('<source>', 'a contact id, a workflow id, or a file with a history')
    .option('--run <run>', 'only this run of the workflow: its id, or "latest"')
    .option('--text', 'show what was said, too')
    .option('--save <file>', 'keep the history as JSON; of several runs each in a file of its own')
    .addHelpText(
      'after',
      `
Exits 0 when it replays; 1 with the first event at which code and history part; 2 when there is no such
workflow or file. Looks at the Temporal that TEMPORAL_ADDRESS names, else at that of a running \`relevo start\`.
Set PAYLOAD_ENCRYPTION_KEY to read an encrypted history.`,
    )
    .action(async (source: string, options: ReplayOptions) => {
      // Loaded here: the other commands need no engine.
      const { replay } = await import('./replay/command.ts');
      process.exit(await replay(source, options));
    });
}
