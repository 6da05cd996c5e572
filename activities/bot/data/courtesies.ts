import type { SmallTalk } from '../small-talk.ts';

/**
 * What people say around a question, by kind, as patterns over folded words. In each list longer phrases stand before
 * the shorter ones that begin them: the first that fits is taken.
 */
const list = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('|');

/** Put in front of a question, or alone on the way to one: "te hago una consulta", "me podés ayudar?". */
export const openers = list(`
  (?:(?:te|le|les|os|me) )?(?:puedo |podria |queria |quiero |quisiera |querria |necesito |necesitaba |vengo a |es para |era para |voy a |quisiera poder |me gustaria |permitis |permitime )?(?:hago|hacer|hacerte|hacerle|hacerles|haceros|realizar|realizo|tengo|sacarme|sacar|evacuar|hacia) (?:una|unas|alguna|algunas|un par de|la|mi|otra|dos) (?:pequeña |pequena |simple |breve |nueva )?(?:consult(?:a|as|ita)|pregunt(?:a|as|ita)|dud(?:a|as|ita)|problem(?:a|ita)|inconveniente|cosa|cosita)(?: nomas| nada mas| rapida| rapidita| cortita| mas| tonta| sobre| acerca de| por)?
  (?:tengo|tenia|tenemos|tuve) (?:un|otro) (?:problema|problemita|inconveniente|tema|drama)
  (?:(?:esta es|es|seria|era) )?(?:una|otra|unas) (?:pequeña |pequena |simple |breve |ultima )?(?:consult(?:a|as|ita)|pregunt(?:a|as|ita)|dud(?:a|as|ita))(?: nomas| nada mas| rapida| rapidita| cortita| mas| tonta| por)?
  (?:(?:te|le|les|os) )?(?:consulto|pregunto|molesto|escribo|hablo|contacto)(?: por una consulta| para consultar| para preguntar| para saber| para ver| por lo siguiente| porque| por)?(?: si)?
  (?:(?:te|le|les|me|os) )?(?:puedo|podria|queria|quiero|quisiera|querria|necesito|necesitaba|me gustaria|vengo a|podemos|se puede) (?:consultar|consultarte|consultarle|consultarles|preguntar|preguntarte|preguntarle|preguntarles|preguntaros|averiguar|saber|saver)(?: (?:si|algo|una cosa|una cosita|unas cosas|algunas cosas|por|sobre))?
  (?:necesito|necesitaria|necesitaba|preciso|quiero|queria|quisiera|pido|busco|requiero|solicito|me gustaria|ando buscando|estoy buscando|estaba buscando|ando necesitando|me dan|me das|(?:me|nos) (?:pueden|podes|puedes|puede|podrian|podrias|podria) (?:dar|brindar|pasar|prestar)|(?:podrian|podria|podrias|pueden|puede) darme) (?:pedir |recibir |tener |algo de |un poco de |una |tu |su |vuestra |mas |mayor |alguna |de su |de tu )*(?:ayuda|ayudita|informacion|asistencia|mano|orientacion|asesoramiento)(?: (?:con|sobre|acerca de|para|de) (?:algo|una cosa|un tema|una consulta))?(?: urgente)?
  (?:me|nos) (?:podes|podeis|puedes|puede|pueden|podrias|podrian|podriais|podria|podras|podran|echas|echan|das|dan) (?:ayudar|dar una mano|echar una mano|una mano|asistir|orientar|guiar|atender una consulta|informar|asesorar|responder|contestar|decir|explicar|resolver|sacar)(?: (?:con|en|una duda|una consulta|una pregunta|algo|por favor|si))*
  (?:podes|podeis|puedes|puede|pueden|podrias|podrian|podria|sabes|saben|sabrias|sabrian|sabe) (?:ayudarme|ayudarnos|orientarme|asistirme|responderme|decirme|explicarme|informarme|si)(?: (?:con|en|algo|una cosa|si|una duda|una consulta))*
  (?:me )?(?:ayudas|ayudan|ayudais|ayudame|ayudenme|ayudeme|ayuda|help)(?: con (?:algo|una cosa|un tema|una consulta))?(?: urgente)?
  (?:decime|digame|dime|diganme|contame|cuenteme|cuentame|me decis|me dices|me dicen|me dice|me contas|me cuentas|me comentas|me informas)(?: una cosa| algo| por)?(?: si)?
  (?:es|era|seria) (?:por|para) (?:una|un) (?:consulta|pregunta|duda|tema)
  (?:consulta|consultita|pregunta|preguntita|duda)
`);

