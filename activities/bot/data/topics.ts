/**
 * What customers write about, in general words: a small Spanish thesaurus that links an inbox's own words to the ways
 * people put things. Single words match by stem, `=word` only as it
 * is; several words match as a phrase of stems, after `=` as they are. `strong` terms count double.
 */
export interface Topic {
  id: string;
  /** Words by which an inbox says that it takes the topic, besides the terms. */
  names: string[];
  terms: string[];
  strong: string[];
}

const list = (text: string) =>
  text
    .split(/[,\n]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');

const topic = (id: string, names: string, terms: string, strong = ''): Topic => ({
  id,
  names: list(names),
  terms: list(terms),
  strong: list(strong),
});

export const topics: readonly Topic[] = [
  topic(
    'stock',
    'stock, disponibilidad, inventario, productos, catalogo, especificaciones, fichas',
    `stock, disponible, disponibilidad, unidad, =quedan, =queda, talle, talla, medida, modelo, ficha, caracteristica, especificacion, catalogo,
     marca, color, compatible, viene con, =trae, =traen, existencia, tamaño, potencia, material, watts, litros, les entra, va a entrar, reponer,
     variedad, repuesto, voltaje, incluye, venden, tienen en`,
    'sirve para, en stock, hay stock, que diferencia hay, diferencia entre, cual me conviene, cual llevar, cual es mejor, tienen stock, tienen disponible, tendran, cuando entra, cuando reponen, les queda, les quedan, en que colores, en que talles, ficha tecnica',
  ),
  topic(
    'price',
    'precio, pago, promociones, presupuestos, cotizaciones, financiacion, tarifas, ofertas, descuentos',
    `precio, cuesta, cuestan, =vale, =valen, tarifa, costo, barato, caro, oferta, promo, promocion, descuento, rebaja, cupon, 2x1, cuota, interes, financiacion,
     financiar, =financian, credito, contado, efectivo, mercado pago, mercadopago, meses sin intereses, medios de pago, formas de pago, metodos de pago,
     bizum, oxxo, webpay, nequi, =pse, tarjeta, transferencia, =sale, =salen, valor, hot sale, black friday, cyber, rebajado, igualar, =en parte de pago, =pagarla, =pagarlo, =pagarlas, =pagarlos, alquiler, alquilar, arriendo, =pagar`,
    `cuanto sale, cuanto salen, cuanto cuesta, cuanto cuestan, cuanto vale, cuanto valen, cuanto esta, cuanto estan, a cuanto, que precio, lista de precios, cotizar, =cotizame, =coticen, cotizacion, presupuesto,
     presupuestar, cuotas sin interes, hacen descuento, hay descuento, mejor precio, que valor tiene, me cotizan, en cuanto`,
  ),
  topic(
    'buy',
    'compras nuevas, preventa, comercial, comerciales, clientes nuevos, asesoramiento, mayoristas, empresas, prospectos, leads, contrataciones, checkout, carrito',
    `=comprar, =comprarles, =comprarlo, =comprarla, adquirir, carrito, checkout, mayorista, proveedor, distribuidor, distribuir, revender, reventa, revendedor, franquicia,
     mi empresa, nuestra empresa, de una empresa, para una empresa, para la empresa, constructora, corporativo, demo, contratar, plan, suscripcion, me interesa, nos interesa, interesado, interesada, estoy buscando, estamos buscando, =busco, buscamos,
     reservar, reservame, me llevo, encargar, licitacion, obra, proyecto, asesoramiento, asesoren, vendedor, venta, ventas, comercial, finalizar la compra, recomendar, recomiendan,
     por unidad, cantidad, regalo, cliente nuevo`,
    `quiero comprar, quisiera comprar, para comprar, hacer un pedido, hacer una compra, por mayor, al por mayor, compra mayorista, cantidades grandes, necesito un proveedor, ser distribuidor, contratar el, =terminar la compra, =finalizar la compra, =completar la compra, =hacer la compra, =terminar de comprar, =si compro,
     contratar un, soy de una empresa, tengo un local, abrir una cuenta corporativa, precio mayorista, precios mayoristas, proveedor fijo, vender sus productos, quiero encargar, alta como cliente`,
  ),
  topic(
    'shipping-offer',
    'costo de envio',
    'envio gratis, zona de envio',
    `hacen envio, hacen envios, realizan envios, envian a, envian al, mandan a, mandan al, cuanto sale el envio, cuanto cuesta el envio, costo de envio, costo del envio,
     precio del envio, llegan a, hacen entregas en, tienen envio, con envio incluido, cuanto es el envio, despachan a, hacen despacho`,
  ),
  topic(
    'delivery',
    'entregas, envios, logistica, despachos, reparto, distribucion, transporte',
    `camion, camioneta, chofer, pallet, mercaderia, remito, deposito, carga, =traen, =traigan, envio, enviar, entrega, entregar, demora, demorado, correo, courier, transportista, transporte, paquete, encomienda, despacho, despachar, reparto, repartidor, cadete, flete,
     bulto, retiro, retirar, direccion de entrega, codigo postal, andreani, oca, dhl, fedex, estafeta, seur, chilexpress, starken, servientrega, mensajeria, domicilio, =esperando, =espero, logistica`,
    `no llego, no me llego, no llega, no me llega, no ha llegado, no me ha llegado, no llegaron, nunca llego, todavia nada, todavia no llego, sigue sin llegar,
     cuando llega, cuando me llega, tenia que llegar, deberia haber llegado, no entregaron, figura entregado, dice entregado, se perdio, sucursal del correo, en camino,
     no vinieron, direccion equivocada, cambiar la direccion, hace dias que espero, dias que espero, semanas que espero, dias esperando, semana esperando, semanas esperando`,
  ),
  topic(
    'tracking',
    'seguimiento, rastreo, estado del pedido, estado de pedidos',
    '=guia, =donde esta',
    'seguimiento, tracking, rastrear, rastreo, numero de guia, donde esta mi, en que va mi, estado de mi, estado del pedido, por donde viene, por donde anda, cuando llega mi',
  ),
  topic(
    'order',
    'pedidos, compras hechas, compras realizadas, ordenes, clientes existentes, ya compraron',
    `=pedido, orden, =compre, =compramos, =recibi, recibimos, =pedi, =encargue, =pague, =abone, =la compra, =el producto que, =la ultima compra`,
    `mi pedido, mi compra, mi orden, =el pedido, =la compra que hice, numero de pedido, numero de orden, numero de compra, =compre un, =compre una, =compre el, =compre la, =compre en, =compre por, =lo compre, =la compre,
     =hice una compra, =hice un pedido, =hice el pedido, =ya pague, =lo que compre, mi paquete, =que compre, =ya compre, =les compre, =he comprado, =he pedido, =mis compras, =mis pedidos, =compra anterior, =pedido anterior`,
  ),
  topic(
    'returns',
    'devoluciones, reembolsos, reintegros',
    'devolver, devuelvo, reembolsar, reembolso, reintegro, reintegrar, reverso, contracargo, plata, dinero',
    `devolucion, devuelvan, devolverlo, devolverla, devolvi, devolvieron, devuelven, reembolsen, arrepentimiento, arrepenti, me arrepenti, quiero la plata, mi plata, mi dinero, la plata de vuelta, el dinero de vuelta,
     nota de credito, reembolso, reintegro, no lo quiero mas, no la quiero mas`,
  ),
  topic(
    'change',
    'cambios, cancelaciones, anulaciones',
    'cambiar, =cambio, cambiarlo, cambiarla, modificar, equivoque, equivocado, no me va, me queda chico, me queda grande, no me sirve, me quedo chico, me queda chica, me queda grande',
    `cancelar, cancelacion, anular, anulacion, cambiar el talle, cambiar la talla, otro talle, otra talla, me equivoque, dar de baja, baja del servicio, hacer un cambio, un cambio, plazo de cambio,
     cambiar un producto, pedi mal, otra cosa, producto equivocado, me mandaron otro, me mandaron otra, no es lo que pedi, modelo equivocado`,
  ),
  topic(
    'warranty',
    'garantias, reparaciones, servicio tecnico, fallas',
    `garantia, defectuoso, defecto, falla, fallado, =fallo, reparacion, reparar, arreglar, arreglo, roto, rota, rajado, quebrado, golpeado, dañado, rayado, faltante, incompleto, pieza, tecnico, humo, chispa, ruido, pierde agua, quemo`,
    `en garantia, por garantia, la garantia, dejo de funcionar, dejo de andar, no funciona, no anda, no enciende, no prende, no carga, no arranca, no enfria, no calienta, servicio tecnico, se rompio, se me rompio, vino roto, vino rota, llego roto, llego rota,
     vino fallado, llego fallado, llego mal, vino mal, faltan piezas, falta una pieza, viene fallado, se quemo, se apaga, no me funciona, vino sin, faltaba, se descompuso, se malogro, no sirve, salio malo, mal estado`,
  ),
  topic(
    'account',
    'cuentas, accesos, usuarios, registro, datos personales',
    'contraseña, =clave, =claves, usuario, login, loguear, perfil, sesion, bloqueado, verificacion, registrar, registro, password, =acceder, acceso, mis datos, puntos, codigo',
    `mi cuenta, la cuenta, entrar a mi, ingresar a mi, iniciar sesion, no puedo entrar, no puedo ingresar, no me deja entrar, no puedo acceder, olvide mi, olvide la, restablecer, recuperar, codigo de verificacion, cambiar mi mail,
     cambiar mi correo, cuenta bloqueada, =hackearon, =jaquearon, =hackeada, borrar mi cuenta, eliminar mi cuenta, no me llega el codigo, cambiar mi telefono, no me reconoce`,
  ),
  topic(
    'complaint',
    'quejas, reclamos, disconformidad, denuncias, problemas',
    `maltrato, burla, desastre, verguenza, harto, cansado, mal atendido, promesa, mentira, pesimo, pesima, mala experiencia, denuncia, denunciar, solucion, decepcionado, publicidad engañosa`,
    `queja, quejarme, reclamo, reclamar, ladrones, estafadores, estafa, mala atencion, pesima atencion, nadie contesta, nadie responde, nadie me contesta, nadie me responde, nadie me atiende, defensa del consumidor, defensa al consumidor, profeco, sernac,
     indecopi, libro de quejas, hoja de reclamaciones, libro de reclamaciones, poner una queja, presentar un reclamo, hacer un reclamo, me atendieron mal, me trataron mal, falta de respeto, mal servicio, pesimo servicio, inaceptable`,
  ),
  topic(
    'invoice',
    'facturacion, facturas, administracion, administrativo, contabilidad, contaduria, proveedores, cuentas a pagar, pagos, tesoreria',
    'comprobante, recibo, boleta, cuit, rfc, rut, nit, cobro, cobraron, cargo, saldo, deuda, vencimiento, impuesto, iva, resumen, debitaron, fiscal, abono, percepcion, retencion, cfdi, razon social, ticket, retenciones, ganancias, responsable inscripto, monotributo, monotributista, exento, proveedor, orden de pago, resumen de cuenta, domicilio fiscal, constancia, afip, arca, dgi, sat, dian, sii',
    `factura, facturacion, facturar, me cobraron, cobraron dos veces, doble cobro, cobro doble, cobraron de mas, cobraron mal, nota de credito, no me llego la factura, la factura, una factura, cargo duplicado, pago rechazado, no se acredito, debito automatico,
     estado de cuenta, numero de factura, mi factura, factura a, adeudo`,
  ),
  topic(
    'collections',
    'cobranzas, cobranza, cobros, deudas, morosos, morosidad, mora, recupero, cuentas por cobrar',
    `deuda, debo, =debe, saldo, vencimiento, vencida, vencido, vencidas, vencio, mora, moroso, atrasado, atrasada, atraso, refinanciar, cbu, alias, intimacion, punitorio,
     recargo, adeudo, adeudado, pendiente de pago, =pague, =pagamos, transferi, transfiero, deposite, comprobante de pago, comprobante de transferencia, regularizar, veraz, dicom, buro, libre deuda`,
    `deuda, cbu, plan de pago, plan de pagos, cuota vencida, cuotas vencidas, aviso de deuda, cuanto debo, tengo una deuda, saldar, cancelar la deuda, pagar la deuda, ya pague, ponerme al dia, estoy atrasado, estoy atrasada,
     interes por mora, intereses por mora, carta de deuda, refinanciacion, me reclaman un pago, me reclaman una deuda, informar un pago, avisar un pago`,
  ),
  topic(
    'technical',
    'soporte tecnico, asistencia tecnica, sistemas, mesa de ayuda, informatica, tecnologia',
    'camara, celular, computadora, notebook, programa, plataforma, modem, antena, backup, licencia, usuario, clave, mail, instalar, instalacion, configurar, configuracion, configuro, error, app, aplicacion, sistema, manual, wifi, conectar, actualizar, actualizacion, pantalla, internet, software, servidor, impresora, router, señal, conexion, lento, cuelga, reiniciar, firmware, bluetooth, red',
    'no carga la pagina, se cuelga, me tira error, tira error, da error, no conecta, no se conecta, no abre, pantalla negra, no hay internet, sin internet, sin señal, no anda internet, no me anda, no anda el, no anda la, no me toma, no me abre, no se ve, no me deja guardar, no puedo entrar, no puedo ingresar, no imprime, no sincroniza, no responde el',
  ),
  topic(
    'booking',
    'turnos, citas, agenda, reservas, visitas, recepcion',
    'turno, cita, agendar, reprogramar, reserva, visita, consultorio, horario disponible, doctor, doctora, medico, medica, odontologo, dentista, profesional, hueco, disponibilidad, sobreturno, mesa para, cupo, sesion, obra social, estudio, consulta medica',
    'sacar turno, pedir turno, un turno, una cita, agendar una, reprogramar, cambiar el turno, cancelar el turno, tienen turno, pedir hora, sacar hora, una hora con, que dias atiende, a que hora era, lo pasamos para otro dia, no voy a poder ir, no puedo ir, no llego al, llego tarde, confirmar asistencia, mi turno, mi cita, cancelar la reserva, cambiar la reserva',
  ),
  topic(
    'jobs',
    'recursos humanos, rrhh, empleo, busquedas laborales',
    'curriculum, vacante, empleo, postular, postularme, sueldo, pasantia',
    'mandar mi cv, enviar mi cv, dejar mi cv, mi cv, estan tomando gente, buscan personal, recursos humanos, busco trabajo, trabajar con ustedes, bolsa de trabajo',
  ),
];

/** Names of teams that stand for several topics, by pattern over folded words. */
export const teams: readonly { pattern: RegExp; topics: readonly string[] }[] = [
  {
    pattern:
      / (?:(?<!post |pos )ventas?|comercial(?:es)?|pre ?ventas?|vendedores|nuevos clientes|clientes nuevos|potenciales clientes|prospectos) /,
    topics: ['stock', 'price', 'buy', 'shipping-offer'],
  },
  {
    pattern:
      / (?:postventas?|post ventas?|pos ventas?|despues de la (?:venta|compra)|atencion al cliente|servicio al cliente|clientes existentes|compras (?:ya )?(?:hechas|realizadas)|ya compraron) /,
    topics: [
      'delivery',
      'tracking',
      'order',
      'returns',
      'change',
      'warranty',
      'account',
      'complaint',
      'invoice',
      'collections',
    ],
  },
  { pattern: / (?:soporte|mesa de ayuda|help ?desk) /, topics: ['technical', 'warranty', 'account'] },
  // Where nobody has a team of its own for it, those who invoice collect too.
  { pattern: / (?:administracion|contaduria|contable|finanzas) /, topics: ['invoice', 'collections'] },
  {
    pattern: / (?:calidad|fidelizacion|experiencia del? cliente|reclamos|quejas) /,
    topics: ['complaint', 'returns', 'warranty'],
  },
  {
    pattern: / (?:logistica|envios|entregas|despachos?|expedicion|deposito) /,
    topics: ['delivery', 'tracking', 'shipping-offer', 'order'],
  },
];

/**
 * The grammar of a message where its words say little: people ask about goods in the present, and tell in the past what
 * was done to them. Over folded words with a space on either side.
 */
export const cues: readonly { topic: string; pattern: RegExp; weight: number }[] = [
  {
    topic: 'buy',
    pattern:
      / (?:(?:tienen|tenes|tienes|teneis|tiene|tendran|tendrian)(?! (?:un |una |algun |el |la )?(?:instagram|facebook|whatsapp|telegram|tiktok|redes|web|pagina|sitio|mail|correo|telefono|estacionamiento|bano|wifi|local|sucursal|turno|razon|que ver|idea))|venden|vendes|vendeis|aceptan|aceptas|hacen|haces|haceis|manejan|ofrecen|ofreceis|consigo|consiguen|trabajan) /,
    weight: 0.6,
  },
  {
    topic: 'buy',
    pattern:
      / (?:me conviene|me recomiendan|me recomiendas|me recomendas|necesito un|necesito una|necesito algo|necesitamos|siguen teniendo|me sugeris|me sugieren|averiguar por|estoy por comprar[a-z]*|pienso comprar|busco|ando buscando|quiero llevar|si llevo|si me llevo|llevarme|apartar|apartarme|sena(?:r|rla|rlo)?|con un anticipo|(?:probar|ver)(?:lo|la)? (?:[a-z]+ ){0,3}antes de (?:comprar|decidir)[a-z]*|estoy (?:viendo|mirando|entre)|dudando entre|para regalar[a-z]*|quiero (?:uno|una|dos|tres|ese|esa)) /,
    weight: 1,
  },
  {
    topic: 'stock',
    pattern:
      / (?:hay (?:de|en|algun|alguna|algo)|(?:es|son|viene|vienen) (?:de|en|con|para)|tiene (?!garantia)[a-z]+ $|trae|lleva|rinde|soporta|aguanta|mide|pesa|cuantos? (?:metros|kilos|litros|watts|canales)) /,
    weight: 0.6,
  },
  {
    topic: 'order',
    pattern:
      / (?:me|nos|le) (?!dij|pidi|pregunt|recomend|hablaron|contaron|pasaron)(?:[a-z]+(?:aron|ieron|yeron|jeron)) /,
    weight: 1.2,
  },
  {
    topic: 'order',
    pattern:
      / (?:llego(?! (?:un |una |el |la |otro |otra )?(?:aviso|mail|correo|mensaje|carta|notificacion|intimacion|resumen|llamado))|llegaron|vino|vinieron|trajo|trajeron|entrego|entregaron|instalaron|mandaron) /,
    weight: 1,
  },
  {
    topic: 'order',
    pattern: / (?:hace|hacia) (?:[a-z0-9]+ ){1,3}(?:que )?(?:compre|pedi|devolvi|pague|espero|estoy|encargue|hice|no) /,
    weight: 1.2,
  },
  {
    topic: 'warranty',
    pattern: / se (?:me |le |nos )?(?!lo |no |como |todo |solo |hizo |puedo )[a-z]{3,}o (?!el dinero|la plata)/,
    weight: 1,
  },
  {
    topic: 'order',
    pattern:
      / (?:(?:yo )?(?:habia|hemos|he|habiamos) (?:elegido|pedido|comprado|pagado|encargado|reservado|recibido|devuelto)|vino otr[oa]|llego otr[oa]|(?:quedo|quedaron|esta|vino) mal (?:instalad|armad|puest|cortad|pintad|hech)[oa]s?|(?:yo )?(?:elegi|encargue|habia pedido)) /,
    weight: 1.5,
  },
  { topic: 'warranty', pattern: / dej(?:o|aron) de [a-z]+r /, weight: 2 },
  {
    topic: 'order',
    pattern:
      / (?:me (?:aseguro|prometio|prometieron|aseguraron|dijeron que (?:venia|llegaba|era))|no lo es|no era asi) /,
    weight: 1.5,
  },
  {
    topic: 'warranty',
    pattern:
      / (?:mancha|manchado|vencid[oa]|despegad[oa]|oxidad[oa]|podrid[oa]|usad[oa] y|sin caja|mojad[oa]|aplastad[oa]|desteñid[oa]|destenid[oa]) /,
    weight: 1,
  },
];
