import type { Command } from 'commander';

export function register(program: Command): void {
  program
    .command('demo')
    .description('play labelled conversations through every state of a running `relevo start` and tell the story')
    .option('--brief', 'only the tables at the end, and what went wrong')
    .addHelpText(
      'after',
      `
Takes keys and addresses from credentials.json in RELEVO_HOME. Every run plays with contacts of its own; inboxes,
articles and a template are made when they are missing, and the settings that it changes are put back. Exits 1 when
something did not go as told.`,
    )
    .action(async (options: { brief?: boolean }) => {
      const { demo } = await import('./demo/command.ts');
      process.exit(await demo(options));
    });
}
