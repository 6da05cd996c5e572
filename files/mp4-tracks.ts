import type { Source } from './source.ts';

export interface Track {
  /** `vide`, `soun`, `hint`… */
  handler: string;
  /** `avc1`, `mp4a`… */
  codec: string;
}

interface Box {
  type: string;
  /** Where the content begins and the box ends. */
  start: number;
  end: number;
}

const BOXES = 64;
const LARGEST_INDEX = 16 * 1024 * 1024;

/** The tracks of an MP4 or 3GP file; null when it breaks off or has no index. */
export async function mp4Tracks(source: Source): Promise<Track[] | null> {
  let tracks: Track[] | null = null;
  let offset = 0;
  // A file in fragments has no end of boxes: the first ones tell.
  for (let count = 0; offset < source.size && count < BOXES; count++) {
    const box = boxAt(await source.read(offset, offset + 16), offset, source.size);
    if (!box || box.end > source.size) return null;
    if (box.type === 'moov') {
      if (box.end - box.start > LARGEST_INDEX) return null;
      tracks = tracksIn(await source.read(box.start, box.end));
    }
    offset = box.end;
  }
  return tracks;
}

function tracksIn(index: Buffer): Track[] {
  return children(index, 'trak').map((track) => {
    const [media = empty] = children(track, 'mdia');
    const [handler = empty] = children(media, 'hdlr');
    const [table = empty] = children(media, 'minf').flatMap((info) => children(info, 'stbl'));
    const [description = empty] = children(table, 'stsd');
    // Version and flags come first; then, of the description, a count and the size of the first entry.
    return { handler: word(handler, 8), codec: word(description, 12) };
  });
}

const empty = Buffer.alloc(0);

function children(parent: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let offset = 0; offset + 8 <= parent.length; ) {
    const box = boxAt(parent.subarray(offset, offset + 16), offset, parent.length);
    if (!box || box.end > parent.length) break;
    if (box.type === type) found.push(parent.subarray(box.start, box.end));
    offset = box.end;
  }
  return found;
}

function boxAt(head: Buffer, offset: number, limit: number): Box | null {
  if (head.length < 8) return null;
  const size = head.readUInt32BE(0);
  const type = word(head, 4);
  if (size === 0) return { type, start: offset + 8, end: limit };
  if (size !== 1) return size < 8 ? null : { type, start: offset + 8, end: offset + size };
  if (head.length < 16) return null;
  const large = Number(head.readBigUInt64BE(8));
  return large < 16 || large > Number.MAX_SAFE_INTEGER ? null : { type, start: offset + 16, end: offset + large };
}

function word(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}
