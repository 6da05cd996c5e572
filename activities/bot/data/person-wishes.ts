/**
 * How people ask for a person, turn one down, or speak of people without wanting one: patterns over folded words with a
 * space on either side, and the words that are mended before.
 */
export const mendable = [
  'persona',
  'humano',
  'asesor',
  'operador',
  'agente',
  'representante',
  'vendedor',
  'alguien',
  'quiero',
  'necesito',
  'hablar',
  'comunicar',
  'ejecutivo',
  'encargado',
  'supervisor',
];
export const rightlySpelled = new Set(
  (
    'perdona personas personal personan humanos humana humanas agentes gente asesora asesore operadora vendedora vendedores quiere ' +
    'quieto quieren hablan hablas hablaron hable hablad comunica comunican encargada encargados ejecutiva'
  ).split(' '),
);

const role =
  '(?:asesora?|agentes?|operadora?|representantes?|ejecutiv[oa]|vendedora?|encargad[oa]|gerente|supervisora?|responsable|' +
  'emplead[oa]|telefonista|consultora?|comercial|tecnic[oa]|dueñ[oa]|duen[oa]|jef[ea]|administrador|recepcionista|secretaria|compañer[oa]|companer[oa]|colega|señorita|senorita|promotora?)';
const person = `(?:persona|human[oa]|ser humano|alguien|gente|personal|${role})`;
const team =
  '(?:(?:area|sector|departamento|depto|equipo|gente|parte|seccion|chicos|mesa) de [a-z]+|ventas|postventa|soporte|administracion|facturacion|' +
  'cobranzas|logistica|reclamos|atencion (?:al|a) (?:cliente|clientes|publico)|atencion|servicio (?:al|de atencion al) cliente|' +
  'servicio tecnico|equipo|compras|tesoreria|gerencia|garantias|devoluciones)';
const article = '(?:(?:un|una|el|la|los|las|algun|alguna|otro|otra|tu|su|mi|de|del|a|al|verdadero|verdadera|buen) )*';
/** Someone of the company, and not the customer's own: `mi jefe`, `la persona que vino`. */
const someone = `(?:(?:un|una|algun|alguna|otro) )?(?<! (?:mi|mis|tu|el|la|del|a|esa|ese|otra|cada|para) (?:un |una )?)(?!tecnic|responsable|consultora|secretaria)${person}`;
/** Getting in touch, as what is still to be done. Folded, `hablé` and `hable` are one: such forms stand after `me` only. */
const reaching =
  '(?:(?:habl|chate|charl|comunic|contact|trat|convers|llam|escrib)(?:ar|ir)(?:me|nos|se|lo|la|le)?|(?:deriv|transfer|conect|contest|respond|atend|pon|pas)(?:ar|er|ir)(?:me|nos)|' +
  '(?:comuniqu|contact|deriv|transfier|conect|llam|contest|pas)(?:a|e|en|an|ad)(?:me|nos)|pon(?:ed|ga|gan|)(?:me|nos)|(?:me|nos) pon(?:es|e|en|drias|drian|gas|gan)|' +
  '(?:me|nos) (?:atiend|respond|contest|comunic|contact|transfier|deriv)(?:a|an|e|en|as|es))';
const reached =
  '(?:(?:atiend|respond|contest|llam|habl|escrib|asesor|ayud|asist)(?:a|e|an|en)|comuni(?:que|quen|ca)|contact(?:e|en|a)|' +
  '(?:atend|respond|contest|llam|habl|escrib|asesor|ayud|asist|comunic|contact)(?:ar|er|ir)(?:me|nos|se)?)';
