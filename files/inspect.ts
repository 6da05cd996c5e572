import type { FileTypeName, KindRule, MediaKind, MediaRules } from '../domain/media.ts';
import { fileTypes, sizeText } from '../domain/media.ts';
import { checkDeclared, cleanName } from './file-name.ts';
import { identify } from './identify.ts';
import { measure, previewOf } from './images.ts';
import { mp4Tracks } from './mp4-tracks.ts';
import { refuse } from './refuse.ts';
import { secondNature } from './second-nature.ts';
import type { Source } from './source.ts';
import { checkSticker } from './sticker.ts';

/** What a file turned out to be. */
export interface Inspected {
  mimeType: string;
  charset: string | null;
  fileName: string;
  width: number | null;
  height: number | null;
  /** A small WebP of an image. */
  preview: Buffer | null;
  /** Stored in place of what came: a sticker as WebP. */
  replacement: Buffer | null;
}

export interface Declared {
  kind: MediaKind;
  mimeType: string;
  fileName: string;
}

/** Checks a file against the rules of its kind, by its bytes; what does not fit is refused with the reason. */
export async function inspect(source: Source, declared: Declared, rules: MediaRules): Promise<Inspected> {
  const { kind } = declared;
  const rule = rules[kind];
  if (source.size === 0) throw refuse('The file is empty.');
  if (source.size > rule.maxBytes) throw tooLarge(kind, rule);
  const identity = await identify(source);
  const { type } = identity;
  if (type === null) throw refuse(`${wanted(kind, rule)}; this is ${identity.looksLike}.`);
  if (!rule.types.includes(type)) throw refuse(`${wanted(kind, rule)}; this is ${fileTypes[type].label}.`);
  checkDeclared(type, declared.mimeType, declared.fileName);
  const second = await secondNature(source, type);
  if (second) throw refuse(`It is ${fileTypes[type].label} and holds ${second} as well.`);

  const picture = rule.strict ? await checkByType(source, kind, type) : await pictureOf(source, rule, type);
  const storedAs: FileTypeName = picture?.replacement ? 'webp' : type;
  return {
    mimeType: fileTypes[storedAs].mimeType,
    charset: identity.charset ?? null,
    fileName: cleanName(declared.fileName, kind, storedAs),
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    preview: picture?.preview ?? null,
    replacement: picture?.replacement ?? null,
  };
}

function tooLarge(kind: MediaKind, rule: KindRule): Error {
  if (kind === 'sticker') return refuse('A sticker is under 100 KB; this one is larger.');
  const hint = kind === 'voice' ? ' A longer recording can go as audio.' : '';
  return refuse(`The limit for kind ${kind} is ${sizeText(rule.maxBytes)}; this one is larger.${hint}`);
}

type Picture = Pick<Inspected, 'width' | 'height' | 'preview' | 'replacement'>;

async function checkByType(source: Source, kind: MediaKind, type: FileTypeName): Promise<Picture | null> {
  switch (type) {
    case 'jpeg':
    case 'png':
    case 'webp':
      return picture(await source.read(0, source.size), kind, type);
    case 'mp4':
    case 'm4a':
    case '3gp':
      await checkTracks(source, type);
      return null;
    case 'ogg':
      await checkMono(source);
      return null;
    default:
      return null;
  }
}

/** What is shown of an image in place of it. */
async function pictureOf(source: Source, { messageType }: KindRule, type: FileTypeName): Promise<Picture | null> {
  const isImage = type === 'jpeg' || type === 'png' || type === 'webp';
  if (!isImage || (messageType !== 'image' && messageType !== 'sticker')) return null;
  const bytes = await source.read(0, source.size);
  const { width, height } = await measure(bytes);
  return { width, height, preview: await previewOf(bytes), replacement: null };
}

async function picture(bytes: Buffer, kind: MediaKind, type: 'jpeg' | 'png' | 'webp'): Promise<Picture> {
  const facts = await measure(bytes);
  if (facts.depth !== 'uchar' || facts.space === 'cmyk') {
    throw refuse(`Images have 8 bits a channel and RGB colours; this one is ${facts.space}, ${facts.depth}.`);
  }
  const replacement = kind === 'sticker' && type !== 'jpeg' ? await checkSticker(bytes, facts, type) : null;
  return { width: facts.width, height: facts.height, preview: await previewOf(bytes), replacement };
}

async function checkTracks(source: Source, type: 'mp4' | 'm4a' | '3gp'): Promise<void> {
  const tracks = await mp4Tracks(source);
  if (!tracks) throw refuse('It is damaged or breaks off: it has no complete index.');
  const videos = tracks.filter(({ handler }) => handler === 'vide');
  const sounds = tracks.filter(({ handler }) => handler === 'soun');
  if (type === 'm4a' && sounds.length === 0) throw refuse('It has no sound.');
  if (type !== 'm4a' && videos.length === 0) throw refuse('It has no picture: send it as audio.');
  const strange = [
    ...videos.filter(({ codec }) => !/^avc[13]$/.test(codec)),
    ...sounds.filter(({ codec }) => codec !== 'mp4a'),
  ];
  if (strange[0]) throw refuse(`Videos are H.264 with AAC sound; this one holds ${strange[0].codec}.`);
  if (sounds.length > 1) throw refuse(`It has ${sounds.length} sound tracks; at most one is taken.`);
}

/** The head of an Opus stream tells its channels. */
async function checkMono(source: Source): Promise<void> {
  const head = await source.read(0, 512);
  const at = head.indexOf('OpusHead', 0, 'latin1');
  const channels = at < 0 ? undefined : head[at + 9];
  if (channels !== 1) throw refuse(`Ogg Opus is taken with one channel; this one has ${channels ?? 'none'}.`);
}

function wanted(kind: MediaKind, { types }: KindRule): string {
  return `A file of kind ${kind} is ${[...new Set(types.map((type) => fileTypes[type].label))].join(', ')}`;
}
