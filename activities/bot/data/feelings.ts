/** Patterns over folded words with a space on either side of each. One pattern is one piece of evidence. */
const patterns = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => new RegExp(` (?:${line.trim()}) `));

/** Anger beyond doubt: insults to the company, threats of law, being fed up. */
export const angerWords = patterns(`
  (?:son|unos|unas|ustedes|manga de|sarta de|que|banda de|puros|malditos|pinches|par de) (?:\\w+ )?(?:ladrones|chorros|estafadores|sinverguenzas|mentirosos|delincuentes|rateros|chantas|garcas|truchos|impresentables|incompetentes|inutiles|ineptos|payasos|basuras?|caraduras|cara duras|pelotudos|boludos|forros|idiotas|imbeciles|estupidos|abusadores)
  (?<!(?:contra|anti|para|de|los|por|a) )(?:ladrones|chorros|rateros)|estafadores|sinverguenzas|hdp|hijos? de puta|hijueputas?|la concha|conchetumare|ctm|culiaos?|qliaos?|weones|gilipollas|cabrones|pendejos|malparidos|gonorreas?|pelotudos?|forros|la puta madre|puta madre|putos|carajo|verga|chingada|chingar|no mamen|me cago en
  (?:es|esto es|son|que|pura|una|un|puta) (?:\\w+ )?(?:estafa|robo|afano|mierda|asco|porqueria|verguenza total|tomadura de pelo|burla|falta de respeto|vergüenza)
  de mierda|una mierda|a la mierda|son una verguenza|es una verguenza|que verguenza de|verguenza ajena
  me (?:estan |estas |quieren )?(?:estafaron|estafando|estafar|robaron la plata|robando|cagaron|cagando|jodieron|engañaron|enganaron|mintieron|cargando|boludeando|tomando el pelo|tomaron el pelo|tomando por|vieron la cara|viendo la cara|hueveando|weveando|vacilando)
  se (?:estan |me estan )?(?:burlan|burlando|cagan|cagando|rien|riendo) (?:de|en) (?:mi|la gente|los clientes|uno|nosotros)
  (?:voy a|vamos a|los|las|les|te|quiero|pienso|tengo que) (?:\\w+ ){0,3}?(?:denunciar|denuncio|demandar|demando|escrachar)
  (?:denunciarlos|demandarlos|los denuncio|los demando|denuncia en|carta documento|mi abogado|mis abogados|acciones legales|juicio|defensa (?:del|al) consumidor|profeco|sernac|condusef|indecopi|hoja de reclamaciones|organizacion de consumidores|la superintendencia)
  (?:estoy|me tienen|ya estoy|ando|muy|re) (?:\\w+ ){0,2}?(?:hart[oa]|podrid[oa]|furios[oa]|indignad[oa]|enojadisim[oa]|sacad[oa]|caliente|emputad[oa]|encabronad[oa]|cabread[oa]|choread[oa]|rabios[oa])
  (?:hart[oa]s?|podrid[oa]s?) de|me tienen (?:las bolas|los huevos|hasta)|hasta (?:los huevos|las bolas|las narices|la coronilla|la madre|el gorro)|me hartaron|me hincharon|hinchan las|rompen las
  (?:es|esto es|me parece|resulta|totalmente|absolutamente) (?:\\w+ )?(?:inaceptable|intolerable|inadmisible|indignante|vergonzoso|un abuso|una tomada de pelo|una cargada|una locura lo que)
  (?:inaceptable|intolerable|indignante|vergonzoso|sinverguenza|caraduras)
  nunca mas (?:\\w+ ){0,2}?(?:compro|les compro|vuelvo a comprar|en la vida|en mi vida)|devuelvanme (?:mi|la) (?:plata|dinero|guita) ya|quiero mi (?:plata|dinero|guita) ya
  (?:bot|robot|maquina|chat) (?:inutil|inservible|estupid[oa]|pedorr[oa]|choto|de porqueria)|no (?:sirven|sirve) para nada|no sirves para nada|son un desastre|un desastre total
`);

/** Anger that needs a second sign: capitals, or another of these. */
export const mildAngerWords = patterns(`
  me canse|estoy cansad[oa]|ya me canso|me tienen cansad[oa]|cansad[oa] de (?:esperar|que|reclamar|llamar|escribir)
  nadie (?:me |nos )?(?:contesta|responde|atiende|da bola|da pelota|hace caso|soluciona|resuelve|da respuesta)
  (?:muy|bastante|re) (?:enojad[oa]|molest[oa]|caliente)|estoy (?:enojad[oa]|molest[oa])|que bronca|me da bronca|da rabia|que rabia
  falta de respeto|tomada de pelo|verguenza|poca seriedad|cero seriedad|desastre|pesim[oa]s?|asco|horribles?|porqueria|basura
  (?:hace|van|llevo|ya pasaron) (?:mas de )?(?:\\d+|un|una|dos|tres|cuatro|varios|varias) (?:dias|semanas|meses|mes|semana|horas) (?:que )?(?:espero|esperando|esperar|reclamando|reclamo|sin respuesta|sin solucion|sin que)
  (?:exijo|exigimos|reclamo ya)|ya (?:es|van) la (?:segunda|tercera|cuarta|quinta|decima) vez|otra vez lo mismo|siempre lo mismo|cuantas veces
  no me (?:importa|interesa) lo que|mentira|mentiras|mienten|mentirosos|estafa|robo
  solucion ya|respuesta ya|resuelvan ya|urgente ya|ya mismo
`);