const contact =
  '(?:habl(?:ar|arle|arlo|aria|emos)|chatear|charlar|conversar|comuni(?:car|carme|carnos|carse|came|ca|cas|can|co|cate|queme|quenme|quen|ques|carian|caria)|' +
  'contact(?:ar|arme|arnos|o|ame|enme|eme|en|a|an)|pas(?:ar|arme|arnos|ame|as|a|an|ás|ais|eme|enme|es|en|enos)|' +
  'deriv(?:ar|arme|ame|as|a|an|eme|enme|en|es)|transf(?:erime|erir|erirme|ereme|ieranme|ierame|iere|ime|irme|ieran|ieres|irame|eris)|' +
  'conect(?:ar|arme|ame|en|enme|eme|a|as)|pon(?:er|erme|eme|me|es|en|game|ganme|drias)|redirig(?:ir|irme|eme)|redirijame|' +
  'vincul(?:ar|ame)|trat(?:ar)|enlaz(?:ar|arme|ame)|atend(?:er|erme)|ayud(?:ar|arme)|seguir)';
const subjunctive =
  '(?:atienda|atiendan|ayude|ayuden|conteste|contesten|responda|respondan|llame|llamen|escriba|escriban|contacte|contacten|' +
  'resuelva|resuelvan|explique|asesore|escuche|entienda|hable|solucione|oriente)';
const ending =
  '(?:(?:real|reales|de verdad|verdadera|verdadero|humana|humano|fisica|de carne y hueso|viva|vivo|por favor|ya|ahora|urgente|' +
  'gracias|dije|rapido|mismo|ahora mismo|ya mismo|si|puede ser|aca|ahi|disponible|del equipo|de ustedes|de la empresa|ventas|de ventas|' +
  'de postventa|de soporte|de atencion|de atencion al cliente|online|en linea|que no sea (?:un )?(?:bot|robot|maquina)|no (?:un|con un|a un) (?:bot|robot)) )*';
const opening =
  '(?:(?:hola|buenas|buenos|buen|tardes|noches|dias|dia|che|por favor|ok|si|dale|no|bueno|mejor|entonces|solo|solamente|disculpe|disculpa|perdon|' +
  'con|a|y|o|directo|directamente|urgente|ya|te|les|le|pedi|dije|digo|pido) )*';
const bot =
  '(?:(?:ro)?bots?|(?:ro)?bot(?:c?it[oa]s?)|maquinit[ao]s?|robots?|maquinas?|contestador(?:a|es)?|ia|inteligencia artificial|respuestas? automaticas?|asistentes? virtual(?:es)?|chatbots?|grabacion|grabadora|automata)';
const want =
  '(?:quiero|queremos|quisiera|queria|querria|necesito|necesitamos|necesitaria|prefiero|preferiria|pido|solicito|exijo|dame|deme|denme|quero|' +
  'me gustaria|me das|me da|me regala|me regalas|manden|mandame|mandenme|ponganme|llama a|llamen a|traeme|paseme|pasame|ocupo|requiero)';

const word = '[a-z0-9]+ ';

/** Doing something for the customer, as what is wished for of somebody: "que lo vea", "que revise". */
const attending =
  '(?:vea|revise|mire|lea|conteste|responda|llame|atienda|ayude|resuelva|explique|comunique|contacte|escriba|hable|gestione|solucione|asista|' +
  'encargue|ocupe|evalue|analice|asesore|escuche|entienda|tome|siga|aclare)n?';
const anybody = `(?:(?:un |una |algun |alguna )(?:${role}|persona|human[oa]|ser humano|pibe|piba|chic[oa]|muchach[oa]|tipo|señora?|senora?)|alguien|gente|humanos|personas|ustedes)`;
const wishing =
  '(?:quiero|quisiera|queria|queremos|necesito|necesitamos|preciso|prefiero|preferiria|exijo|pido|pedi|solicito|espero|deseo|me gustaria|me urge|ojala|puede ser)';

