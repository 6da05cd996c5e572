import { HistoryLost, openChanges } from './changes.ts';
import { createPlaces, newsOf } from './news.ts';
import type { Entry } from './voice.ts';

/** How far behind one may be: beyond, reading the lists anew is less work. */
const FARTHEST = 20_000;
/** Who catches up need not wait for what has not happened yet; in milliseconds. */
const WAIT_MS = 50;

/** Goes through the changes after `from`, on a cursor of its own, until `done` says so; gives how far it came. */
export async function catchUp(
  from: string,
  done: (token: string) => boolean,
  each: (entry: Entry) => Promise<void>,
): Promise<string> {
  const cursor = openChanges({ after: from }, { wait: WAIT_MS });
  const places = createPlaces();
  try {
    let token = from;
    for (let read = 0; !done(token); read += 1) {
      if (read > FARTHEST) throw new HistoryLost('too far behind');
      const change = await cursor.next();
      const news = change ? await newsOf(change, places) : null;
      if (change && news) await each({ token: change.token, news, written: new Map() });
      token = change?.token ?? cursor.token() ?? token;
    }
    return token;
  } finally {
    await cursor.close();
  }
}
