import type { MessageType } from './vocabulary.ts';

/** What the channels carry: kinds of files, their types and limits. WhatsApp's rules hold on every channel. */

export const mediaKinds = ['document', 'audio', 'video', 'image', 'sticker', 'voice'] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** A file as a message shows it. `url` is a path of the API; sizes in bytes and pixels. */
export interface MediaRef {
  id: string;
  kind: MediaKind;
  mimeType: string;
  size: number;
  fileName: string;
  sha256: string;
  width?: number;
  height?: number;
  /** A voice message, as against any other recording. */
  voice?: true;
  url: string;
}

export interface FileType {
  mimeType: string;
  /** What people call it. */
  label: string;
  /** The first one is given to a file that has none. */
  extensions: readonly string[];
  /** What browsers and tools declare it as, beside `mimeType`. */
  aliases: readonly string[];
}

const type = (label: string, mimeType: string, extensions: string[], aliases: string[] = []): FileType => ({
  label,
  mimeType,
  extensions,
  aliases,
});
const office = (folder: string) => `application/vnd.openxmlformats-officedocument.${folder}`;

export const fileTypes = {
  jpeg: type('JPEG', 'image/jpeg', ['jpg', 'jpeg', 'jfif', 'jpe'], ['image/jpg', 'image/pjpeg']),
  png: type('PNG', 'image/png', ['png'], ['image/x-png']),
  webp: type('WebP', 'image/webp', ['webp']),
  aac: type('AAC', 'audio/aac', ['aac'], ['audio/x-aac', 'audio/aacp', 'audio/vnd.dlna.adts']),
  amr: type('AMR', 'audio/amr', ['amr'], ['audio/3gpp', 'audio/amr-nb']),
  mp3: type('MP3', 'audio/mpeg', ['mp3', 'mpga', 'mpeg'], ['audio/mp3', 'audio/x-mp3', 'audio/mpeg3']),
  m4a: type('M4A', 'audio/mp4', ['m4a', 'mp4', 'm4b'], ['audio/x-m4a', 'audio/m4a', 'video/mp4']),
  ogg: type('Ogg Opus', 'audio/ogg', ['ogg', 'oga', 'opus'], ['audio/opus', 'application/ogg', 'video/ogg']),
  mp4: type('MP4', 'video/mp4', ['mp4', 'm4v'], ['video/x-m4v', 'application/mp4']),
  '3gp': type('3GP', 'video/3gpp', ['3gp', '3gpp'], ['audio/3gpp']),
  pdf: type('PDF', 'application/pdf', ['pdf'], ['application/x-pdf']),
  doc: type('Word', 'application/msword', ['doc', 'dot']),
  docx: type('Word', office('wordprocessingml.document'), ['docx']),
  xls: type('Excel', 'application/vnd.ms-excel', ['xls', 'xlt'], ['application/excel', 'application/x-excel']),
  xlsx: type('Excel', office('spreadsheetml.sheet'), ['xlsx']),
  ppt: type('PowerPoint', 'application/vnd.ms-powerpoint', ['ppt', 'pps'], ['application/powerpoint']),
  pptx: type('PowerPoint', office('presentationml.presentation'), ['pptx']),
  txt: type(
    'plain text',
    'text/plain',
    ['txt', 'text', 'csv', 'tsv', 'log', 'md'],
    ['text/csv', 'text/tab-separated-values', 'text/markdown', 'application/csv', 'application/vnd.ms-excel'],
  ),
} satisfies Record<string, FileType>;
export type FileTypeName = keyof typeof fileTypes;

export interface KindRule {
  types: readonly FileTypeName[];
  maxBytes: number;
  /** The longest text that goes with it; 0 is none. */
  caption: number;
  /** The type of the message that carries it. */
  messageType: MessageType;
  /** It is played and shown everywhere: codecs, channels of sound and the shape of a sticker are looked at. */
  strict: boolean;
}

export type MediaRules = Record<MediaKind, KindRule>;

const KB = 1024;
const MB = 1024 * KB;
const CAPTION = 1024;
const audioTypes = ['aac', 'amr', 'mp3', 'm4a', 'ogg'] as const;

const whatsapp: MediaRules = {
  image: { types: ['jpeg', 'png'], maxBytes: 5 * MB, caption: CAPTION, messageType: 'image', strict: true },
  audio: { types: audioTypes, maxBytes: 16 * MB, caption: 0, messageType: 'audio', strict: true },
  // Larger ones lose the play button: they go as audio.
  voice: { types: audioTypes, maxBytes: 512 * KB, caption: 0, messageType: 'audio', strict: true },
  video: { types: ['mp4', '3gp'], maxBytes: 16 * MB, caption: CAPTION, messageType: 'video', strict: true },
  document: {
    types: ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'txt'],
    maxBytes: 100 * MB,
    caption: CAPTION,
    messageType: 'document',
    strict: true,
  },
  // Under 100 KB: 100 KB itself is refused.
  sticker: { types: ['png', 'webp'], maxBytes: 100 * KB - 1, caption: 0, messageType: 'sticker', strict: true },
};

/** Rules of channels that differ from WhatsApp's. */
const byChannel: Readonly<Record<string, MediaRules>> = {};

/** A file that is uploaded for no channel in particular has to fit the strictest, WhatsApp. */
export function mediaRules(channel = 'whatsapp'): MediaRules {
  return byChannel[channel] ?? whatsapp;
}

export const largestFile = Math.max(...Object.values(whatsapp).map(({ maxBytes }) => maxBytes));

const images = ['jpeg', 'png', 'webp'] as const;
const received = (types: readonly FileTypeName[], maxBytes: number, messageType: MessageType): KindRule => ({
  types,
  maxBytes,
  caption: CAPTION,
  messageType,
  strict: false,
});

/** Of what customers send us: whatever we can tell by its bytes, and show or give to download without harm. */
export const receivedRules: MediaRules = {
  image: received(images, 16 * MB, 'image'),
  audio: received(audioTypes, largestFile, 'audio'),
  voice: received(audioTypes, largestFile, 'audio'),
  video: received(['mp4', '3gp'], largestFile, 'video'),
  // A picture may be sent as a document too.
  document: received(Object.keys(fileTypes) as FileTypeName[], largestFile, 'document'),
  sticker: received(images, MB, 'sticker'),
};

/**
 * The background is what the border shows: it is transparent when at least half of the border's pixels have an alpha of
 * at most `alpha`, out of 255.
 */
export const stickerRule = { width: 512, height: 512, border: 0.5, alpha: 128 } as const;

/** The path of a file's content. */
export const contentPath = (mediaId: string) => `/v1/media/${mediaId}/content`;

/** What an image may take up once it is unpacked. */
export const imageLimit = { pixels: 50_000_000, side: 16_384 } as const;

/** The longest side of a preview, in pixels. */
export const PREVIEW_SIDE = 320;

/** Message types that carry a file. */
export const fileMessageTypes = ['image', 'audio', 'video', 'document', 'sticker'] as const satisfies MessageType[];
export type FileMessageType = (typeof fileMessageTypes)[number];

export function isFileMessage(messageType: MessageType): messageType is FileMessageType {
  return (fileMessageTypes as readonly MessageType[]).includes(messageType);
}

/** `5 MB`, `512 KB`. */
export function sizeText(bytes: number): string {
  return bytes >= MB ? `${round(bytes / MB)} MB` : `${round(bytes / KB)} KB`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