export const wishes = [
  // "con quién puedo hablar por esto?", "a quién le escribo?"
  ` (?:con|a) quien(?:es)? (?:${word}){0,3}?(?:habl|comunic|contact|escrib|dirij|dirig|llam|charl|quej)(?:o|ar|ir|aria|amos)(?:me|nos|le|se)? `,
  // "hay alguien ahí?", "no hay nadie del otro lado?"
  ` hay (?:alguien|alguno|gente|algun human[oa]|alguna persona|una persona)(?: (?:ahi|aca|aqui|por ahi|por aca|del otro lado|de ese lado|detras|leyendo(?:me)?|escuchando(?:me)?|conectad[oa]|viv[oa]|humano|real)| que (?:me |nos )?(?:lea|leyera|este|atienda|conteste|responda|escuche)| para (?:hablar|atender|consultar)\\w*)`,
  '^ (?:(?:hola|che|buenas|buenos dias|buen dia|buenas tardes|buenas noches|ey|alo) )*(?:(?:no )?hay (?:alguien|nadie)|alguien|nadie)(?: (?:ahi|aca|aqui|por ahi|por aca|del otro lado|de ese lado|(?:me |nos )?(?:lee|contesta|responde|atiende|ayuda)|conectado|en linea))* $',
  // "prefiero que lo vea una persona", "que un humano revise mi caso", "que alguien se comunique conmigo"
  ` (?:${wishing}|que) (?:que )?(?:${word}){0,3}?${attending} (?:${word}){0,2}?${anybody} `,
  ` (?:que|${wishing}) ${anybody} (?:(?:real|de verdad|humano|del equipo|de ustedes|con experiencia|capacitad[oa]) )?(?:(?:me|nos|lo|la|le|se|por favor|ya|directamente) ){0,3}${attending} `,
  // "que se comuniquen conmigo", "espero su llamado", "me podrán contactar de postventa?"
  ` (?:comuniquen?|contacten?|contactarse|comunicarse|pongan? en contacto|hablen?) (?:${word}){0,2}?con(?:migo| nosotros) `,
  ` (?:${wishing}|aguardo|quedo a la espera de|hacer|hacen|hagan) (?:${word}){0,2}?(?:un|una|el|la|su|tu|algun) (?:llamad[oa]|llamadita|llamado telefonico|contacto telefonico|videollamada) (?!de (?!(?:un|una|algun|alguien|vendedor|asesor|ventas|postventa|soporte|ustedes))|para (?:coordinar|avisar) la entrega)`,
  ` me (?:pueden|puede|podes|podras|podran|podrian|podrias) (?:contactar|atender|llamar|asesorar|ayudar) (?:${word}){0,2}?(?:de|del|desde|de la|de parte de|alguien) ${article}(?:${team}|${person}) `,
  // "yo con bots no hablo", "me cansé del robotito", "no me respondas vos"
  ` con (?:${word}){0,2}?${bot} (?:${word}){0,2}?(?:no|jamas|nunca|ni) (?!(?:anda|funciona|prende|viene|trae))`,
  ` (?:cans|hart|podr|aburr|agot)[a-z]+ (?:de |del |con )(?:${word}){0,4}?${bot} `,
  ` no (?:me |nos )(?:respondas|contestes|hables|escribas|atiendas)(?: mas)? (?:vos|tu) `,
  ` (?:poner|ponen|pongan|meter|usar|mandar(?:me)?) (?:${word}){0,1}?(?:maquinas|robots|bots) (?!de |para )`,
  ` (?:${want}|quiero|busco) (?:(?:hablar|tratar|chatear|charlar|con|que sea|a|ver) )*(?:gente|personas|humanos|alguien)(?: (?:real|reales|de verdad|posta|en serio|de carne y hueso|humana|ya|por favor|del otro lado|que sepa))? $`,
  ` (?:mand|deriv|llev|pon|dej|pas|pase|tir|contact)(?:a|e|en|an|ga|gan)?(?:me|nos|lo) (?:${word}){0,1}?(?:con|a) ${article}(?:${person}|${team}|${anybody}|superior|superiores|pibe|piba|quien corresponda|quien sepa|otro|otra) `,
  ` (?:hablar|comunicarme|tratar|charlar|chatear|conversar) (?:${word}){0,2}?con (?:(?:un|una|el|la|algun|alguna|los|tu|tus|su|sus) )*(?:superior|superiores|pibe|piba|chic[oa]|muchach[oa]|tipo|senora?|quien corresponda|otro|sucursal|local|oficina|central) `,
  ` alguien (?:${word}){0,4}?(?:que )?(?:me|nos) (?:pueda|puede|podria|quiera|podra) (?:ayudar|asesorar|atender|orientar|escuchar|asistir|guiar|contestar|responder|llamar) `,
  ` (?:todavia|sigo|hace [a-z0-9]+ [a-z]+ que|otra vez) (?:${word}){0,2}?(?:hablo|hablando|chateando|discutiendo) con (?:${word}){0,1}?${bot} `,
  ` (?:me|nos) (?:atenderia|llamaria|contestaria|responderia|ayudaria|asesoraria)[ns]? (?:${word}){0,1}?${anybody} `,
  ` (?:pueden|puede|podes|podrias|podrian|podria|podras) (?:dar|llamar|avisar|pedir)(?:me|le|les)? (?:con|a|para hablar con) ${article}(?:${person}|${team}) `,
  // "quiero hacer el reclamo con una persona", "esto lo tiene que ver un humano", "llamada con un agente", "me llaman?"
  ` (?:${wishing}|${want}) (?:${word}){0,5}?(?:con|ante) (?:(?:un|una|algun|alguna|otro|otra|el|la|tu) )(?:persona|human[oa]|ser humano|${role}) (?!que (?!(?:me|nos|sepa|pueda|entienda)))`,
  ` (?:tiene|tienen|tendria|debe|deberia|puede|podria) (?:que )?(?:ver|revisar|resolver|leer|mirar|evaluar|analizar|solucionar)(?:lo|la|me|melo)? (?:${word}){0,1}?${anybody} $`,
  ` (?:llamada|videollamada|contacto|charla|reunion|comunicacion) con (?:(?:un|una|algun|alguna|el|la) )?(?:persona|human[oa]|${role}|alguien) `,
  ` me (?:llaman|llamas|llamarian|llamarias)(?: (?:por favor|hoy|ya|ahora|urgente|mañana|por telefono|ustedes))* $`,
  ` (?:pas|deriv|transfer|comunic|conect|pon)[a-z]+ con (?:una|uno|un|el que|la que|los que|alguno) (?:(?:manda|sabe|decide|entiende|este|haya|pueda|atienda)[a-z]* |por favor |ya |$)`,
  ` (?:asistente|operador|agente|asesor|soporte|contacto|ayuda) human[oa] `,
  ` (?:${wishing}|busco) a alguien (?!que (?!(?:me|nos|sepa|pueda|entienda|atienda)))`,
  ` pas(?:o|ar) con (?:un|una|algun|alguna) (?:${person}) `,
  ` (?:numero|telefono|linea|canal|whatsapp) (?:${word}){0,2}?(?:con|donde|para hablar|que|en que|en el que) (?:${word}){0,3}?${anybody} `,
  // "pasame con alguien", "me podés comunicar con un asesor", "hablar con ventas"
  ` ${contact} (?:${word}){0,4}?(?:con|a|al) ${article}(?:${person}|${team}) `,
  // "quiero una persona", "necesito un asesor real"
  ` ${want} (?:(?:hablar|ya|con|ver|que sea|mejor|urgente|por favor|a) )*${article}(?:persona|human[oa]|ser humano|alguien|${role}|atencion (?:humana|personalizada|personal|de una persona)) (?!(?:para|de(?! (?:verdad|carne|ventas|postventa|soporte|atencion|ustedes|la empresa)))|que (?!(?:me|nos|no sea|sepa|pueda|este|hable|entienda|atienda|${subjunctive}) ))`,
  // "que me atienda una persona", "quiero que me llame alguien"
  ` (?:que|si) (?:me|nos) ${subjunctive} (?:${word}){0,2}?${article}${person} `,
  ` (?:que|necesito|quiero) (?:alguien|una persona|un humano|${article}${role}) (?:de verdad |real |humano )?(?:me|nos) ${subjunctive} `,
  // "me puede atender alguien", "alguien me atiende?"
  ` (?:me|nos) (?:puede|podria|pueden|podes|va a|van a) (?:atender|llamar|contactar|responder|contestar) (?:${word}){0,2}?(?:alguien|persona|human[oa]|${role}) `,
  ` (?:puede|podria|pueden) (?:atender|llamar|contactar|responder|contestar)(?:me|nos) (?:${word}){0,2}?(?:alguien|persona|human[oa]|${role}) `,
  ` (?:alguien|persona|human[oa]|${role}) (?:${word}){0,2}?(?:me|nos|que me|que nos) (?:puede |pueda |podria )?(?:atender|atienda|atiende|contactar|llame) `,
  ` (?:me|nos) atiend(?:e|a|en) (?:alguien|una persona|un humano|${article}${role}) `,
  // "hay algún asesor?", "no hay una persona real?"
  ` (?:hay|tienen|existe|tendran|habra|esta) (?:algun |alguna |ningun |ninguna |un |una |otro |otra )*(?:persona|human[oa]|${role}|alguien (?:real|de verdad|humano|(?:atendiendo|disponible)(?! (?:el|los|en|hasta|hoy a|mañana|este)\\b)|que (?:me|nos|pueda|${subjunctive}|este)|para (?:hablar|atender)\\w*)) `,
  ` (?:persona|human[oa]|alguien|asesora?|agente) (?:real|de verdad|de carne y hueso|verdader[oa]|viva|fisica) `,
  ` (?:atencion|soporte|ayuda|asistencia|trato) (?:humana|humano|personalizada|personalizado|de una persona|de un humano) `,
  ` alguien que (?:no sea (?:un |una )?${bot}|me (?:atienda|entienda|escuche|resuelva|conteste|responda)) `,
  // "llámenme", "me pueden llamar?"
  ` (?:llamenme|llameme|llamame|que me llamen|me (?:pueden|puede|podrian|podria|podes|podrias) llamar(?! a )|pueden llamarme|podrian llamarme|quiero que me llamen) `,
  ` (?:como|donde|forma de|manera de|posible) (?:${word}){0,3}?${contact} (?:${word}){0,2}?(?:con|a|al) (?:alguien|${article}${person}|${team}) `,
  ` no (?:puedo|pude|logro|consigo|se puede|hay forma de|hay manera de|me dejan) (?:${word}){0,2}?(?:hablar|comunicar\\w*|contactar\\w*) con (?:nadie|${article}${person}) `,
  ` (?:no me|nadie me) (?:pasan|atiende|atienden|derivan)(?: con)?(?: nadie)?(?: de verdad)? $`,
  ` que (?:me|nos) atiendan personas `,
  ` (?:derivame|deriveme|derivenme|me (?:podes|puedes|puede|pueden|podrian|podrias) derivar) `,
  ` (?:hablar|comunicarme|comunicarnos) (?:${word}){0,2}?por telefono `,
  // In any other words: a verb of getting in touch that is still to happen, and a person near it.
  ` ${reaching} (?:${word}){0,4}?${someone} `,
  ` ${someone} (?:${word}){0,3}?(?:me|nos|se) (?:(?:puede|pueda|podria|quiera|va a) )?${reached} `,
  ` ${someone} (?:${word}){0,3}?(?:puede|pueda|podria|para|quiera) (?:${word}){0,1}?${reaching} `,
  ` (?:quiero|quisiera|necesito|preciso|deseo|prefiero|exijo|urge|solicito|gustaria|puedo|podria|dejame|dejenme) (?:${word}){0,2}?(?:hablar|chatear) (?:${word}){0,2}?con (?!respecto|relacion|mi |mis |nuestr|vos |usted|ti |tigo|el (?:bot|robot)|un (?:bot|robot))`,
  ` (?:prefiero|dame|denme|deme|mandame|manden|ponganme|mejor) ${article}(?:persona|human[oa]|ser humano|asesora?|agente|operadora?) `,
  // the bare word: "operador", "un humano por favor", "con una persona dije"
  `^ ${opening}${article}(?:persona|human[oa]|ser humano|${role}|atencion (?:al|a) (?:cliente|clientes)|servicio al cliente|alguien (?=real|de verdad|por favor|humano)) ${ending}$`,
].map((source) => new RegExp(source));

