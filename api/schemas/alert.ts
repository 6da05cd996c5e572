import { z } from 'zod';
import { alertKinds } from '../../domain/state.ts';
import { states } from '../../domain/vocabulary.ts';
import { actorView, placeView } from './conversation.ts';
import { instant } from './fields.ts';

export const alertView = z
  .object({
    id: z.string(),
    contactId: z.string(),
    kind: z.enum(alertKinds),
    level: z.number().int(),
    state: z.enum(states),
    place: placeView,
    raisedAt: instant,
    open: z.boolean(),
    endedAt: instant.nullable(),
    endedBy: actorView.nullable(),
    endedHow: z.string().nullable(),
  })
  .meta({ id: 'Alert' });
