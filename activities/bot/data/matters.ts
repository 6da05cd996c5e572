import type { TicketSubtype } from '../../../domain/ticket-types.ts';

/**
 * How people put the matters that tickets are opened for, by subtype: patterns over folded words with a space on either
 * side, and how much each says. What is written as it sounds or with a typo is mended by `vocabulary` first.
 */
type Sign = readonly [weight: number, pattern: RegExp];

const signs = (...lines: [weight: number, ...sources: string[]][]): Sign[] =>
  lines.flatMap(([weight, ...sources]) => sources.map((source) => [weight, new RegExp(` (?:${source}) `)] as const));

/** Things bought, and what may be said in front of them. */
const order = '(?:pedido|pedidos|compra|orden|paquete|encomienda|envio|encargo|caja|bulto)';
const some = '(?:[a-z0-9]+ ){0,3}?';
const web = '(?:pagina|web|app|aplicacion|sitio|tienda|sistema)';
const account = '(?:cuenta(?! (?:corriente|dni|bancaria|con|de empresa|corporativa))|usuario|perfil|sesion)';
const arriving =
  '(?:llego|llegaron|llega|llegan|llegado|vino|vinieron|aparece|aparecio|entregaron|entregan|entregado|recibi|recibo|recibido|trajeron|traen)';
const place =
  '(?:local|negocio|comercio|kiosco|kiosko|ferreteria|almacen|restaurante?|bar|cafeteria|panaderia|libreria|farmacia|taller|hotel|hostel|consultorio|clinica|gimnasio|peluqueria|tienda|boutique|pyme|fabrica|oficina|estudio|empresa|constructora|escuela|colegio|institucion|cooperativa|emprendimiento|rotiseria|heladeria|inmobiliaria|ong|club|productora|agencia|consorcio)';
const working =
  '(?:anda|andan|andaba|funciona|funcionan|prende|prenden|enciende|carga|enfria|calienta|arranca|gira|suena|corta|lava|imprime|responde|cierra|abre|sirve mas|da imagen|da señal|dura nada|agarra|centrifuga|aspira)';
const broke =
  '(?:rompio|rompieron|quemo|quebro|descosio|despego|despegaron|salio|partio|rajo|despinto|hundio|pincho|corto|trabo|descompuso|oxido|desarmo|deshilacho|destiño|destino|aflojo|solto|murio|daño|dano|estropeo|jodio|doblo|rayo|rasgo|achicharro|filtro|apago|tildo|encogio|desprendio)';
const sizes =
  '(?:chic[oa]s?|grandes?|cort[oa]s?|larg[oa]s?|apretad[oa]s?|ajustad[oa]s?|enormes?|ancho|ancha|justo|justa)';
const money = '(?:plata|dinero|guita|importe|monto|pesos|pago|total|platita)';
const account_data =
  '(?:mail|email|correo|contraseña|contrasena|clave|telefono|numero de telefono|numero de celular|celular|nombre|dni|datos|domicilio|direccion) ';

