import type { Source } from './source.ts';

/** What the main stream of each kind of document is called. */
const mainStreams = { WordDocument: 'doc', Workbook: 'xls', Book: 'xls', 'PowerPoint Document': 'ppt' } as const;

/** Sectors of the directory that are read at most. */
const SECTORS = 256;
const ENTRY = 128;
/** Sectors of the allocation table that the header names by itself. */
const NAMED_IN_HEADER = 109;

/** Which kind of document an OLE compound file is ([MS-CFB]); null for installers, mails and what is damaged. */
export async function officeTypeOf(source: Source): Promise<'doc' | 'xls' | 'ppt' | null> {
  const header = await source.read(0, 512);
  if (header.length < 512) return null;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const size = 2 ** shift;
  const sector = (index: number) => source.read((index + 1) * size, (index + 2) * size);

  const next = async (index: number): Promise<number> => {
    const perSector = size / 4;
    const place = Math.floor(index / perSector);
    if (place >= NAMED_IN_HEADER) return -1;
    const table = await sector(header.readUInt32LE(76 + place * 4));
    const at = (index % perSector) * 4;
    return at + 4 <= table.length ? table.readUInt32LE(at) : -1;
  };

  const last = Math.floor(source.size / size);
  let index = header.readUInt32LE(48);
  for (let count = 0; count < SECTORS && index >= 0 && index < last; count++) {
    for (const name of namesIn(await sector(index))) {
      if (name in mainStreams) return mainStreams[name as keyof typeof mainStreams];
    }
    index = await next(index);
  }
  return null;
}

function namesIn(sector: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + ENTRY <= sector.length; at += ENTRY) {
    const bytes = sector.readUInt16LE(at + 64);
    if (bytes >= 2 && bytes <= 64) names.push(sector.toString('utf16le', at, at + bytes - 2));
  }
  return names;
}
