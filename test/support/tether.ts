/**
 * Runs a command in a process group of its own, as a terminal does, and ends that group when the
 * test run that asked for it is gone, however it went.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command as string, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

process.on('disconnect', () => {
  try {
    process.kill(-(child.pid as number), 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
});
process.channel?.ref();
process.send?.({ pid: child.pid });
child.once('exit', (code) => process.exit(code ?? 1));