export const matters: Record<TicketSubtype, readonly Sign[]> = {
  ESPECIFICACIONES_Y_STOCK: signs(
    [
      3,
      '(?:en )?stock',
      'disponib[a-z]+|disponen?',
      '(?:les|te|le) quedan?|quedaron|quedara',
      'talles? [a-z0-9]{1,4}',
      'ficha(?:s)? tecnica',
      'especificacion[a-z]*',
      'caracteristicas',
      'compatibles?',
      'agotad[oa]s?',
    ],
    [
      3,
      'diferencias? (?:hay )?entre',
      'cuando (?:vuelve[n]?|entra[n]?|reponen|reingresa[n]?|ingresa[n]?)(?: a)?(?: (?:entrar|ingresar|tener|haber|reponer))?(?= )(?! (?:mi|el pedido|la compra))',
      '(?:que|cual|cuales) (?:medidas?|dimensiones|capacidad|potencia|material|materiales|peso|tamaño|tamano|talles?|colores|sabores|ingredientes|voltaje|autonomia|alto|ancho|largo)',
    ],
    [
      2.5,
      '(?:es|son|seria) (?:de|para|apt[oa]s?|resistentes?|impermeables?|original(?:es)?|import[a-z]+|nacional|inalambric[oa]|recargable|lavable)',
      '(?:de que|que) (?:material|tela|marca|color|talle|medida|modelo|calidad|grosor|espesor)',
      '(?:sirve[n]?|va|anda|funciona) para',
      '(?:tiene[n]?|trae[n]?|incluye[n]?|viene[n]?) (?:[a-z0-9]+ ){0,3}?(?:wifi|bluetooth|usb|hdmi|manual|cable|funda|cargador|tapa|luz|led|ruedas|talle|color|cierre|bolsillos?|timer|termostato)',
      'cuant[oa]s? (?:litros|watts|kilos|metros|centimetros|canales|gb|gigas|ranuras|puertos|personas entran|cuerpos|cajones|velocidades|frios|amperes|hojas|unidades trae)',
    ],
    [
      2,
      '(?:trae[n]?|incluye[n]?|viene[n]?) (?!y |caminando|bien|mal)[a-z]+',
      'bivolt|220|110',
      '(?:hay|tenes|tienen|tienes|tiene|venden|vendes|manejan|consiguen|consigo|busco|buscaba|ando buscando|tendran|tendrian|tenian) (?:[a-z0-9]+ ){1,5}?(?:talles?|numero|nro|color|negr[oa]s?|blanc[oa]s?|roj[oa]s?|azul(?:es)?|gris(?:es)?|verdes?|modelo|medida|kg|kilos?|litros?|repuestos?|n [0-9]+|[0-9]{2,4})',
      'siguen? (?:estando|habiendo|teniendo)',
      'apt[oa]s? para',
      '(?:manejan|trabajan|venden|consiguen) (?!los|el|con|de)',
      'repuestos?',
      'modelo',
      'rodado',
    ],
    [
      1.5,
      '(?:tenes|tienen|tienes|tiene|hay|venden|buscaba|busco)(?! (?:que|promo|promos|descuento|descuentos|cuotas|precio|precios|algun descuento|local|estacionamiento|instagram|facebook|whatsapp|un local|baños|banos|sucursal|turno|mail|telefono|wifi|alguien|algun problema|gente|sacar)) (?:[a-z0-9]+ ){0,2}?[a-z]{4,}',
      'mantiene',
      'soporta|aguanta|resiste|rinde|mide|pesa',
      'se (?:le )?puede (?:ampliar|lavar|conectar|usar|colgar|regular|enchufar|extender|desarmar|mojar)',
      'la version',
      'garantia de fabrica tiene',
    ],
    [
      2,
      '(?:lo|la|los|las|se) (?:puedo|puede|pueden) (?:usar|poner|lavar|dar|instalar|llevar)|(?:soporta|aguanta|resiste|cubre|rinde)[n]? (?:[a-z]+ )',
      'da certificado|tiene certificad[oa]|con certificado',
      'les entra|les entro',
    ],
  ),
  PRECIOS_PAGOS_Y_PROMOCIONES: signs(
    [
      3,
      `cuanto ${some}(?:sale[n]?|cuesta[n]?|vale[n]?|esta[n]?|queda|cobran|costaria|saldria|seria|pagaria|sale)`,
      'precios?(?! (?:por cantidad|especial(?:es)?|mayorista[s]?))',
      '(?:que|de) valor|valor (?:de|del|de la|que|actual)|valores',
      'cotiz[a-z]+',
      'a cuanto',
      'cuanto es',
    ],
    [
      2.5,
      'cuotas?',
      'descuentos?',
      'promos?|promocion|promociones',
      'ofertas?',
      'financi[a-z]+',
      '(?:medios?|formas?|metodos?) de pago',
      '[0-9] ?x ?[0-9]|2x1|3x2|4x3',
      'hot sale|cyber monday|black friday|cyber',
      '(?:que|cuales|todas las) tarjetas',
      '(?:aceptan|toman|reciben|trabajan con|se puede pagar con|puedo pagar con|puedo pagar en|pago en|pagar en|pago con) (?:[a-z]+ ){0,2}?(?:tarjetas?|efectivo|transferencia|mercado pago|mercadopago|debito|credito|cuenta dni|modo|dolares|visa|naranja|amex|cheques?|paypal|usdt|cripto|qr)',
      'por ciento|off',
      'rebaja[a-z]*',
      'reintegro (?:del|bancario|con)',
      'jubilados',
    ],
    [
      2,
      'mas (?:barat[oa]|economic[oa])',
      '(?:mejor[a-z]*|igual[a-z]*) (?:el |un |ese )?precio|me lo (?:mejoran|igualan|dejan)',
      'me hacen precio',
      '(?:con|sin) interes',
      `pag(?:ar|o) ${some}(?:mitad|contado|adelantado|en partes|con dos)`,
      'contado',
      `(?:costo|gasto|precio) (?:de|del) envio|cuanto (?!tarda|demora|tiempo)${some}envio`,
      'iva',
      'tarifas?|abono mensual',
      'presupuesto',
      'lista de precios',
      'caro|cara',
      'envio gratis',
      'bonific[a-z]+',
      'seña|sena',
      'x mes|por mes',
    ],
    [1, 'efectivo', 'transferencia', 'tarjetas?', 'galicia|naranja|santander|bbva|macro|nacion'],
    [3, 'en cuanto (?:me )?(?:la|lo|los|las) (?:dejan|dejas|deja|venden|tenes|tienen)', 'ahora (?:3|6|12|18|24)'],
    [2.5, 'me hacen (?:un |algun )?(?:numerito|preci[oa]|descuentito|descuento)|mejor numero'],
  ),
  SOPORTE_DE_COMPRA: signs(
    [
      3.5,
      '(?:cupon|codigo|descuento|promo) (?:[a-z0-9]+ ){0,5}?(?:invalid[oa]|vencid[oa]|caducad[oa]|no (?:existe|aplica|anda|funciona|me lo toma|entra|es valido))',
      '(?:medio|forma|metodo|opcion) de (?:pago|envio) (?:[a-z]+ ){0,2}?no (?:[a-z]+ ){0,3}?(?:esta|aparece|figura|funciona|disponible|habilitad[oa])',
    ],
    [2.5, '(?:termin|finaliz|complet|concret|cierr|confirm)[a-z]+ (?:la|mi|el) (?:compra|pedido|pago|orden)'],
    [
      3,
      `(?:terminar|finalizar|completar|concretar|cerrar|realizar|procesar|hacer) (?:la|mi|el|una|esta|un) (?:compra|pedido|pago|orden)`,
      'carrito|carro de compras?',
      'checkout',
      `(?:no|tampoco|ni) (?:me |se )?(?:deja|puedo|pude|permite|logro|consigo|toma|acepta|aplica|reconoce|agarra|descuenta|calcula|carga) ${some}(?:pagar|pago|comprar|compra|elegir|agregar|finalizar|pedido|cupon|codigo de descuento|descuento|cuotas|envio|tarjeta|codigo postal|targeta|visa|mastercard)`,
      '(?:pago|tarjeta|compra|operacion|transaccion) (?:me )?(?:sale |da |aparece |figura |fue |es |esta )?(?:rechazad[oa]|denegad[oa]|invalid[oa])',
      `(?:rechaza|rebota|deniega) ${some}(?:pago|tarjeta|visa|master|compra|todo)`,
      `(?:error|problema|falla) (?:en|al|con) ${some}(?:pag[a-z]+|compra[a-z]*|tarjeta|checkout|cupon)`,
    ],
    [
      3,
      `como (?:hago|se hace|puedo|tengo que hacer|es|hacemos|compro|pago)(?: para| el| la)? ?${some}(?:comprar|compra|pagar) ${some}(?:web|pagina|online|internet|app|link|aca|aqui|tienda)`,
      'boton de (?:pagar|pago|comprar|compra)',
      `(?:quiero|quise|intente|intento|trate de|estoy intentando|estoy queriendo|estaba) ${some}(?:comprar|pagar|compra) ${some}(?:error|no (?:me |se )?[a-z]+|se (?:cierra|tilda|cuelga|traba)|problema|me (?:salio|sale|da|tira))`,
      '(?:puse|cargue|ingrese|meti|pongo) (?:el|mi|un) (?:cupon|codigo)',
      'cupon (?:de [a-z ]+ )?(?:no|dice|que no|invalido|vencido)',
      `me ayud(?:as|an|arian) (?:a|con) ${some}(?:compra[a-z]*|pedido|pagar)`,
    ],
    [
      2.5,
      `(?:pagina|web|app) ${some}(?:error|no me|no carga|se cierra|se tilda|no anda|no funciona|da error|tira error)`,
      'link de pago',
      `(?:no (?:me )?(?:aparece|sale|figura|veo|encuentro)) ${some}(?:opcion|boton|envio|retiro|cuotas|medio de pago|forma de pago)`,
      '(?:al|en el) momento de (?:pagar|comprar|la compra)',
      'ultimo paso',
      'mail de confirmacion|correo de confirmacion',
      '(?:cuando|al) (?:voy a |quiero |intento )?(?:pagar|comprar|finalizar)',
    ],
    [
      1.5,
      `(?:la|el|su) ${web} ${some}(?:no|error)`,
      'me tira error|tira error|da error|error 500|error 404',
      'datos de (?:la |mi )?tarjeta',
      `(?:tarjeta|visa|master|debito) ${some}(?:invalid[oa]|rechazad[oa]|no pasa|error)`,
      'para (?:poder )?comprar',
      'comprar por (?:la )?(?:web|internet|pagina|app|whatsapp)',
      'cupon',
    ],
    [
      3,
      '(?:trabad[oa]|tildad[oa]|atascad[oa]|no avanza|no pasa de|me quede) (?:[a-z]+ ){0,6}?(?:tarjeta|pago|compra|carrito|datos|pantalla)',
      'link (?:de pago )?(?:[a-z]+ ){0,5}?(?:vencid[oa]|caducad[oa]|no (?:anda|abre|funciona|carga))',
      'como se (?:pide|compra|paga|hace el pedido|hace para (?:pedir|comprar|pagar))',
    ],
    [2, '(?:tarjeta|pago|compra|carrito) (?:[a-z]+ ){0,3}?no avanza'],
  ),
  POTENCIAL_CLIENTE: signs(
    [
      3.5,
      '(?:por|al por|compra|venta|precio|precios|ventas|compras) mayor(?:ista)?|mayoristas?',
      'revend[a-z]+|reventa',
      'distribuidor[a-z]*|distribuir|distribucion de sus',
      'franquicias?',
      'licit[a-z]+',
      'proveedor(?:es)?(?! me)',
      `(?:somos|soy|represento|trabajo|escribo|hablo|llamo|consulto) (?:de |a |en |para |desde )?(?:un |una |la |el |los )?(?:[a-z]+ )?${place}`,
      `(?:tengo|tenemos|abri|abrimos|voy a abrir|estoy abriendo|quiero abrir|quiero poner|quiero montar|manejo|administro) (?:un |una |mi )?(?:[a-z]+ )?${place}`,
      'compra (?:institucional|corporativa)',
      'cuenta (?:corriente|de empresa|corporativa|comercial)',
    ],
    [
      3,
      '(?:quiero|quisiera|queremos|queria|me gustaria|interesad[oa] en|interesa|necesito|necesitamos|estoy por|quisieramos|pensando en) contratar',
      `para (?:mi|nuestra|nuestro|una|un|la) (?:nuev[oa] )?${place}`,
      '(?:quiero|necesito|queremos|pueden|podrian|pedir|hacen|pasar|pedirles|solicito|me hacen) (?:[a-z]+ ){0,2}?(?:presupuesto|propuesta) (?:para|de|por|comercial|integral|[a-z]+)',
      '(?:precios?|condiciones|descuentos?|lista) (?:especial(?:es)?|por cantidad|por volumen|para comercios|para empresas)|por cantidad',
      'coordinar una (?:visita|reunion|demo|llamada)',
      '(?:una|pedir una|ver una|hacer una) demo',
      'propuesta(?: comercial)?',
      'asesor(?:en|ia|amiento|arme|arian|an)',
      'uniformes',
      'me contacten|que me contacten|nos contacten|me llamen de ventas',
    ],
    [
      2,
      '(?:me|nos) interesa(?:ria)?|(?:estoy|estamos) interesad[oa]s?',
      '[0-9]{2,} (?:empleados|personas|invitados|habitaciones|unidades|alumnos|puestos|equipos|cajas por|bolsas por|mochilas|chicos|socios|departamentos|pisos)',
      '(?:para|un|tengo un|organizo un) (?:evento|casamiento|cumpleaños|cumpleanos|congreso)',
      'contratar',
      'hacen ese trabajo|ustedes hacen eso|hacen trabajos',
      'catalogo',
      'presupuesto para',
      'convenio',
      'obra',
      'al cliente final|vender sus|vender su|vendo sus',
    ],
    [
      1,
      'busco|buscamos|estamos buscando|estoy buscando|ando buscando',
      'necesitamos',
      'empresa',
      'contacto comercial|area comercial',
      'plan',
    ],
    [
      3,
      '(?:tenemos|tengo|somos|con) (?:[0-9]+|dos|tres|varias|varios|una cadena de) (?:sucursales|locales|negocios|tiendas|restaurantes)',
      'soy (?:arquitect[oa]|decorador[a]?|constructor[a]?|electricista|gasista|plomer[oa]|pintor[a]?|organizador[a]?|chef|paisajista|interiorista|maestro mayor|comerciante|emprendedor[a]?)',
      '(?:regalar|regalos?) (?:[a-z0-9]+ ){0,3}?(?:a los |para |a nuestros |para los )?(?:empleados|clientes|personal)',
      '[0-9]{2,} [a-z]+ (?:a|para) (?:los |nuestros )?(?:empleados|clientes|alumnos|invitados)',
    ],
    [1.5, 'todos los meses|mensualmente|trabajar con ustedes|alianza'],
  ),
  PROBLEMA_CON_LA_ENTREGA: signs(
    [
      3.5,
      '(?:dice|dicen|dijo|dijeron|pusieron|puso|figura|aparece) que no (?:hay|habia|estaba|estabamos|estoy|atendi|atendieron|vivo|existe)',
      '(?:mandaron|enviaron|llevaron|dejaron|dejo|entregaron|llevo|fue|llego|esta en) (?:[a-z]+ ){0,2}?(?:otra (?:provincia|ciudad|sucursal|localidad)|otro (?:barrio|pueblo|lugar|domicilio)|cualquier (?:lado|lugar))',
    ],
    [
      3,
      `(?:no|nunca|tampoco|ni|aun no|todavia no|sin) (?:me |nos |lo |la |te |se |ha |han |me ha |me han |me lo |me la |habia )*${arriving}`,
      `(?:todavia|aun|sigue sin|siguen sin|sigo sin) (?:[a-z]+ ){0,3}?(?:nada|llegar|llego|llega|recibir|recibirlo|recibirla|novedades|entregar|aparecer)`,
      '(?:figura|dice|aparece|sale|esta|pusieron|marca|como) (?:[a-z]+ ){0,2}?(?:entregad[oa]|finalizad[oa]|recibid[oa])',
      `(?:donde|por donde|en que) (?:esta|anda|quedo|va|viene|estara) ${some}(?:${order}|mi|lo que compre)`,
      `(?:cuando|a que hora|que dia) (?:me |lo |la |nos )?(?:llega|llegara|llegaria|viene|traen|van a traer|entregan|mandan|va a llegar|despachan|van a entregar|envian) (?:mi|la compra|el pedido|lo que|el paquete|mis)`,
      `(?:tenia|tendria|tenian|deberia|debia|iba|debio) (?:que )?(?:haber )?(?:llegar|llegado|entregar|venir|estar)`,
    ],
    [
      3,
      `${order} (?:[a-z0-9]+ ){0,4}?(?:demorad[oa]|atrasad[oa]|perdid[oa]|extraviad[oa]|incomplet[oa]|trabad[oa]|parad[oa]|devuelto al remitente|no llega|no llego|no esta)`,
      `(?:llego|vino|llegaron|vinieron|mandaron|recibi|enviaron|trajeron|entregaron|yego) (?:[a-z0-9]+ ){0,6}?(?:incomplet[oa]s?|equivocad[oa]s?|otra cosa|otro producto|otro modelo|de menos|golpead[oa]s?|aplastad[oa]s?|abiert[oa]s?|mojad[oa]s?|cambiad[oa]s?|a otro|una sola|uno solo|solo un[oa]?|la mitad|mal el)`,
      `(?:falta|faltan|faltaba|faltaban|faltaron|falto) (?:un |una |dos |tres |el |la |los |las |[0-9]+ |parte |mas )`,
      `(?:mandaron|enviaron|llevaron|dejaron|dejo|entregaron|llevo) ${some}(?:a )?(?:una |la |otra )?(?:direccion|domicilio|otra casa|vecino|otra persona|otro lado)`,
      '(?:sigo|seguimos|estoy|estamos|continuo) (?:[a-z]+ ){0,2}?esperando',
      '(?:quedaron|quedo) en (?:traer[a-z]*|mandar[a-z]*|venir|entregar[a-z]*|enviar[a-z]*|pasar)',
      '(?:repartidor|cadete|transportista|fletero|flete|delivery|mensajero|courier|chofer|camion) (?:[a-z]+ ){0,4}?(?:no|nunca|dejo|dijo|llego|paso|quiso|entrego|toco|aparece)',
    ],
    [
      2.5,
      `hace (?:mas de |como |casi |ya )?(?:[0-9a-z]+ ){1,3}(?:que )?(?:les |te )?(?:compre|compramos|pedi|espero|estoy esperando|hice|pague|encargue|ordene|esperamos)`,
      `(?:compre|compramos|pedi|encargue|ordene|pague|hice) (?:[a-z0-9]+ ){0,7}?(?:y )?(?:todavia|aun|al dia de hoy|hasta ahora|estamos a|sin novedades|no aparece|y nada|ya paso|y nunca)`,
      'van (?:ya )?[0-9a-z]+ (?:dias|semanas|horas)',
      'sin novedades',
      '(?:codigo|numero|nro|link) de (?:seguimiento|tracking|guia|rastreo)|seguimiento|tracking',
      'en (?:distribucion|camino|transito)',
      '(?:ya )?paso la fecha',
      '(?:cambiaron|reprogramaron|corrieron|postergaron|movieron) (?:la )?(?:fecha|entrega|dia)',
      '(?:no vino|no aparecio|no paso) nadie|no habia nadie|nunca paso',
      'esper(?:e|ando) (?:toda|todo)',
      '(?:viene|vienen) (?:caminando|en burro|en tortuga)|en carreta',
    ],
    [
      1.5,
      'andreani|oca|correo argentino|correo|mercado envios|via cargo|dhl|urbano|ocasa',
      '(?:la|de|mi|fecha de) entrega',
      'envio (?:esta|viene)',
      'demor[a-z]+',
      'sucursal a retirar|fui a (?:la sucursal a )?(?:retirar|buscar)',
      `(?:no (?:esta|aparece|figura|encuentran)) (?:mi|el) ${order}`,
      '(?:a )?(?:una )?direccion (?:vieja|anterior|equivocada|incorrecta|que no es)',
      'domicilio',
      'remitente',
      'despach[a-z]+',
      'llegar[a-z]*',
      'repartidor|cadete|delivery|transportista',
    ],
    [
      3,
      '(?:me |nos )?(?:avisaron|dijeron|prometieron|aseguraron) que (?:lo |la |me lo )?(?:entregaban|traian|llegaba|mandaban|venian|salia|pasaban)',
      '(?:pedi|compre|encargue|pague) [0-9a-z]+ (?:[a-z]+ ){0,3}?y (?:[a-z]+ ){0,4}?(?:habia|vinieron|llegaron|mandaron|trajeron|vino|llego) [0-9a-z]+',
      '(?:del correo|correo|cadete|repartidor) (?:[a-z]+ )?(?:tiro|revoleo|dejo|entrego|llevo|dice)',
    ],
    [
      2.5,
      '(?:y|donde) mi (?:pizza|comida|pedido|paquete|compra|envio|orden|hamburguesa|torta)',
      'no era mi casa|la casa de al lado|se (?:quedo|quedaron) esperando|me quede esperando',
    ],
  ),
  CAMBIO_O_CANCELACION: signs(
    [
      4,
      '(?:pedi|compre|elegi|puse|cargue|encargue) (?:[a-z0-9]+ ){0,3}?(?:equivocad[oa]|erroneamente|por error|sin querer)',
    ],
    [
      3.5,
      'cancel(?:ar|arlo|arla|o|a|en|e|ame|amela|amelo|enme|enmelo|emos|arle|enla|enlo)',
      'anul(?:ar|arlo|arla|o|en|e|ame|enme|emos|acion|enla|enlo)',
      '(?:dar|dame|darme|doy|darnos|den|dan|dieran|damos|darla|darlo|diera) de baja|de baja|la baja',
      'cancelacion',
      'reprogram[a-z]+',
      '(?:suspender|pausar|frenar|parar) (?:la |mi |el |un )?(?:suscripcion|pedido|compra|servicio|plan|envio|abono)',
    ],
    [
      3.5,
      `(?:cambi(?:ar|arlo|arla|arlos|arlas|o|an|en|ame|enme|armelo|arme|amos|arias|arian)|cambio|modificar|modifiquen) (?:[a-z0-9]+ ){0,4}?(?:talle|talla|color|modelo|numero(?! de (?:telefono|celular))|por (?:el|la|un|una|otro|otra|uno|l|m|s|xl)|horario|hora|fecha|turno|dia|reserva|direccion de entrega|pedido|compra|retiro|envio|producto|cantidad|uno mas|otro|otra)`,
      '(?:hacer|hacemos|pedir|quiero|necesito|solicito|solicitar|gestionar) (?:el|un) cambio',
      '(?:me|nos) (?:lo|la|los|las) (?:cambian|cambias|cambiarian|pueden cambiar|podrian cambiar)|(?:lo|la|los|las) (?:puedo|podria|podemos|quiero|quisiera|necesito|pueden|podrian) cambiar',
      '(?:lo|la|los|las) cambio por',
      '(?:pasar|mover|correr|adelantar|atrasar) (?:el|la|mi) (?:turno|reserva|cita|visita|clase)',
      `(?:agregar|sumar|sacar|quitar|añadir|anadir) ${some}(?:al|del|a mi|de mi|a un) (?:pedido|compra|orden|carrito que pague)`,
    ],
    [
      2.5,
      `(?:me|le|nos) (?:queda|quedo|quedan|quedaron|va|viene) (?:[a-z]+ )?${sizes}`,
      `(?:hice|hize|pedi|elegi|puse|compre|cargue) (?:[a-z]+ ){0,2}?mal`,
      '(?:pedi|elegi|compre|puse) (?:[a-z0-9]+ ){1,3}?y (?:queria|quiero|necesito|necesitaba|era|es|quise)',
      '(?:en vez|en lugar) de',
      '(?:me )?equivoque (?:de|al|en|con|el)',
      '(?:otro|otra|un|mas) (?:talle|talla|numero) (?:mas )?(?:grande|chico|menos)?',
      'aprietan?',
      'no me (?:entra|entro|entran|va|cierra)',
      '(?:me )?arrepenti del (?:color|modelo|talle)',
      '(?:no|ya no) (?:la|lo|los|las) necesito',
      'no quiero mas (?:el|la) (?:curso|servicio|plan|suscripcion|abono|clase)',
    ],
    [
      1.5,
      'cambi(?:ar|arlo|arla|o)',
      'modific[a-z]+',
      'baja',
      '(?:la hice|lo compre|pague) dos veces',
      'antes de que (?:salga|lo envien|lo manden|despachen)',
    ],
    [
      3.5,
      '(?:dar|damos|doy|echar|volver) (?:marcha )?(?:atras|para atras)',
      '(?:no|paren de|dejen de) (?:sigan|continuen|manden|envien|despachen|procesen|preparen)',
      'desistir|desisto',
    ],
    [
      2.5,
      '(?:le|les|me) (?:baila|bailan|aprieta|apretan|sobra|sobran)',
      '(?:hay|tienen|tenes) (?:un |una )?(?:numero|talle) (?:menos|mas)',
      'mand(?:ame|enme) (?:la|el|una|un) [a-z0-9]+ (?:en lugar|en vez)',
    ],
  ),
  GARANTIA: signs(
    [
      3.5,
      'desperfectos?|averiad[oa]|averia|mal funcionamiento|(?:falla|defecto|problema|fallad[oa]|error) de (?:fabrica|fabricacion)',
    ],
    [
      3,
      `dej(?:o|aron) de [a-z]+(?:ar|er|ir)`,
      `(?:no|ni|tampoco) (?:me |se |le |da |nos )?(?:prende|enciende|enfria|calienta|arranca|centrifuga|imprime|aspira|da imagen|agarra señal)`,
      `se (?:me |le |nos |te )*${broke}`,
      '(?:vino|llego|salio|vinieron|llegaron|salieron|esta|estan|viene|es una|tiene|tienen) (?:[a-z]+ ){0,2}?(?:fallad[oa]s?|defectuos[oa]s?|fallas?|defectos?|rajad[oa]s?|rot[oa]s?|quemad[oa]s?)',
      'pierde (?:agua|aire|aceite|gas|liquido|presion)',
      'hace (?:un |mucho |una |demasiado )?(?:ruido|chispa|chispas|humo|olor|corto|cortocircuito)',
      `(?:usar|hacer valer|pedir|reclamar|activar|hacer uso de|ejecutar|cubre|cubra|entra en|en|por|tiene|tienen) (?:la |el |mi |esto la |eso la |eso )?garantia`,
      'garantia (?:del|de la|de mi|de las|de los|la cubren|no)',
    ],
    [
      2.5,
      `(?:no|ni|tampoco|nunca|apenas) (?:me |se |le |la |lo )?${working}(?: mas| bien| nada)?(?= )`,
      'se (?:me )?(?:apaga|cuelga|tilda|reinicia|traba|sobrecalienta|descarga|corta|calienta mucho|desconecta)(?: (?:sola|solo|todo|cada|rapido|al|de))',
      'defecto|defectuos[oa]|falla(?: de| del)?|fallad[oa]',
      '(?:servicio tecnico|el service|la reparacion|reparar|arreglar|arreglo|me lo arreglan)',
      '(?:de un solo|de uno) lado',
      'desde que (?:la|lo) (?:saque|compre|abri)',
      'quemo el motor',
      '(?:a los|a las|al) (?:[0-9a-z]+ )?(?:dias|dia|meses|mes|semanas|semana|segunda puesta|primer lavado|poco tiempo)',
    ],
    [
      2,
      'garantia',
      `(?:hace|tiene) (?:[0-9a-z]+ ){1,2}(?:meses|mes|dias|semanas|año|ano|años)(?: de uso)?`,
      '(?:error|falla) de (?:hardware|fabrica)',
      'no dura nada',
      'vencid[oa]|podrid[oa]|mal estado|en mal estado',
      'tengo la factura',
      'burbuja|manchas? en la pantalla|pantalla (?:negra|verde|azul|rayada|partida)',
    ],
    [
      3,
      '(?:al|a la) (?:primer|primera|segundo|segunda|tercer|tercera|cuarto|poco) (?:uso|lavado|puesta|vez|dia)',
      'salt(?:o|a) la termica|(?:anda|funciona|lee|prende|carga|corta) (?:[a-z]+ ){0,3}?cuando quiere',
    ],
  ),
  DEVOLUCION: signs(
    [5, `(?:devuelv|devolv|reintegr|reembols|acredit)[a-z]+ (?:[a-z]+ ){0,2}?${money}`],
    [
      3.5,
      'devolver(?:lo|la|los|las|les|me|melo|nos)?|devuelvo|devolvi|devolvemos|devoluci(?:on|ones)|devuelvan(?:me)?|devolvieron|devuelven|devolvio|devuelvanme|devuelveme|devolveme|devolviendo|devuelva',
      'reembols[a-z]+',
      'reintegr[a-z]+',
      `(?:la |mi |el |toda la )?${money} (?:de vuelta|devuelta|devueltos|de regreso|atras)`,
      `recuperar (?:la|mi|el) ${money}`,
      'nota de credito',
      'arrepentimiento',
      '(?:me )?arrepenti (?:de la|de mi|de) compra',
      'contracargo',
      '(?:mande|envie|despache|mandar|enviar) de vuelta',
      'boton de arrepentimiento',
    ],
    [
      2,
      'no (?:lo|la|los|las) quiero(?: mas)?',
      '(?:me )?deben|me debian',
      `(?:quiero|necesito|exijo|denme|dame) (?:mi|la|toda la|el) ${money}`,
      '(?:pasan|pasen|vienen|vengan|pueden pasar) a (?:buscar|retirar)(?:lo|la|los|las)?',
      '(?:no me )?acredit[a-z]+',
      'me dan la plata',
      '(?:cobraron|pague|debitaron|cobro) (?:[a-z]+ ){0,2}?(?:dos veces|doble|de mas|duplicado)',
    ],
    [1, 'arrepenti', 'no es como en la foto|no es lo que (?:esperaba|pedi)|no era lo que'],
    [3.8, '(?:vuelve|volvera|vuelva|regresa|acreditan|acredita) (?:el|la|mi) (?:dinero|plata|importe)'],
    [2, 'llevarsel[oa]s?'],
  ),
  PROBLEMAS_CON_LA_CUENTA: signs(
    [
      3.5,
      'contraseñas?|contrasenas?|password|claves?',
      `(?:mi|la|una|otra|dos|tu|su|de) ${account}s?`,
      'cuentas',
      'loguear[a-z]*|logear[a-z]*|login|loguearme|logearme|deslogue[a-z]*',
      '(?:iniciar|inicio de|abrir|cerrar|cierra la) sesion',
      'codigo de (?:verificacion|activacion|acceso|confirmacion)',
      '(?:hacke|jacke|jaque)[a-z]+',
      '(?:mi|el|recuperar|olvide|nombre de) usuario',
    ],
    [
      2.5,
      `no (?:puedo|pude|me deja|logro|consigo|me permite) (?:entrar|ingresar|acceder|registrar[a-z]*|loguear[a-z]*)`,
      'me registre|registrarme|registro',
      '(?:correo|mail|link|codigo) de (?:activacion|verificacion|registro|recuperacion)',
      '(?:me registre|registrarme|registro)',
      'mis (?:datos|puntos|millas)',
      `(?:cambiar|actualizar|modificar|corregir) (?:el |mi |mis |la |los )?(?:[a-z]+ )?${account_data}`,
      'suspendida|bloquead[oa]',
      'historial',
      'dar(?:me)? de alta (?:un|mi|el)? usuario',
    ],
    [1, 'perfil', 'registrad[oa]', 'borrar|eliminar'],
    [
      3.5,
      '(?:la|mi|puse mal la) pass',
      '(?:mail|correo|dni|usuario|email) (?:ya )?(?:existe|figura|esta registrado|esta en uso)',
      '(?:me )?(?:hice|cree) (?:un )?(?:usuario|la cuenta)',
    ],
    [3, '(?:entraba|entro|entrar|ingresar|ingreso|acceder) a (?:la|mi|su) (?:app|aplicacion|cuenta|perfil|plataforma)'],
  ),
  QUEJAS: signs(
    [
      3.5,
      'quejas?|quejarme|quejo',
      '(?:mala|pesima|horrible|malisima|nefasta|deplorable|fea) (?:la )?(?:atencion|experiencia|onda|predisposicion|gestion)',
      '(?:atencion|servicio|trato|experiencia) (?:[a-z]+ ){0,2}?(?:mal[oa]|pesim[oa]|horrible|desastros[oa]|lamentable|nefast[oa]|deplorable|vergonzos[oa]|asco)',
      '(?:atendieron|trataron|atendio|trato|contesto|contestaron|hablaron|hablo|tratan|atienden)(?: [a-z]+)? (?:re |muy |super )?(?:mal|pesimo|como (?:el culo|la mierda|un perro|perros|delincuente)|remal)',
      'maltrat[a-z]+|destrat[a-z]+',
      'maleducad[oa]s?|groser[oa]s?|irrespetuos[oa]s?|prepotentes?|irresponsables?|sinverguenzas?|soberbi[oa]',
      'falta de (?:respeto|seriedad|profesionalismo|compromiso|educacion)|tomadura de pelo',
      'denunci[a-z]+|defensa (?:del|al) consumidor|carta documento|abogad[oa]',
      'libro de quejas',
      'mintieron|mienten|mentiros[oa]s?|publicidad engañosa|publicidad enganosa|engañ[a-z]+|enganaron|estaf[a-z]+|versea[a-z]*',
    ],
    [
      3,
      'verguenza|vergonzoso',
      '(?:la |el )?peor (?:experiencia|servicio|atencion|empresa|local|lugar|compra)',
      '(?:mal|pesimo|horrible|malisimo) servicio',
      'disconforme|indignad[oa]|decepcionad[oa]|decepcion|desilusion[a-z]*',
      '(?:no|nunca) (?:les |te |le )?(?:compro|vuelvo a comprar|compraria|piso|voy a comprar|vuelvo)(?: nunca| jamas)? ?(?:mas|a ir)?',
      '(?:nunca|no) cumplen|incumpl[a-z]+|prometen',
      'me hicieron (?:ir|esperar|volver|perder)',
      'se (?:me |nos )?(?:rio|rieron|burlo|burlaron|cagan|cagaron)',
      '(?:el|del|por el) trato',
      'cola para',
      'genial la atencion|linda atencion|que linda atencion|excelente servicio eh|bravo por',
      '(?:queja|reclamo) formal',
      '(?:me|nos) (?:cortan|cortaron|colgaron|clavaron|dejaron (?:esperando|plantad[oa]|tirad[oa]|colgad[oa]))',
    ],
    [
      2,
      '(?:nadie|no) (?:me |nos )?(?:responde[n]?|contesta[n]?|atiende[n]?|soluciona[n]?|da bola|dan bola|dio una respuesta)',
      'hart[oa]|hartos|hartisim[oa]|cansad[oa] de|podrid[oa] de|me canse',
      'un (?:desastre|asco|chiste|papelon)|una (?:porqueria|mierda|burla|falta)',
      '(?:hacer|presentar|dejar|asentar|quiero hacer|realizar|poner|elevar) (?:un |una |mi |asentado )?(?:reclamo|queja|asentad[oa])',
      'ladron[a-z]*|chorros?|chantas?|truch[oa]s?',
      'no (?:tienen|tenes) verguenza',
      'siempre lo mismo',
      'suci[oa]s?|asqueros[oa]|comida fria|cucaracha|pelo en',
    ],
    [1, 'reclamo', 'mal (?:atendid[oa]|gusto|momento)', 'seriedad'],
    [
      3.5,
      '(?:trato|trataron|atendio|atendieron|tratan) como',
      'horas (?:en el|al) telefono|musiquita|(?:una hora|dos horas|horas) (?:de cola|haciendo cola|esperando en)',
    ],
    [2.5, 'los felicito por|asi me pagan|asi nos tratan'],
  ),
};

