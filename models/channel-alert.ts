import { AlertModel } from './alert.ts';

const DAY_MS = 24 * 3_600_000;

/** Tells supervisors that a channel does not work as a whole; once a day for one trouble. */
export async function raiseChannelAlert(channel: string, trouble: string, detail: string): Promise<void> {
  const now = Date.now();
  const _id = `alr_${channel}_${trouble}_${Math.floor(now / DAY_MS)}`;
  const open = { state: null, place: null, open: true, endedAt: null, endedBy: null, endedHow: null };
  const alert = { contactId: null, kind: 'channel-failed' as const, level: 1, detail, raisedAt: now, ...open };
  await AlertModel.updateOne({ _id }, { $setOnInsert: alert as never }, { upsert: true });
}
