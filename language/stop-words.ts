const list = (text: string) => text.trim().split(/\s+/);

/** Folded words that say nothing about the subject of a message. */
export const stopWords: ReadonlySet<string> = new Set(
  list(`
  a al algo algun alguna algunas alguno algunos alla alli ahi ahora ante antes aqui aca asi aun aunque bajo bien bueno
  buena buenas buenos cada casi como con contra cosa cosas cual cuales cualquier cuando cuanto cuanta cuantos cuantas de
  del desde despues dia dias donde dos durante e el ella ellas ellos en entonces entre era eran eres es esa esas ese eso
  esos esta estan estaba estar estas este esto estos estoy fue ha hace hacen hacer hago han has hasta hay haber habia he
  incluso ir igual jamas la las le les lo los luego mas me mi mis mia mio mientras mucha muchas mucho muchos muy nada ni
  no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque puede pueden puedes puedo podes
  podria podrian podrias poder pues que quien quienes se sea segun ser si sido siempre sin sino so sobre solo somos son
  soy su sus suyo tal tambien tan tanto te tenemos tener tenes tengo ti tiene tienen tienes todavia toda todas todo todos
  tu tus tuve u un una unas uno unos usted ustedes va vamos van vaya ver veo vez veces voy vos vosotros y ya yo
  hola buen tardes noches saludos gracias favor disculpe disculpa disculpen perdon consulta consultar pregunta duda quiero
  quisiera queria querria necesito necesitaria gustaria saber sabes saben decir decime digame dime decirme contame ayuda
  ayudar ayudan ayudas ayudame che dale ok pasa tipo recien mismo misma aver jaja jeje he hemos han habeis puesto veo
  deseo haciendo estan quieren querer sos nadie falta
`),
);

/** How people shorten words in chats, written out. */
export const abbreviations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    q: 'que',
    c: 'con',
    kn: 'con',
    cn: 'con',
    k: 'que',
    ke: 'que',
    qe: 'que',
    x: 'por',
    xq: 'porque',
    pq: 'porque',
    porq: 'porque',
    d: 'de',
    m: 'me',
    xfa: 'por favor',
    xfavor: 'por favor',
    porfa: 'por favor',
    porfis: 'por favor',
    porfi: 'por favor',
    pf: 'por favor',
    plis: 'por favor',
    pls: 'por favor',
    please: 'por favor',
    porfavor: 'por favor',
    pofavor: 'por favor',
    tmb: 'tambien',
    tb: 'tambien',
    tmbn: 'tambien',
    bn: 'bien',
    grax: 'gracias',
    grcs: 'gracias',
    thx: 'gracias',
    kiero: 'quiero',
    qiero: 'quiero',
    qero: 'quiero',
    nesecito: 'necesito',
    nececito: 'necesito',
    nesesito: 'necesito',
    posventa: 'postventa',
    okey: 'ok',
    oka: 'ok',
    okay: 'ok',
    oki: 'ok',
    msj: 'mensaje',
    dnd: 'donde',
    dond: 'donde',
    adonde: 'donde',
    dsp: 'despues',
    toy: 'estoy',
    ta: 'esta',
    salu2: 'saludos',
    cel: 'celular',
    nro: 'numero',
    num: 'numero',
    info: 'informacion',
  }),
);
