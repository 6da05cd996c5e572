import { z } from 'zod';
import { sentiments } from '../../../domain/vocabulary.ts';

/**
 * One step as a model proposes it. Ids are free text here: what does not exist is dropped by our own checks, so that one
 * wrong id does not void the rest. Every field is required and may be null, as strict structured output asks for.
 */
export const proposal = z.object({
  action: z.enum(['answer', 'ask', 'offer-person', 'hand-off']),
  text: z.string().nullable(),
  sources: z.array(z.string()),
  inboxId: z.string().nullable(),
  reason: z.string().nullable(),
  sentiment: z.enum(sentiments).nullable(),
  ticket: z
    .object({
      type: z.string(),
      subtype: z.string(),
      summary: z.string(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
    })
    .nullable(),
});

export type Proposal = z.output<typeof proposal>;
