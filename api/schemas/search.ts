import { z } from 'zod';
import type { Match } from '../../models/transcript-search.ts';
import { instant, search } from './fields.ts';

/** Words to look for in transcripts. */
export const transcriptQuery = search.describe(
  'Words that all have to be there, in any form and without regard to accents; the last one may be unfinished; words in quotes are a phrase',
);

/** The same where contacts are looked for as well. */
export const chatQuery = search.describe(
  'Words that all have to be there: each begins a word of the name, phone, e-mail or id, or is in the transcript in any form; accents do not matter, the last word may be unfinished',
);

const excerptShape = {
  excerpt: z.string().describe('Plain text around what was found'),
  hits: z
    .array(z.object({ start: z.number().int(), end: z.number().int() }))
    .describe('Where the words stand in `excerpt`, in UTF-16 code units; `end` is past the last'),
};

export const matchView = z
  .object({
    messageId: z.string(),
    seq: z.number().int(),
    at: instant,
    direction: z.enum(['in', 'out', 'note', 'system']),
    ...excerptShape,
  })
  .meta({ id: 'Match' });

export function matchViewOf({ line, excerpt, hits }: Match): z.output<typeof matchView> {
  return {
    messageId: line._id,
    seq: line.seq ?? 0,
    at: new Date(line.at).toISOString(),
    direction: line.direction,
    excerpt,
    hits,
  };
}
