import { homedir } from 'node:os';
import { join } from 'node:path';

/** What can be fetched or made again: RELEVO_CACHE, else the user's cache folder. */
export function cacheFolder(chosen: string | undefined): string {
  if (chosen) return chosen;
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'relevo');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'relevo');
  return join(homedir(), '.cache', 'relevo');
}