/** What shows that something of the customer's own has happened, which no general answer settles. */
export const pastSigns: readonly RegExp[] = signs([
  1,
  '(?:compre|compramos|pedi|encargue|pague|pagamos|abone|ordene|adquiri|devolvi|recibi|retire|hice|elegi|puse|contrate|reserve|habia pedido|he comprado|he pedido|me equivoque)',
  '(?:me|nos|le|lo|la) (?:llego|llegaron|vino|vinieron|mandaron|enviaron|trajeron|entregaron|vendieron|cobraron|instalaron|regalaron|yego|dejaron|atendieron|trataron|deben|devolvieron|acreditaron|queda|quedo|quedan|quedaron|aprietan?|llega|cortan|hicieron)',
  'hace (?:mas de |como |casi |ya )?(?:[0-9]+|un|una|dos|tres|cuatro|cinco|varios|unos|muchos) (?:dias?|semanas?|mes|meses|horas?|año|anos)',
  'todavia|aun no|sigo (?:esperando|sin)|nunca|van [0-9]+',
  '(?:no|nunca) (?:me |nos )?(?:llego|llega|vino|entregaron|anda|funciona|prende|enciende|carga|enfria|acreditaron)',
  'se (?:me|le|nos) [a-z]+o|dejo de [a-z]+|se (?:quemo|rompio|quebro|apaga)',
  'el (?:pedido|paquete) que|la compra que|que (?:les |te )?(?:compre|pedi)',
]).map(([, pattern]) => pattern);

