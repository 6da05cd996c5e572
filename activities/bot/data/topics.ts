/**
 * What customers write about, in general words: a small Spanish thesaurus that links an inbox's own words to the ways
 * people put things. `*` at the end of a term matches any ending; other single words match by stem, `=word` only as it
 * is; several words match as a phrase. `strong` terms count double.
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
     marca, color, compatible, sirve para, viene con, =trae, =traen, existencia, tamaño, potencia, material, watts, litros, les entra, va a entrar, reponer,
     variedad, repuesto, voltaje, incluye, venden, tienen en`,
    'en stock, hay stock, tienen stock, tienen disponible, tendran, cuando entra, cuando reponen, les queda, les quedan, en que colores, en que talles, ficha tecnica',
  ),
  topic(
    'price',
    'precio, pago, promociones, presupuestos, cotizaciones, financiacion, tarifas, ofertas, descuentos',
    `precio, cuesta, cuestan, =vale, =valen, tarifa, costo, barato, caro, oferta, promo, promocion, descuento, rebaja, cupon, 2x1, cuota, interes, financiacion,
     financiar, =financian, credito, contado, efectivo, mercado pago, mercadopago, meses sin intereses, medios de pago, formas de pago, metodos de pago,
     bizum, oxxo, webpay, nequi, =pse, tarjeta, transferencia, =sale, =salen, valor, hot sale, black friday, cyber, rebajado, igualar`,
    `cuanto sale, cuanto salen, cuanto cuesta, cuanto cuestan, cuanto vale, cuanto valen, cuanto esta, cuanto estan, a cuanto, que precio, lista de precios, cotizar, cotizacion, presupuesto,
     presupuestar, cuotas sin interes, hacen descuento, hay descuento, mejor precio, que valor tiene, me cotizan, en cuanto`,
  ),
  topic(
    'buy',
    'compras nuevas, preventa, comercial, comerciales, clientes nuevos, asesoramiento, mayoristas, empresas, prospectos, leads, contrataciones, checkout, carrito',
    `=comprar, =comprarles, =comprarlo, =comprarla, adquirir, carrito, checkout, mayorista, proveedor, distribuidor, distribuir, revender, reventa, revendedor, franquicia,
     empresa, constructora, corporativo, demo, contratar, plan, suscripcion, me interesa, nos interesa, interesado, interesada, estoy buscando, estamos buscando, =busco, buscamos,
     reservar, reservame, me llevo, encargar, licitacion, obra, proyecto, asesoramiento, asesoren, vendedor, venta, ventas, comercial, finalizar la compra, recomendar, recomiendan,
     por unidad, cantidad, regalo, cliente nuevo`,
    `quiero comprar, quisiera comprar, para comprar, hacer un pedido, hacer una compra, por mayor, al por mayor, compra mayorista, cantidades grandes, necesito un proveedor, ser distribuidor, contratar el,
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
    'entregas, envios, logistica, despachos, reparto, distribucion, transporte, seguimiento',
    `envio, enviar, entrega, entregar, demora, demorado, correo, courier, transportista, transporte, paquete, encomienda, despacho, despachar, reparto, repartidor, cadete, flete,
     bulto, retiro, retirar, direccion de entrega, codigo postal, andreani, oca, dhl, fedex, estafeta, seur, chilexpress, starken, servientrega, mensajeria, tarde, domicilio, logistica`,
    `no llego, no me llego, no llega, no me llega, no ha llegado, no me ha llegado, no llegaron, nunca llego, todavia nada, todavia no llego, sigue sin llegar, seguimiento, tracking, rastrear, rastreo, numero de guia, donde esta mi,
     en que va mi, estado de mi, estado del pedido, cuando llega, cuando me llega, tenia que llegar, deberia haber llegado, no entregaron, figura entregado, dice entregado, se perdio, sucursal del correo, en camino,
     no vinieron, direccion equivocada, cambiar la direccion, por donde viene, por donde anda, hace dias que espero, dias que espero, semanas que espero, dias esperando, semana esperando, semanas esperando`,
  ),
  topic(
    'order',
    'pedidos, compras hechas, compras realizadas, ordenes, clientes existentes, ya compraron',
    `=pedido, orden, =compre, =compro, compramos, =recibi, recibimos, =pedi, =encargue, pague, abone, me vino, me mandaron, me enviaron, me entregaron, me dieron, la compra que`,
    `mi pedido, mi compra, mi orden, el pedido, la compra, numero de pedido, numero de orden, numero de compra, compre un, compre una, compre el, compre la, hice una compra, hice un pedido, me llego,
     me llegaron, ya pague, lo que compre, mi paquete, el producto que compre, ya compre, les compre`,
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
    'cambiar, =cambio, cambiarlo, cambiarla, modificar, equivoque, equivocado, no me va, me queda chico, me queda grande, me quedo chico, me queda chica, me queda grande',
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
    'contraseña, clave, usuario, login, loguear, perfil, sesion, bloqueado, verificacion, registrar, registro, password, =acceder, acceso, mis datos, puntos, codigo',
    `mi cuenta, la cuenta, entrar a mi, ingresar a mi, iniciar sesion, no puedo entrar, no puedo ingresar, no me deja entrar, no puedo acceder, olvide mi, olvide la, restablecer, recuperar, codigo de verificacion, cambiar mi mail,
     cambiar mi correo, cuenta bloqueada, hackearon, borrar mi cuenta, eliminar mi cuenta, no me llega el codigo, cambiar mi telefono, no me reconoce, me jaquearon`,
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
    'facturacion, facturas, administracion, cobranzas, pagos, cuentas a pagar, contabilidad, tesoreria, cobros',
    'comprobante, recibo, boleta, cuit, rfc, rut, nit, cobro, cobraron, cargo, saldo, deuda, vencimiento, impuesto, iva, resumen, debitaron, pago, pagar, fiscal, abono, percepcion, retencion, cfdi, razon social, ticket',
    `factura, facturacion, facturar, me cobraron, cobraron dos veces, doble cobro, cobro doble, cobraron de mas, cobraron mal, nota de credito, no me llego la factura, la factura, una factura, cargo duplicado, pago rechazado, no se acredito, debito automatico,
     estado de cuenta, numero de factura, mi factura, factura a, adeudo`,
  ),
  topic(
    'technical',
    'soporte tecnico, asistencia tecnica, sistemas, mesa de ayuda, informatica, tecnologia',
    'instalar, instalacion, configurar, configuracion, error, app, aplicacion, sistema, manual, wifi, conectar, actualizar, actualizacion, pantalla, internet, software, servidor, impresora, router, señal, conexion, lento, cuelga, reiniciar, firmware, bluetooth, red',
    'no carga la pagina, se cuelga, me tira error, tira error, da error, no conecta, no se conecta, no abre, pantalla negra, no hay internet, sin internet, sin señal',
  ),
  topic(
    'booking',
    'turnos, citas, agenda, reservas, visitas, recepcion',
    'turno, cita, agendar, reprogramar, reserva, visita, consultorio, horario disponible',
    'sacar turno, pedir turno, un turno, una cita, agendar una, reprogramar, cambiar el turno, cancelar el turno, tienen turno',
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
    topics: ['delivery', 'order', 'returns', 'change', 'warranty', 'account', 'complaint', 'invoice'],
  },
  { pattern: / (?:soporte|mesa de ayuda|help ?desk) /, topics: ['technical', 'warranty', 'account'] },
  {
    pattern: / (?:calidad|fidelizacion|experiencia del? cliente|reclamos|quejas) /,
    topics: ['complaint', 'returns', 'warranty'],
  },
  {
    pattern: / (?:logistica|envios|entregas|despachos?|expedicion|deposito) /,
    topics: ['delivery', 'shipping-offer', 'order'],
  },
];
