import { z } from 'zod';
import { mediaKinds } from '../../domain/media.ts';
import { flag, instant } from './fields.ts';

export const mediaKind = z.enum(mediaKinds);

/** The form, once it is read: the file stands for itself by its hash, size and name. */
export const mediaForm = z
  .strictObject({
    file: z.string('Expected a file').meta({ format: 'binary' }),
    kind: mediaKind,
    library: flag.optional().describe('Keeps it for every agent'),
    name: z.string().trim().min(1).max(200).optional().describe('What the library calls it'),
  })
  .meta({ id: 'NewMedia' });

export const mediaView = z
  .object({
    id: z.string(),
    kind: mediaKind,
    mimeType: z.string(),
    size: z.number().int().describe('Bytes'),
    fileName: z.string(),
    name: z.string(),
    sha256: z.string().describe('Of the content, in hex'),
    width: z.number().int().nullable().describe('Pixels, as it is shown'),
    height: z.number().int().nullable(),
    library: z.boolean(),
    uploadedBy: z.object({
      kind: z.enum(['agent', 'integrator', 'visitor', 'contact']),
      id: z.string(),
      name: z.string(),
    }),
    createdAt: instant,
    url: z.string().describe('The path of the content, read with a key'),
    link: z
      .object({ url: z.string(), previewUrl: z.string().nullable(), expiresAt: instant })
      .describe('Good without a key until it expires'),
  })
  .meta({ id: 'Media' });
