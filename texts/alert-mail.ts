import type { AnyAlertKind } from '../domain/alerts.ts';

/** One alert, as a mail tells of it. */
export interface AlertFacts {
  kind: AnyAlertKind;
  level: number;
  raisedAt: number;
  contactName: string | null;
  /** Where the chat was; null for an alert of a ticket or of the mail. */
  place: string | null;
  detail: string | null;
  /** Where it is looked into; null for what concerns no chat. */
  chatUrl: string | null;
}

const titles: Record<AnyAlertKind, string> = {
  unattended: 'Un chat espera en una bandeja sin que nadie lo tome',
  unanswered: 'Un cliente espera la respuesta de quien lo atiende',
  'window-closing':
    'Se cierra la ventana de 24 horas de un cliente que espera: después solo se le llega con una plantilla',
  'angry-customer': 'Un cliente está enojado',
  'ticket-unattended': 'Un ticket sigue abierto sin que nadie lo tome',
  'channel-failed': 'Un canal no funciona como debe',
  'helpdesk-failed': 'La mesa de ayuda no tomó un caso',
  'mail-failed': 'No se pudo enviar un correo',
  'mail-undeliverable': 'Un correo no llega a su destinatario',
};

/** The mail that tells supervisors of what is raised: one alert in full, or many as a list. Oldest first. */
export function alertMail(
  alerts: readonly AlertFacts[],
  timeZone: string,
): { subject: string; html: string; text: string } {
  const time = new Intl.DateTimeFormat('es-AR', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const told = alerts.map(({ kind, level, raisedAt, contactName, place, detail, chatUrl }) => ({
    title: level > 1 ? `${titles[kind]} (aviso ${level})` : titles[kind],
    facts: [contactName ?? (chatUrl ? 'sin nombre' : null), place, time.format(raisedAt), detail]
      .filter((fact) => fact !== null)
      .join(' · '),
    chatUrl,
  }));
  const [only] = told;
  const subject = told.length === 1 && only ? `Alerta: ${only.title}` : `${told.length} alertas para mirar`;
  const html = [
    '<!doctype html><html lang="es"><body style="font-family:sans-serif;font-size:15px;color:#222">',
    ...told.map(({ title, facts, chatUrl }) => {
      const link = chatUrl ? `<br><a href="${escaped(chatUrl)}">${go}</a>` : '';
      return `<p><strong>${escaped(title)}</strong><br>${escaped(facts)}${link}</p>`;
    }),
    '</body></html>',
  ];
  const text = told.map(({ title, facts, chatUrl }) =>
    [title, facts, ...(chatUrl ? [`${go}: ${chatUrl}`] : [])].join('\n'),
  );
  return { subject, html: html.join('\n'), text: text.join('\n\n') };
}

const go = 'Abrir el chat';

/** What people wrote stays text. */
export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
