import type { Settings } from '../models/settings.ts';
import { SettingsModel } from '../models/settings.ts';
import { cached } from './cached.ts';

/** The account's settings, whose changes act on the next event; the last known ones while MongoDB is away. */
export function createAccountSettings(): () => Promise<Settings> {
  return cached(readSettings, 0);
}

/** The account's settings as they stand. */
export async function readSettings(): Promise<Settings> {
  const doc = await SettingsModel.findById('account').lean();
  if (!doc) throw new Error('the database has no settings');
  return doc.value;
}