export const phrases: readonly [SmallTalk, string][] = [
  [
    'justTesting',
    list(`
      (?:nada )?(?:solo )?(?:queria|quiero|era para|estaba) (?:ver|viendo|probar) (?:si )?(?:esto )?(?:andaba|funcionaba|anda|funciona)(?: esto| el bot| el chat)?|(?:nada )?era para probar
      (?:solo )?(?:estoy |estaba )?probando|(?:es |era )?una prueba|testing|test|prueba|me equivoque de chat|numero equivocado
    `),
  ],
  [
    'bye',
    list(`
      chau chau|chau|chao|adios|bye|hasta (?:luego|mañana|manana|pronto|la proxima)|nos vemos|un saludo|saludos cordiales|saludos|un abrazo|abrazo|besos
      que tengas? (?:un |una )?(?:lindo|linda|buen|buena|excelente|bonito|bonita) (?:dia|finde|fin de semana|tarde|noche)|buen (?:finde|fin de semana)|que descanses|que estes bien
      (?:despues|luego|mañana|manana) (?:paso|voy|vuelvo|les escribo|te escribo|te aviso|les aviso)(?: por el local| por ahi| por alla)?
      eso (?:era|es|seria) todo|era eso(?: nomas| nada mas)?|eso era|nada mas gracias|nada mas|con eso estoy|ya esta
    `),
  ],
  [
    'thanks',
    list(`
      (?:desde ya |de antemano |muchas |muchisimas |mil |ok |bueno )*gracias(?: totales| de antemano| desde ya| por todo| por la ayuda| por tu ayuda| por avisar| por la info| por la informacion| por responder| por su atencion| por la atencion| por su tiempo| por tu tiempo| igual| igualmente| a (?:vos|ti|usted|ustedes))*
      (?:muy|re|mas que) amables?|(?:te|le|les) (?:lo )?agradezco|se agradece|agradecid[oa]|quedo (?:atent[oa]|a la espera)(?: a su respuesta| de su respuesta)?|aguardo respuesta
      me (?:salvaste|ayudaste)(?: mucho)?|te pasaste|un capo|sos (?:un genio|una genia|lo mas|un capo|crack)|un genio|crack|me (?:re )?sirvio(?: mucho)?|genial la (?:encontre|atencion)
    `),
  ],
  [
    'wellbeing',
    list(`
      (?:como|que) (?:estas|estan|esta|andas|andan|anda|te va|les va|va todo|va|onda|hubo|mas|hay)(?: todo)?(?: bien| hoy)?(?= $)
      espero que (?:estes|esten|este|te encuentres|se encuentren) (?:muy )?bien|todo (?:bien|tranqui|ok)(?: por ahi| por alla)?|como (?:te|le) va(?= $)
    `),
  ],
  [
    'greeting',
    list(`
      hola (?:de nuevo|otra vez|nuevamente)|hol[ai]s?|ola|holu|holanda|alo|hello|hi|hey|ey|epa|wenas|que tal(?= $| hola| buen)
      (?:muy )?(?:buenos|buenas|buen|bonit[oa]|lindas?) (?:tardes?|noches?|dias?|mañanas?|mananas?|tardecitas)(?: para (?:todos|todas|ustedes|vos))?|buenas|buenos|wenas|saludos|feliz (?:dia|lunes|martes|miercoles|jueves|viernes|sabado|domingo)
      hay alguien(?: ahi| aca| aqui| por ahi)?|alguien (?:por )?(?:ahi|aca)|estan ahi|estas ahi|(?<=^ |hola |buenas )estan?s?(?= $)
    `),
  ],
  [
    'apology',
    list(`
      (?:mil )?(?:perdon(?:a|ame|en|enme)?|disculp(?:a|ame|as|e|en|enme|eme)|sorry|lamento)(?: (?:por )?(?:la|las|el|tanta|tantas) (?:demora|molestia|molestias|hora|horario|insistencia|ignorancia|preguntas?))?(?: que (?:te|le|los|les) (?:moleste|vuelva a molestar|insista))?(?: recien veo)?
    `),
  ],
  ['opener', openers],
  ['laugh', '(?:ja|je|ji|jo|ha|he|xd|lol|k|ka)+|(?:ja|aj){2,}j?a?|a?(?:ja){2,}j?|jsjs\\w*|kaka\\w*|que risa'],
  [
    'wait',
    list(`
      (?:(?:dame|esperame|espera|aguantame|aguanta|aguardame|aguarda|deme|denme|espere) )?(?:un|1) (?:segundo|segundito|minuto|minutito|momento|momentito|toque|ratito|rato|seg|min)(?: que (?:(?:lo|la|los|te|me) )?(?:busco|fijo|veo|reviso|paso|digo)(?: (?:el|la|mi) [a-z]+)?)?
      (?:ya|ahi|ahora) (?:te|les|se|me) (?:lo |la )?(?:paso|busco|mando|digo|confirmo|averiguo|fijo)|dejame (?:ver|buscar|fijarme|buscarlo)|(?:espera|esperame|aguantame|aguarda|bancame)(?: que (?:lo |la )?(?:busco|veo))?
    `),
  ],
  [
    'ack',
    list(`
      ok ok|ok|oki|dale|listo|perfecto|genial|joya|buenisimo|barbaro|excelente|entiendo|entendido|comprendo|claro|clarisimo|de acuerdo|vale|va|sip|sisi|si|ya quedo
      (?:lo|la) (?:encontre|pienso|pense|voy a pensar|vi|veo|tengo)|ya (?:pude|esta|lo vi|la vi|lo encontre|la encontre|me llego|lo tengo|entendi|entre|pude entrar)|ya|bueno|esta(?: todo)? bien|todo claro
      ahi (?:me llego|lo vi|lo veo|va|esta)|ahora si(?: que)?(?: me)?(?: sale| anda| funciona| pude)?|pude(?: entrar)?|copado|muy bien|bien|no hay problema|no pasa nada|no|nada|mira vos|aja|ah|mmm?|oh|uh|eso|era
      (?:te |los |las |lo |aca |aqui )?espero|aguardo|de una|lo pienso|lo vere|lo voy viendo|tranquilo|tranqui|dejalo|deja|tarde pero seguro
    `),
  ],
];

/** Words that may stand between courtesies without making a question of them. */
export const fillers = list(`
  y|e|o|a|che|amigos?|amigas?|chicos|chicas|gente|muchachos|compañeros|companeros|estimad[oa]s?|equipo|señores|senores|señor|senor|señora|senora|señorita|senorita|srta|sr|sra|don|doña|dona|bot
  mas|muy|por favor|por|favor|pues|po|pe|entonces|igual|tambien|por ahora|ahora|todos?|todas?|que|de|por todo|ustedes|usted|vos|te|me|le|les|ahi|nomas|hoy|mismo|para|el|la|lo|los|las|urgente|plz|con|si|aca|aqui|otra vez|de nuevo|nuevamente|rapido|rapida
`);
