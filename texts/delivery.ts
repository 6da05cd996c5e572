import type { FailureReason, Later } from '../domain/delivery.ts';
import type { MessageRow } from '../domain/rows.ts';

const reasons = {
  'window-closed': 'Pasó la ventana desde el último mensaje del cliente: mandale una plantilla.',
  unreachable: 'No se puede llegar a este contacto por este canal.',
  'opted-out': 'El contacto pidió no recibir este tipo de mensajes.',
  'rate-limited': 'El canal recibió demasiados mensajes juntos: probá de nuevo en un rato.',
  refused: 'El canal rechazó el mensaje.',
  media: 'El canal no pudo procesar el archivo.',
  account: 'Hay un problema con la cuenta del canal: avisá a un administrador.',
  discarded: 'No se envió: una persona tomó el chat antes.',
  other: 'El canal no pudo entregar el mensaje.',
} as const satisfies Record<FailureReason, string>;

const unknownFate = 'El canal no confirmó si el mensaje salió. No lo repitas sin preguntar si llegó.';

/** What an agent reads beside a message that failed, or whose fate is unknown; null beside any other. */
export function statusReason(status: MessageRow['status'], told: Later['told'] = {}): string | null {
  if (status === 'unknown') return unknownFate;
  if (status !== 'failed') return null;
  const { reason, detail } = told.failed ?? {};
  const text = reasons[reason ?? 'other'];
  return detail && (reason ?? 'other') === 'other' ? `${text} Motivo: ${detail}` : text;
}
