import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Files of every kind, made on the spot. */

type Background = { r: number; g: number; b: number; alpha: number };
const clear: Background = { r: 0, g: 0, b: 0, alpha: 0 };
const red: Background = { r: 200, g: 30, b: 30, alpha: 1 };

export const canvas = (width: number, height: number, background: Background = red) =>
  sharp({ create: { width, height, channels: 4, background } });

export const pngFile = (width = 40, height = 30, background?: Background) =>
  canvas(width, height, background).png().toBuffer();

export const jpegFile = (width = 40, height = 30) => canvas(width, height).jpeg().toBuffer();

/** A coloured square on nothing. */
export const sticker = (width = 512, height = 512, background = clear) =>
  canvas(300, 300).extend({
    top: Math.floor((height - 300) / 2),
    bottom: Math.ceil((height - 300) / 2),
    left: Math.floor((width - 300) / 2),
    right: Math.ceil((width - 300) / 2),
    background,
  });

/** An image that no format can make small. */
export const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

/** A PNG that says it is larger than its bytes are: what a decompression bomb looks like from outside. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

export function zip(entries: Record<string, string>): Buffer {
  const files: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), data]);
    index.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

const office = 'application/vnd.openxmlformats-officedocument';
const types = (main: string) =>
  `<?xml version="1.0"?><Types><Override PartName="/m.xml" ContentType="${office}.${main}.main+xml"/></Types>`;

export const docx = () =>
  zip({ '[Content_Types].xml': types('wordprocessingml.document'), 'word/document.xml': '<w:document/>' });
export const xlsx = () =>
  zip({ '[Content_Types].xml': types('spreadsheetml.sheet'), 'xl/workbook.xml': '<workbook/>' });

/** An OLE compound file whose directory holds the streams named. */
export function compoundFile(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 * 3);
  file.set(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt16LE(6, 32);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  for (const [i, name] of ['Root Entry', ...streams].entries()) {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
  }
  return file;
}

export const pdf = () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type), body]);
};

/** An MP4 with one track for each handler and codec given. */
export function mp4(tracks: [handler: 'vide' | 'soun', codec: string][], brand = 'isom', data = 1000): Buffer {
  const track = ([handler, codec]: [string, string]) =>
    box(
      'trak',
      box(
        'mdia',
        box('hdlr', Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13)),
        box('minf', box('stbl', box('stsd', uint32(0), uint32(1), box(codec, Buffer.alloc(70))))),
      ),
    );
  return Buffer.concat([
    box('ftyp', Buffer.from(brand), uint32(512), Buffer.from('isom')),
    box('mdat', Buffer.alloc(data, 7)),
    box('moov', box('mvhd', Buffer.alloc(100)), ...tracks.map(track)),
  ]);
}

/** The first page of an Ogg Opus stream, and some bytes. */
export function oggOpus(channels = 1, data = 2000): Buffer {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, channels]), Buffer.alloc(9)]);
  const page = Buffer.alloc(27);
  page.write('OggS');
  page.writeUInt8(2, 5);
  page.writeUInt8(1, 26);
  return Buffer.concat([page, Buffer.from([head.length]), head, Buffer.alloc(data, 3)]);
}

/** Silent frames of 128 kbit/s. */
export function mp3(frames = 20): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