/** What names a thing of their own. */
export const ownSigns: readonly RegExp[] = signs([
  1,
  `(?:mi|nuestro|nuestra) ${order}`,
  '(?:numero|nro|n) de (?:pedido|orden|compra|guia|seguimiento)',
  '(?:pedido|orden|compra|reserva|reclamo|devolucion|ticket) (?:numero |nro |n |id )?[0-9]{3,}',
]).map(([, pattern]) => pattern);

/** What asks of rules in general, or for something in general. */
export const generalSigns: readonly RegExp[] = signs([
  1,
  'cuantos? (?:dias|tiempo) (?:tengo|hay|tenes|tenemos|dan|tienen)',
  '(?:cual|como) es (?:la |el |su )?(?:politica|plazo|proceso|procedimiento|tramite|sistema|regla)[a-z]*|politicas? de',
  '(?:que|cual es el) plazo',
  '(?:aceptan|hacen|permiten|tienen|reciben|realizan) (?:[a-z]+ ){0,1}?(?:devoluciones|cambios|devolucion|garantia|reembolsos|envios|entregas|cancelaciones)',
  'hasta cuando (?:puedo|se puede|tengo)|dentro de cuanto',
  '(?:se puede|se pueden|es posible|puedo|podria) (?:cambiar|devolver|cancelar) (?:un|una|cosas|productos?|ropa|algo)',
  '(?:para|si) (?:quiero |se quiere |quisiera )?(?:cambiar|devolver|cancelar) (?:un |una |algun |el |algo )?(?:[a-z]+ )?(?:necesito|hay que|se necesita|que (?:hay|tengo)|tengo que)',
  'si (?:me arrepiento|no me (?:gusta|va|queda|sirve|anda)|despues|viene fallado|se rompe|falla|llega roto|no estoy)',
  'en general|por lo general|normalmente|siempre que',
  'que (?:es|significa|cubre|incluye) (?:eso de |la |el )?(?:garantia|devolucion|seguimiento)',
  '(?:como|donde) (?:hago|se hace|se hacen|puedo hacer|funciona|funcionan|es) (?:para |el |la |los |las |un |una )?(?:seguir|seguimiento|cambiar|cambio|cambios|devolver|devolucion|devoluciones|cancelar|garantia|reclamo|envios?|entregas?)',
  'los productos|las compras|un producto|una compra|un pedido',
]).map(([, pattern]) => pattern);

