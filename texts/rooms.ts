import type { AlertKind } from '../domain/state.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { RoomAnswer } from '../domain/room-message.ts';
import type { NameWarning, RoomKind } from '../domain/rooms.ts';

/** What agents and supervisors read in rooms. */

export const roomAnswerTexts: Record<RoomAnswer, string> = {
  strange:
    'No te encuentro entre los agentes. Pedile a tu supervisor que te agregue con el número desde el que escribís.',
  inactive: 'Tu usuario está inactivo, así que no puedo hacerlo. Hablá con tu supervisor.',
  notRegistered:
    'Antes falta tu registro: respondé *citando* el mensaje de registro que lleva tu nombre, con la palabra LISTO.',
  registrationOfAnother: 'Ese registro es de otra persona. Respondé citando el que lleva tu nombre.',
  registrationWants: 'Para completar el registro respondé citando ese mensaje con la palabra LISTO.',
  registeredAlready: 'Ya estás registrado. Para tomar un caso respondé citando su mensaje.',
  lostQuote: 'No pude ver qué mensaje citaste: puede que lo hayan borrado. Respondé citando el mensaje del caso.',
  noCaseHere:
    'En esta sala no hay ningún caso. Tomá uno citando su mensaje en el grupo principal. Esto no le llegó a nadie.',
  anotherCase:
    'Eso era de otro caso, no del que está ahora en esta sala: no le llegó a nadie. Si es para el de ahora, mandalo de nuevo sin citar.',
  roomOfAnother: 'Esta sala es de otro agente: tu mensaje no le llegó al cliente. Escribí en la tuya.',
  commandElsewhere:
    'Los comandos van en tu sala personal, la que tiene el caso. Acá se toman casos citando su mensaje.',
  unknownCommand:
    'Ese comando no lo conozco y no le llegó al cliente. Los que hay: /info, /cliente y tu mensaje, /fin y el motivo.',
  clientWants: 'Escribí el mensaje después del comando, por ejemplo: /cliente Ya lo estoy viendo.',
  unsupported:
    'Ese tipo de mensaje no se le puede mandar al cliente. Probá con texto, una foto, un audio o un archivo.',
};

export const noRoomYet =
  'Todavía no tenés ninguna sala lista: se están creando. Apenas estén te paso los enlaces. El caso sigue esperando.';

/** Why a command from a room was refused; the owner's name where it is known. */
export function refusalText(code: ErrorCode, owner: string | null): string {
  switch (code) {
    case 'already-claimed':
      return owner ? `Ese caso ya lo tiene ${owner}.` : 'Ese caso ya lo tiene otra persona.';
    case 'agent-at-capacity':
      return 'Todas tus salas están ocupadas. Cerrá un caso con /fin, o pedí que te agreguen salas. El caso sigue esperando.';
    case 'session-expired':
      return 'La ventana para escribirle venció: WhatsApp solo deja mandarle una plantilla, desde el escritorio.';
    case 'contact-blocked':
      return 'Ese contacto está bloqueado.';
    case 'not-owner':
      return owner ? `El caso ya no es tuyo: lo tiene ${owner}. No se mandó.` : 'El caso ya no es tuyo. No se mandó.';
    case 'not-found':
      return 'Ese caso ya no está, o es de una bandeja que no es tuya.';
    default:
      return 'Ese caso ya no está esperando, así que no se pudo.';
  }
}

/** Names are one line: a line of a room is known by its beginning. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What somebody said, over lines that cannot be taken for others of the room. */
export function quoted(text: string): string {
  return text.replace(/\s*[\n\r\u2028\u2029]/g, '\n│ ');
}

const angry = '🔴 URGENTE · ';

export interface CaseFacts {
  inbox: string;
  /** The first name alone. */
  customer: string | null;
  subject: string | null;
  isAngry: boolean;
}

