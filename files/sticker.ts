import { mediaRules, stickerRule } from '../domain/media.ts';
import type { ImageFacts } from './images.ts';
import { alphaOf, webpOf } from './images.ts';
import { refuse } from './refuse.ts';

/** Refuses what is no sticker; a sticker in another format comes back as WebP, the one that channels show as such. */
export async function checkSticker(bytes: Buffer, facts: ImageFacts, type: 'png' | 'webp'): Promise<Buffer | null> {
  const { width, height } = stickerRule;
  if (facts.width !== width || facts.height !== height) {
    throw refuse(
      `A sticker measures exactly ${width} × ${height} pixels; this one has ${facts.width} × ${facts.height}.`,
    );
  }
  if (!facts.hasAlpha || !isBorderTransparent(await alphaOf(bytes))) {
    throw refuse('A sticker has a transparent background; the background of this one is opaque.');
  }
  if (type === 'webp') return null;
  const webp = await webpOf(bytes, mediaRules().sticker.maxBytes);
  if (!webp) throw refuse('As WebP it is too large for a sticker: use fewer colours or details.');
  return webp;
}

function isBorderTransparent(alpha: Buffer): boolean {
  const { width, height } = stickerRule;
  let border = 0;
  let clear = 0;
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : width - 1;
    for (let x = 0; x < width; x += step) {
      border += 1;
      if ((alpha[y * width + x] ?? 255) <= stickerRule.alpha) clear += 1;
    }
  }
  return clear >= border * stickerRule.border;
}