/** What asks after the house itself: where it is, when it is open, who is there. */
export const houseSigns: readonly RegExp[] = signs([
  1,
  'cuanto (?:tarda|tardan|demora|demoran) (?:[a-z]+ ){0,2}?(?:envios?|entregas?|llegar|despachos?)|trabajan con (?:andreani|oca|dhl|correo)[a-z]*',
  '(?:hacen|realizan|tienen|hay|hay algun) (?:envios?|entregas?|despachos?|repartos?)|(?:envian|mandan|despachan|entregan|llegan) (?:a|al|en|hasta|por)',
  '(?:hacen|emiten|dan|entregan|mandan) (?:la )?(?:factura|ticket)|factura [abc]|cuanto hace que|son de',
  'abren|abre|abrian|cierran|cierra|abiert[oa]s?|horarios?|atienden|feriados?|domingos?',
  'donde (?:queda|quedan|estan|se encuentran)|ubicacion|estacionamiento|baños?|banos?|mascotas?|perros?|wifi gratis',
  'instagram|facebook|redes(?: sociales)?|tiktok|sitio web|pagina web es',
  '(?:necesitan|toman|buscan) (?:vendedor[a-z]*|gente|personal|empleados|repartidor[a-z]*)|favorit[oa]s?',
  'cuit|razon social|gerente|dueñ[oa]s?|duen[oa]s?|encargad[oa]',
  'cv|curriculum|trabajar (?:ahi|con ustedes|en)|empleo|(?:tomando|contratando) gente|pasantias?|bolsa de trabajo',
  'local a la calle|tienen (?:local|sucursal|sucursales|telefono|whatsapp|mail|instagram)|sacar turno|(?:un|el|su) (?:telefono|mail|correo|numero) (?:de contacto|para)',
]).map(([, pattern]) => pattern);

