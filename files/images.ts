import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { imageLimit, PREVIEW_SIDE } from '../domain/media.ts';
import { createLines } from '../config/lines.ts';
import { refuse } from './refuse.ts';

// One image at a time takes memory, and nothing but the formats that are taken is ever decoded.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

const AT_ONCE = 2;
const SECONDS = 10;
const line = createLines(AT_ONCE);

export interface ImageFacts {
  /** As it is shown, turned upright. */
  width: number;
  height: number;
  hasAlpha: boolean;
  /** `srgb`, `cmyk`, `b-w`… */
  space: string;
  /** Of one channel of one pixel, such as `uchar`, 8 bits. */
  depth: string;
}

/** What an image is by its header; nothing is decoded yet. */
export async function measure(bytes: Buffer): Promise<ImageFacts> {
  // Without the limit: what is too large is told in words.
  const { width, height, pageHeight, autoOrient, hasAlpha, space, depth } = await sharp(bytes, {
    limitInputPixels: false,
  })
    .metadata()
    .catch(() => {
      throw refuse('It is damaged: its header cannot be read.');
    });
  const pixels = width * height;
  if (pixels > imageLimit.pixels || Math.max(width, height) > imageLimit.side) {
    throw refuse(
      `It measures ${width} × ${height} pixels; at most ${imageLimit.side} a side and ${imageLimit.pixels / 1e6} million in all are taken.`,
    );
  }
  return { width: autoOrient.width, height: pageHeight ?? autoOrient.height, hasAlpha, space, depth };
}

/** A small WebP, upright and without metadata. The whole image is decoded for it: what breaks off is refused. */
export function previewOf(bytes: Buffer): Promise<Buffer> {
  const size = { width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true } as const;
  return decoding(() => open(bytes).autoOrient().resize(size).webp({ quality: 75 }).toBuffer());
}

/** The alpha of every pixel, row by row. */
export function alphaOf(bytes: Buffer): Promise<Buffer> {
  return decoding(() => open(bytes).ensureAlpha().extractChannel('alpha').raw().toBuffer());
}

/** As WebP in less than `maxBytes`, without loss if that does; null when nothing does. */
export async function webpOf(bytes: Buffer, maxBytes: number): Promise<Buffer | null> {
  for (const options of [{ lossless: true }, { quality: 90 }, { quality: 70 }, { quality: 50 }]) {
    const webp: Buffer = await decoding(() => open(bytes).webp(options).toBuffer());
    if (webp.length <= maxBytes) return webp;
  }
  return null;
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: imageLimit.pixels }).timeout({ seconds: SECONDS });
}

function decoding<T>(work: () => Promise<T>): Promise<T> {
  return line.run('decoding', async () => {
    try {
      return await work();
    } catch {
      throw refuse('It is damaged or breaks off: it cannot be decoded.');
    }
  });
}