const wanting =
  '(?:(?:me|te|se|nos|lo|hace|hacia|falta|es|era|necesario|hay|que|quiero|queria|queremos|necesito|quisiera|deseo|prefiero|pienso|por|favor|ahora|todavia|' +
  'aun|preciso|tenes|tienen|estoy|pidiendo|pido|pedi|interesa|gustaria|vayas|vayan|a|tener) )';
export const rejections = [
  ` (?:no|tampoco|ni|nunca|prefiero no|mejor no) ${wanting}{0,6}(?:hablar|pas(?:e|es|en|ar|arme|eme|enme|ame|arles)|deriv(?:e|es|en|ar|arme)|comuni(?:que|ques|quen|car|carme)|contact(?:e|en|ar)|transfieras|llam(?:e|en|ar|arme)|chatear|atienda|atiendan) (?:${word}){0,2}?(?:con |a )?(?:${word}){0,1}?(?:nadie|${article}${person}|${team}) `,
  ` no (?:${wanting}){0,4}(?:quiero|necesito|hace falta|quisiera|busco|preciso|me pases|me pasen|pido|pedi) ${article}(?:nadie|${person}) `,
  ` no (?:(?:quiero|hace falta|es necesario|necesito) que )?(?:me )?(?:pases|pasen|pase|derives|deriven|llamen|llames|hace falta que me (?:llamen|pasen|deriven|contacten|atiendan)|es necesario que me (?:llamen|pasen|deriven|contacten)) `,
  ' sin (?:tener que )?(?:hablar|pasar|tratar|chatear) con (?:nadie|una persona|un humano|alguien|un asesor|un vendedor) ',
  ' (?:prefiero|quiero|mejor) (?:seguir|hablar|continuar|quedarme|chatear) (?:aca |aqui )?(?:con (?:vos|el bot|el robot|el asistente|la maquina|contigo|ti)) ',
  ` (?:sin|nada de|tampoco) (?:${word}){0,2}?(?:vendedores|asesores|agentes|operadores|personas|humanos|llamadas) `,
].map((source) => new RegExp(source));