/** All is well by now, or the customer lets it be: nothing is left to be done. */
export const settledSigns: readonly RegExp[] = signs([
  1,
  'ya (?:lo |la |me )?(?:pude|resolvi|solucione|solucionaron|arregle|encontre|entendi|llego|quedo|anda|funciona|esta resuelto|se resolvio|se soluciono|vi|logre)',
  '(?:pude|logre|consegui|alcance a) (?:resolver|solucionar|arreglar|entrar|pagar|comprar|terminar|ingresar)[a-z]*|(?:se|esta) (?:resolvio|soluciono|solucionado|resuelto|arreglado)',
  'ya (?:lo |la )?(?:pague|transferi|compre|deposite|hice)(?= $)|me equivoque de (?:chat|numero|lugar|local)',
  'llego todo (?:perfecto|bien|ok)|(?:esta|quedo|llego) (?:todo )?(?:perfecto|resuelto|solucionado)',
  'ahora si(?: que)? (?:me )?(?:sale|anda|funciona|pude|deja|aparece)',
  'ahi (?:me llego|pude|anda|funciono|lo encontre|aparecio|salio|si)',
  '(?:la|lo) encontre',
  '(?:no|nada) (?:deja|dejalo|dejenlo|importa|te preocupes)|dejalo asi|dejemoslo|olvidalo|olvidate|no te hagas drama',
  'lo pienso|lo voy a pensar|lo consulto|despues (?:veo|vuelvo|paso|(?:les|te|lo) (?:escribo|aviso|digo|cuento|confirmo|veo))|luego (?:veo|vuelvo)',
  'eso (?:era|es|seria)(?: todo| nomas)?|era eso|nada mas|con eso (?:estoy|alcanza)|ya esta',
  'no (?:quiero|hace falta|necesito) (?:mas )?nada(?: mas)?',
  'excelente atencion|gracias por la atencion|un lujo|felicit[a-z]+|los recomiendo',
]).map(([, pattern]) => pattern);

/** Words that people write as they sound or with a typo, as the patterns know them. */
export const vocabulary = (
  'cambiar cambio cancelar cancelen devolver devolucion devolvieron garantia pedido compra compre comprar entrega entregaron envio ' +
  'cuenta contraseña usuario necesito quiero quisiera llego llegaron llega hice hicieron precio precios cuanto tarjeta tarjetas ' +
  'disponibilidad hay tienen stock talle medida vino recibi hacer reembolso reintegro reclamo queja denuncia atencion pesima ' +
  'descuento cuotas promocion efectivo transferencia carrito cupon finalizar mayorista revender revendedor distribuidor proveedor ' +
  'empresa presupuesto funciona enciende rompio quemo fallado roto incompleto equivocado demorado esperando seguimiento direccion ' +
  'repartidor vergüenza servicio producto todavia codigo verificacion sesion registre ingresar acceder entrar bloqueada rechaza ' +
  'pagina factura arrepenti suscripcion baja anular equivoque modelo color plata dinero disponible hacen envian cuesta valor'
).split(' ');