/** Something is wrong, without anger. */
export const displeasureWords = patterns(`
  (?:no|nunca|todavia no|aun no) (?:me |nos |lo |la )*(?:llego|llega|llegaron|vino|vinieron|entregaron|responden|contestan|respondieron|contestaron|solucionaron|devolvieron|reintegraron|reembolsaron|acreditaron|depositaron)
  todavia nada|sigo sin|seguimos sin|sigo esperando|aun nada|ni noticias|sin novedades|sin respuesta
  (?:llego|vino|esta|estaba|llegaron|vinieron|salio|viene) (?:\\w+ ){0,3}?(?:rot[oa]s?|fallad[oa]s?|mal|dañad[oa]s?|danad[oa]s?|golpead[oa]s?|rayad[oa]s?|incomplet[oa]s?|defectuos[oa]s?|abiert[oa]s?|mojad[oa]s?|quebrad[oa]s?|equivocad[oa]s?|vencid[oa]s?)
  no (?:me )?(?:funciona|anda|sirve|prende|enciende|carga|arranca) (?:mas|bien|nada|el|la|lo|mi)?|dejo de (?:funcionar|andar)|se (?:me )?rompio
  mala (?:atencion|experiencia|calidad)|mal servicio|pesim[oa]s?|horribles?|decepcionad[oa]s?|decepcion|decepcionante|lamentable|frustrante|frustrad[oa]|un desastre
  estoy (?:muy )?(?:molest[oa]|preocupad[oa]|disconforme|descontent[oa]|enojad[oa]|triste)|no estoy (?:content[oa]|conforme|satisfech[oa])
  (?:me|nos) (?:cobraron|mandaron|enviaron|dieron) (?:\\w+ ){0,2}?(?:de mas|mal|dos veces|otra cosa|otro|equivocado|doble)
  queja|quejarme|una queja|reclamar|presentar un reclamo|hacer un reclamo|nadie (?:me |nos )?(?:contesta|responde|atiende|soluciona)
  (?:mucha|tanta|demasiada) demora|demasiado tarde|esta demorad[oa]|viene demorad[oa]|ya (?:deberia|tenia que|tendria que) (?:haber llegado|llegar|estar)|tenia que llegar
  eso (?:mismo )?me dijeron (?:ayer|la otra vez|antes)|ya me dijeron (?:eso|lo mismo)|no me (?:resuelve|resolvieron|solucionan|ayuda|ayudan)|otra vez (?:lo mismo|con el mismo)
  con una persona dije
`);

/** A bad mood taken back. */
export const calmWords = patterns(`
  no (?:pasa nada|te preocupes|se preocupe|se preocupen|hay problema|hay drama)
  (?:perdon|disculpa|disculpen|disculpe) (?:\\w+ ){0,3}?(?:me exalte|me enoje|el enojo|los nervios|me altere|la bronca)
  me quedo (?:mas )?tranquil[oa]|ya me calme|quedate tranquil[oa]|esta todo bien
`);

export const joyWords = patterns(`
  (?<!no (?:me |te |esta |es )?)(?:genial|buenisim[oa]s?|barbar[oa]|joya|excelente|excelentes|espectacular|fantastic[oa]|maravillos[oa]|increible|impecable|divin[oa]|hermos[oa]s?|perfect[oa] gracias|brillante|bacan|filete|chido|padrisimo|guay|estupendo|chevere|de diez|un 10|golazo|copado|copadisimo|mortal|una masa)
  (?<!no )(?:me (?:encanto|encanta|salvaste|salvaron|re sirvio|sirvio mucho|ayudaste mucho|ayudo mucho)|los amo|te amo|sos un genio|sos una genia|son unos genios|sos lo mas|son lo mas|un genio|una genia|crack|muy amables?|que amables?|muy buena atencion|excelente atencion|felicitaciones|los felicito|super recomendables?)
  (?<!no (?:estoy |quede )?)(?:content[oa]s?|conforme|satisfech[oa]s?|feliz|felices|encantad[oa]s?|agradecid[oa]s?)
  ya (?:pude|esta resuelto|quedo|me llego|lo encontre|la encontre|anda|funciona|lo resolvi)|ahora si que|ahora si (?:me |ya )?(?:sale|anda|funciona|pude)|ya esta ahora si|me llego ya pude
  no hace falta (?:que me pasen con nadie )?(?:era eso|gracias)|era eso nomas|(?:ja|je){2,}|jajaj\\w*|jajaja\\w*
`);
