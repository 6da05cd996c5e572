import { z } from 'zod';
import { roles } from '../../domain/vocabulary.ts';
import { id, instant, name } from './fields.ts';

const expiresAt = z.iso.datetime({ offset: true }).describe('From then on the key is refused');

export const keyInput = z
  .strictObject({
    role: z.enum(roles),
    name,
    agentId: id.optional().describe('Whose key it is; without it a person of that name is added'),
    expiresAt: expiresAt.optional(),
  })
  .refine(({ role, agentId }) => role !== 'integrator' || agentId === undefined, {
    path: ['agentId'],
    message: 'An integrator is no agent',
  })
  .meta({ id: 'NewKey' });

export const keyPatch = z
  .strictObject({ name: name.optional(), expiresAt: expiresAt.nullable().optional() })
  .meta({ id: 'KeyPatch' });

export const keyView = z
  .object({
    id,
    role: z.enum(roles),
    name: z.string(),
    agentId: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable().describe('To the minute'),
  })
  .meta({ id: 'Key' });

export const newKeyView = keyView.extend({ key: z.string().describe('Shown this one time') }).meta({ id: 'KeyOnce' });
