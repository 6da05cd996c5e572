import type { z } from 'zod';
import type { Caller } from '../../domain/caller.ts';
import type { Viewer } from '../../domain/visibility.ts';
import type { Reader } from '../../models/search-filter.ts';
import { findMatches } from '../../models/transcript-search.ts';
import type { matchView } from '../schemas/search.ts';
import { matchViewOf } from '../schemas/search.ts';

/** Notes are for the team. */
export function readerOf({ role }: Caller): Reader {
  return { notes: role !== 'integrator' };
}

/** Why a search found the chats of a page, by contact; those found by their contact's name may have no match. */
export async function matchesOf(
  docs: readonly { _id: string }[],
  q: string | undefined,
  caller: Caller,
  viewer: Viewer,
): Promise<Map<string, { match: z.output<typeof matchView> }>> {
  if (q === undefined || docs.length === 0) return new Map();
  const ids = docs.map(({ _id }) => _id);
  const found = await findMatches(ids, q, { viewer, reader: readerOf(caller) });
  return new Map([...found].map(([contactId, match]) => [contactId, { match: matchViewOf(match) }]));
}
