/** What the team reads in the helpdesk. */
export const helpdeskTexts = {
  subject: 'Consulta de {nombre} por chat',
  reason: 'Motivo',
  contact: 'Contacto',
  email: 'Correo',
  chat: 'Ver el chat',
  transcript: 'Conversación',
  deleted: 'mensaje eliminado',
  authors: { contact: 'Cliente', bot: 'Bot', agent: 'Equipo', system: 'Sistema' },
} as const;
