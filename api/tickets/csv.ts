import { Readable } from 'node:stream';
import { DateTime } from 'luxon';
import type { TicketDoc } from '../../models/ticket.ts';
import type { TicketView } from './desk.ts';

const AT_ONCE = 500;
const BYTE_ORDER_MARK = '\uFEFF';

type Column = (ticket: TicketView, how: { time(iso: string): string; areaName(id: string | null): string }) => string;

const ownColumns = ['firstName', 'lastName', 'phone', 'email', 'orderNumber'];

const columns: readonly [string, Column][] = [
  ['number', ({ number }) => String(number ?? '')],
  ['createdAt', ({ createdAt }, { time }) => time(createdAt)],
  ['type', ({ type }) => type],
  ['subtype', ({ subtype }) => subtype],
  ['subtypeLabel', ({ subtypeLabel }) => subtypeLabel],
  ['state', ({ state }) => state],
  ['reportedBy', ({ reportedBy: { name, kind } }) => name ?? kind],
  ['contactId', ({ contactId }) => contactId],
  ['contactName', ({ contactName }) => contactName ?? ''],
  ['areaId', ({ areaId }) => areaId ?? ''],
  ['areaName', ({ areaId }, { areaName }) => areaName(areaId)],
  ['summary', ({ summary }) => summary ?? ''],
  ['complete', ({ complete }) => String(complete)],
  ['missing', ({ missing }) => missing.join('; ')],
  ...ownColumns.map((name): [string, Column] => [name, ({ fields }) => fields[name] ?? '']),
  ['otherFields', ({ fields }) => otherFields(fields)],
  ['updatedAt', ({ updatedAt }, { time }) => time(updatedAt)],
  ['chatUrl', ({ chatUrl }) => chatUrl],
  ['id', ({ id }) => id],
];

/** What the account asks for besides: `name: value; name: value`. */
function otherFields(fields: Record<string, string>): string {
  return Object.entries(fields)
    .filter(([name]) => !ownColumns.includes(name))
    .map((pair) => pair.join(': '))
    .join('; ');
}

/** Tickets as RFC 4180 wants them, times in the account's zone, written as they are read. */
export function ticketCsv(
  tickets: AsyncIterable<TicketDoc>,
  viewsOf: (docs: TicketDoc[]) => Promise<TicketView[]>,
  { timeZone, areaNames }: { timeZone: string; areaNames: ReadonlyMap<string, string> },
): Readable {
  const time = (iso: string) => DateTime.fromISO(iso, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
  const how = { time, areaName: (id: string | null) => areaNames.get(id ?? '') ?? '' };
  const row = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`;
  const rowsOf = async (docs: TicketDoc[]) =>
    (await viewsOf(docs)).map((ticket) => row(columns.map(([, of]) => of(ticket, how)))).join('');
  return Readable.from(
    (async function* () {
      yield BYTE_ORDER_MARK + row(columns.map(([name]) => name));
      let waiting: TicketDoc[] = [];
      for await (const ticket of tickets) {
        waiting.push(ticket);
        if (waiting.length < AT_ONCE) continue;
        yield await rowsOf(waiting);
        waiting = [];
      }
      if (waiting.length > 0) yield await rowsOf(waiting);
    })(),
  );
}

/** A cell that a spreadsheet takes as text: what would begin a formula is put behind an apostrophe. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