export const fedUpWithBots = new RegExp(
  ` no (?:${word}){0,4}?(?:habl\\w*|chat\\w*|trat\\w*|atiend\\w*|contest\\w*|respond\\w*|escrib\\w*|sirven?|quiero|queremos|quisiera|soporto|banco|aguanto|entiende|mas|un|una|con) (?:${word}){0,2}?${bot} (?!de |que )|` +
    ` (?:odio|basta de|hart[oa] (?:de|del)|hartos (?:de|del)|cansad[oa] (?:de|del)|detesto|paso de|dejen de|en vez de|nada de|estoy hablando con) (?:${word}){0,4}?${bot} |` +
    ` ${bot} (?:inutil|de mierda|no (?:me )?(?:sirve|sirven|ayuda|entiende|entienden|resuelve|soluciona)) `,
);

export const identity = new RegExp(
  `^ (?:${word}){0,3}?(?:sos|eres|es usted|estoy hablando|hablo|estoy chateando|esto es|esta es) (?:${word}){0,2}?(?:un |una )?(?:${bot}|persona|human[oa]) (?:real |de verdad |humana )?(?:o (?:${word}){1,4})?$|` +
    ` (?:quien|con quien) (?:sos|eres|es usted|hablo|estoy hablando|tengo el gusto) $`,
);

export const notPeople =
  / (?:error(?:es)?|recursos|derechos|cuerpo|factor|ser(?:es)? humanos y|cabello|pelo|capital|genero|consumo) human[oa]s? | (?:instalador|tecnico|repartidor|chofer|cadete|cartero|fletero|transportista|correo) (?:me|nos) (?:[a-z]+ ){0,2}llam[a-z]+ | (?:robots?|maquinas?) (?:de (?!mierda)[a-z]+|aspirador[a]?s?|cortadora?|limpia[a-z]*) /g;
