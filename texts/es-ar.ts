/**
 * Everything the bot and the system say to customers, in the Spanish of Argentina. An account may replace any of them
 * by its settings. Variables: `{{contacto.nombre}}`, `{{bandeja.nombre}}`, `{{horario.proximo}}`, `{{dato}}`; which of them a text may use is told beside it.
 */
export interface Texts {
  // The bot greets.
  greeting: string;
  /** `contacto.nombre` */
  greetingNamed: string;
  /** Before an answer in the first turn. */
  hello: string;
  /** `contacto.nombre` */
  helloNamed: string;
  /** A further greeting in the same chat. */
  helloAgain: string;
  /** The chat came back from a person. */
  returned: string;
  whoIAm: string;
  /** The customer says that they have a question, but not which. */
  opener: string;
  /** In place of a text that would repeat the last one, where that asks for something. */
  goOn: string;
  /** In place of a courtesy that would repeat the last one. */
  stillHere: string;

  // The bot cannot answer.
  /** First miss: rephrase, or a person. */
  notUnderstood: string;
  /** Second miss in a row: offer. */
  offerPerson: string;
  /** Further misses in a row. */
  offerStands: string;
  /** A miss of someone who has just turned a person down or comes from one: no offer. */
  cannotAnswer: string;
  notHelpful: string;
  /** The same question again, right after its answer. */
  toldAlready: string;
  /** Voice messages, pictures and files. */
  onlyText: string;
  declined: string;
  /** The customer seems to want a person, but has not said so plainly. */
  confirmPerson: string;

  // Data asked for, one thing at a time.
  askName: string;
  askFirstName: string;
  askLastName: string;
  askPhone: string;
  askEmail: string;
  askOrderNumber: string;
  /** `dato`: what a setting asks for besides the usual. */
  askField: string;
  /** `dato`: what an answer was meant to be that could not be read. */
  askFieldUnread: string;
  /** In front of the same question, asked again. */
  askAgain: string;
  /** Before people take over. */
  askHandoffEmail: string;
  askHandoffEmailAgain: string;
  /** A ticket was opened and the chat stays with the bot. */
  ticketNoted: string;

  // Hand-over notices.
  handedOver: string;
  /** `bandeja.nombre` */
  handedOverTo: string;
  handedOverAngry: string;
  /** A case was opened in the helpdesk of the team. */
  handedOverByEmail: string;
  /** The team has a case already; this was added to it. */
  alreadyByEmail: string;

  // Small talk.
  thanks: string;
  bye: string;
  acknowledged: string;
  /** The customer looks something up. */
  waiting: string;
  laugh: string;
  wellbeing: string;
  justTesting: string;
  introduced: string;
  /** The customer left an e-mail address or a phone number without being asked. */
  contactLeft: string;
  sticker: string;
  apology: string;

  // What the system says.
  /** Default of an inbox out of its hours. */
  outOfHours: string;
  /** `horario.proximo`: used when the next opening is known. */
  outOfHoursUntil: string;
  /** Everybody is busy. */
  nobodyAvailable: string;
  nobodyOnline: string;
}

/** What an account says in the place of some of them. */
export type OwnTexts = { [Name in keyof Texts]?: string | undefined };