/** A case that waits, with no more of the person than it takes to recognise it. */
export function casePost({ inbox, customer, subject, isAngry }: CaseFacts): string {
  return [
    `🎫 ${isAngry ? angry : ''}*Caso nuevo* · ${inbox}`,
    customer === null ? null : `Cliente: ${oneLine(customer)}`,
    subject === null ? null : `Motivo: ${oneLine(subject)}`,
    isAngry ? 'Ánimo: enojado' : null,
    'Para tomarlo respondé *citando* este mensaje.',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

export interface BriefFacts {
  inbox: string;
  customer: string | null;
  phone: string | null;
  email: string | null;
  subject: string | null;
  isAngry: boolean;
  /** The last lines, oldest first. */
  lines: readonly { who: string; text: string }[];
}

/** What `/info` shows, and what a case begins with. */
export function briefText(title: string, facts: BriefFacts): string {
  const { inbox, customer, phone, email, subject, isAngry, lines } = facts;
  return [
    `${isAngry ? angry : ''}*${title}* · ${inbox}`,
    `Cliente: ${customer === null ? 'sin nombre' : oneLine(customer)}`,
    phone && `Teléfono: ${oneLine(phone)}`,
    email && `Correo: ${oneLine(email)}`,
    subject && `Motivo: ${oneLine(subject)}`,
    isAngry && 'Ánimo: enojado',
    lines.length > 0 && '— Lo último que se dijo —',
    ...lines.map(({ who, text }) => `${oneLine(who)}: ${quoted(text)}`),
  ]
    .filter((line) => line)
    .join('\n');
}

export const roomTexts = {
  caseOpened: 'Caso abierto',
  caseInfo: 'Datos del caso',
  writeHere: 'Lo que escribas acá le llega al cliente. Comandos: /info, /cliente mensaje, /fin motivo.',
  taken: (agent: string, room: string | null) => `✅ ${agent} tomó el caso${room ? `, en «${room}».` : '.'}`,
  takenWithoutRooms: (agent: string) => `✅ ${agent} tomó el caso: lo atiende desde el escritorio.`,
  yoursAtDesk: 'Lo atendés desde el escritorio: todavía no tenés salas, y lo que escriba el cliente llega ahí.',
  moreWait: (count: number) => `Y esperan ${count} casos más: están en el escritorio.`,
  takenAtDesk: (agent: string) => `✅ ${agent} tomó el caso. No tiene salas libres: lo atiende desde el escritorio.`,
  noLongerWaits: (where: string) => `↪️ El caso ya no espera acá. ${where}`,
  offShift: 'Ojo: estás fuera de tu turno.',
  yoursAlready: (room: string | null) =>
    room ? `Ese caso ya lo tenés, en «${room}».` : 'Ese caso ya lo tenés, en el escritorio.',
  over: (how: string) => `🔚 ${how} Esta sala quedó libre.`,
  closed: (by: string, reason: string | null) => `Caso cerrado por ${by}${reason ? `: ${reason}.` : '.'}`,
  moved: (where: string) => `El caso pasó a ${where}.`,
  backToBot: 'El caso volvió al bot.',
  expired: 'Venció la ventana para escribirle al cliente: hay que mandarle una plantilla, desde el escritorio.',
  expiredHere:
    'Venció la ventana para escribirle al cliente: si le acababas de escribir, eso no se mandó. Para retomarlo mandale una plantilla desde el escritorio.',
  blocked: 'El contacto fue bloqueado.',
  fromCustomer: (name: string | null) => `👤 ${name === null ? 'Cliente' : oneLine(name)}:`,
  fromDesk: (name: string) => `🖥️ ${name}, desde el escritorio:`,
  fromSystem: '🤖 Mensaje automático:',
  note: (name: string) => `📝 Nota de ${name}, el cliente no la ve:`,
  edited: (text: string) => `✏️ El cliente corrigió su mensaje: ${quoted(text)}`,
  deleted: '🗑️ El cliente borró este mensaje.',
  failed: (why: string) => `⚠️ ${why}`,
  notShown: '⚠️ Acá falta algo que se dijo en el caso: WhatsApp no lo publicó. Miralo en el escritorio.',
  system: 'el sistema',
  fileNotTaken:
    'Ese archivo no se le puede mandar al cliente: revisá el tipo y el tamaño. Fotos hasta 5 MB, audios y videos hasta 16 MB.',
  fileWaits: '📎 El cliente mandó un archivo. Escribí algo acá y te llega.',
  fileAtDesk: '[archivo: verlo en el escritorio]',
  fileMissing: '📎 El cliente mandó un archivo que no se pudo traer.',
  something: (type: string) => `[${type}]`,
  registered: (name: string, rooms: readonly Linked[]) =>
    [
      `✅ ¡Listo, ${name}! Tu número quedó registrado. Para tomar un caso respondé citando su mensaje.`,
      ...linksOf(rooms),
    ].join('\n'),
  registration: (name: string, kind: RoomKind, rooms: readonly Linked[]) =>
    [
      kind === 'SUPERVISOR'
        ? `👋 *${name}*, falta un paso para que pueda reconocerte en este grupo.`
        : `👋 *${name}*, falta un paso para que puedas tomar casos.`,
      'Respondé *citando* este mensaje con la palabra LISTO.',
      ...linksOf(rooms),
    ].join('\n'),
  links: (name: string, rooms: readonly Linked[], registered: boolean) =>
    [
      `👋 ${name}, ya están tus salas.`,
      ...linksOf(rooms),
      ...(registered ? [] : ['Para registrarte respondé *citando* este mensaje con la palabra LISTO.']),
    ].join('\n'),
  /** `owner`: who has it; null: nobody, and it may be taken. */
  alert: (what: string, where: string, level: number, owner: string | null) =>
    [
      `🚨 *${what}*${level > 1 ? ` · aviso ${level}` : ''}`,
      where,
      owner === null ? 'Para tomarlo respondé *citando* este mensaje.' : `Lo tiene ${owner}.`,
    ].join('\n'),
};

interface Linked {
  name: string;
  inviteLink: string | null;
}

function linksOf(rooms: readonly Linked[]): string[] {
  if (rooms.length === 0) return [];
  return [
    'Tus salas, entrá a cada una:',
    ...rooms.map(({ name, inviteLink }) => `• ${name}${inviteLink ? `: ${inviteLink}` : ''}`),
  ];
}

export const alertTexts: Record<AlertKind | 'helpdesk-failed', string> = {
  unattended: 'Un caso sigue sin atender',
  unanswered: 'Un cliente espera respuesta',
  'window-closing': 'Se cierra la ventana de un cliente que espera',
  'angry-customer': 'Cliente enojado en espera',
  'helpdesk-failed': 'No se pudo abrir un caso en la mesa de ayuda',
};

/** Pinned in every personal room. */
export const agentGuide = [
  '📌 *Cómo atender desde esta sala*',
  '1. En el grupo principal, tomá un caso respondiendo *citando* su mensaje.',
  '2. El caso se abre en una de tus salas libres. Lo que escribas ahí le llega al cliente, y sus respuestas llegan ahí.',
  '3. /info muestra los datos del cliente.',
  '4. /cliente y un mensaje se lo manda tal cual.',
  '5. /fin y el motivo cierra el caso y libera la sala.',
  'No borres los mensajes del bot: se usan para citar. 🔴 marca los casos urgentes.',
].join('\n');

export const roomDescriptions: Record<RoomKind, string> = {
  SOPORTE: 'Casos de soporte que esperan a un agente.',
  VENTAS: 'Consultas de venta que esperan a un agente.',
  SUPERVISOR: 'Avisos de casos sin atender o que hay que mirar.',
  PERSONAL: 'Sala para atender un caso a la vez.',
};

export const warningTexts: Record<NameWarning, string> = {
  'too-long': 'El nombre tiene más de 30 caracteres: en el teléfono se corta.',
  'says-nothing': 'El nombre no dice para qué es el grupo.',
};

/** Why a group did not come about, or does not work. */
export function roomProblemText(code: number | null): string {
  switch (code) {
    case 131215:
      return 'El número de la empresa no puede usar grupos: hace falta una cuenta oficial en la API de la nube.';
    case 131211:
      return 'El número llegó al máximo de grupos.';
    case 131214:
    case 131208:
    case 4:
    case 80007:
      return 'WhatsApp frenó la creación de grupos: se reintenta en unos minutos. Si sigue, reducí la cantidad de salas del agente.';
    case 131207:
      return 'WhatsApp suspendió el grupo.';
    case 131020:
      return 'Todavía no entró nadie al grupo.';
    case 131041:
      return 'El grupo ya no existe.';
    case 131047:
      return 'Hace más de un día que nadie escribe en el grupo: los avisos salen cuando alguien escriba.';
    case 0:
    case 190:
      return 'El token de WhatsApp venció o no vale.';
    default:
      return 'WhatsApp no creó el grupo: se reintenta. Si sigue fallando, reducí la cantidad de salas del agente.';
  }
}
