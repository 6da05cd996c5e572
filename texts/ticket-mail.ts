import { ticketLabel } from '../domain/ticket-types.ts';
import type { Ticket } from '../domain/tickets.ts';
import { escaped } from './alert-mail.ts';
import type { FieldLabels } from './field-names.ts';
import { fieldName } from './field-names.ts';

export interface TicketFacts {
  ticket: Ticket;
  number: number;
  areaName: string;
  chatUrl: string;
  timeZone: string;
  /** What the account calls its fields. */
  labels?: FieldLabels | undefined;
}

const types = { VENTA: 'Venta', POSTVENTA: 'Postventa' } as const;
const reporters: Record<string, string> = { bot: 'el bot', integrator: 'integración' };

/** The mail that tells an area of a new ticket: the facts and where to go, the same as HTML and as text. */
export function ticketMail({ ticket, number, areaName, chatUrl, timeZone, labels }: TicketFacts): {
  subject: string;
  html: string;
  text: string;
} {
  const { reportedBy, contactName, summary, fields, complete, missing = [] } = ticket;
  const label = ticketLabel(ticket.subtype);
  const time = new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const rows: [string, string][] = [
    ['Ticket', `#${number}`],
    ['Tipo', `${types[ticket.type]}: ${label}`],
    ['Contacto', contactName ?? 'sin nombre'],
    ['Reportado por', reportedBy.name ?? reporters[reportedBy.kind] ?? reportedBy.kind],
    ['Creado', time.format(ticket.createdAt)],
    ['Área', areaName],
    ...Object.entries(fields).map(([name, value]): [string, string] => [fieldName(name, labels), value]),
    ...(complete
      ? []
      : [['Faltan datos', missing.map((name) => fieldName(name, labels)).join(', ') || 'sí'] as [string, string]]),
  ];
  const intro = 'Hay un ticket nuevo para tu equipo.';
  const go = 'Abrir el chat';
  const html = [
    '<!doctype html><html lang="es"><body style="font-family:sans-serif;font-size:15px;color:#222">',
    `<p>${intro}</p>`,
    ...(summary ? [`<p style="white-space:pre-line"><strong>${escaped(summary)}</strong></p>`] : []),
    '<table cellpadding="4">',
    ...rows.map(([name, value]) => `<tr><td>${escaped(name)}</td><td><strong>${escaped(value)}</strong></td></tr>`),
    '</table>',
    `<p><a href="${escaped(chatUrl)}">${go}</a></p>`,
    '</body></html>',
  ].join('\n');
  const text = [
    intro,
    '',
    ...(summary ? [summary, ''] : []),
    ...rows.map((row) => row.join(': ')),
    '',
    `${go}: ${chatUrl}`,
  ];
  return { subject: `Nuevo ticket #${number}: ${label}`, html, text: text.join('\n') };
}