export const esAr: Texts = {
  greeting: '¡Hola! Soy el asistente virtual. ¿En qué te ayudo?',
  greetingNamed: '¡Hola, {{contacto.nombre}}! Soy el asistente virtual. ¿En qué te ayudo?',
  hello: '¡Hola! Soy el asistente virtual.',
  helloNamed: '¡Hola, {{contacto.nombre}}! Soy el asistente virtual.',
  helloAgain: '¡Hola de nuevo! Contame en qué te ayudo.',
  returned: 'Sigo yo, el asistente virtual. Vi lo que hablaste con el equipo.',
  whoIAm: 'Soy un asistente virtual, no una persona. Si preferís, te paso con alguien del equipo: ¿querés?',
  opener: 'Contame, ¿en qué te ayudo?',
  goOn: 'Sí, acá estoy. Escribime tu consulta y la busco.',
  stillHere: '¡Acá sigo por cualquier cosa que necesites!',

  notUnderstood: 'Eso no lo tengo a mano. ¿Me lo contás con otras palabras, o querés que te pase con una persona?',
  offerPerson:
    'Sigo sin encontrar la respuesta y no quiero hacerte perder tiempo. ¿Querés que te pase con una persona del equipo?',
  offerStands: 'Esa información no la tengo. Si querés que te responda una persona, decime «sí» y te paso.',
  cannotAnswer: 'Eso no lo tengo a mano. ¿Me das algún detalle más, así lo busco de nuevo?',
  notHelpful: 'Perdón, no te resolví la consulta. ¿Querés que te pase con una persona del equipo?',
  toldAlready: 'Es lo que te conté más arriba; más detalle no tengo. ¿Querés que te pase con una persona del equipo?',
  onlyText: 'Por ahora solo puedo leer texto. ¿Me lo escribís, o querés que te pase con una persona?',
  declined: 'Dale, seguimos por acá. Contame en qué más te ayudo.',
  confirmPerson: '¿Querés que te pase con una persona del equipo?',

  askName: 'Para que lo vea el equipo, ¿me decís tu nombre y apellido?',
  askFirstName: '¿Y tu nombre?',
  askLastName: '¿Y tu apellido?',
  askPhone: '¿A qué teléfono te podemos llamar? Pasámelo con el código de área.',
  askEmail: '¿Me pasás tu correo electrónico?',
  askOrderNumber: '¿Cuál es el número de pedido?',
  askField: 'Me falta este dato: {{dato}}. ¿Me lo pasás?',
  askFieldUnread: 'No pude leer este dato: {{dato}}. ¿Me lo mandás de nuevo, completo?',
  askAgain: 'Te leí y lo sumo a tu consulta.',
  askHandoffEmail: 'Te paso con el equipo. Antes, ¿me dejás tu correo electrónico, por si se corta la conversación?',
  askHandoffEmailAgain:
    'Ese correo no lo pude leer. ¿Me lo escribís de nuevo, por ejemplo ana@ejemplo.com? Si preferís no darlo, te paso igual.',

  ticketNoted: 'Ya lo anoté para que el equipo lo revise. ¿Te ayudo con algo más?',

  handedOver: 'Te paso con una persona del equipo. Te responde por acá.',
  handedOverTo: 'Te paso con una persona del equipo de {{bandeja.nombre}}. Te responde por acá.',
  handedOverAngry: 'Lamento mucho lo que pasó. Te paso ya mismo con una persona del equipo para que lo vea con vos.',
  handedOverByEmail: 'Listo, le pasé tu consulta al equipo. Te responden por correo electrónico.',
  alreadyByEmail:
    'El equipo ya está con tu caso y sumé lo que me contaste. Te responden por correo electrónico. ¿Te ayudo con algo más?',

  thanks: '¡De nada! Cualquier otra cosa, acá estoy.',
  bye: '¡Hasta luego! Escribime cuando quieras.',
  acknowledged: '¡Perfecto! Cualquier otra cosa, acá estoy.',
  waiting: 'Dale, te espero.',
  laugh: '😄 Acá estoy por cualquier cosa que necesites.',
  wellbeing: '¡Todo bien, gracias! ¿En qué te ayudo?',
  justTesting: '¡Acá estoy! Escribime cuando quieras.',
  contactLeft: '¡Gracias! ¿Querés que te pase con una persona del equipo?',
  introduced: '¡Gracias! Contame en qué te ayudo.',
  sticker: '😊 ¡Acá estoy! Contame si necesitás algo.',
  apology: '¡No hay problema! Contame en qué te ayudo.',

  outOfHours:
    'En este momento estamos fuera de horario. Tu mensaje quedó con el equipo y te respondemos apenas abrimos.',
  outOfHoursUntil:
    'En este momento estamos fuera de horario. Tu mensaje quedó con el equipo y te respondemos {{horario.proximo}}.',
  nobodyAvailable:
    'En este momento están todos atendiendo. Tu mensaje quedó en la lista y te respondemos por acá apenas podamos.',
  nobodyOnline:
    'Ahora no hay nadie conectado. Tu mensaje quedó en la lista y te respondemos por acá apenas alguien se conecte.',
};
