/**
 * Words that ask for the same thing when a knowledge base is searched, a group a line, by stem. The first word of a line
 * names the group.
 */
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

export const groups: readonly (readonly string[])[] = lines(`
  envio enviar mandar mandan despacho despachar flete entrega entregar reparto repartir remitir shipping delivery
  pedido paquete orden encomienda compra
  seguimiento rastrear rastreo tracking trackear guia
  demora tardar tarda tardan demorar demoran plazo dura duran duracion tiempo
  costo costar cuesta cuestan precio valor tarifa cobrar cobran cargo
  horario abren abre abrir abierto abierta abiertos cierran cierra cerrar cerrado atienden atencion
  ubicacion ubicados ubicado direccion domicilio mapa calle
  local sucursal tienda negocio showroom deposito
  pago pagar abonar abono
  tarjeta visa mastercard amex naranja cabal credito
  debito
  cuota cuotas financiacion financiar financian interes intereses
  descuento rebaja promo promocion promociones oferta bonificacion descuenta
  cupon voucher codigo
  cambio cambiar cambiarlo cambiarla cambios
  talle talla chico chica grande medida
  devolver devolucion devuelven devuelvo devolverlo reembolso reembolsar reintegro reintegrar arrepenti arrepentimiento plata dinero guita
  garantia
  roto rota rompio rompieron falla fallado fallada fallo defecto defectuoso quebrado estropeado descompuso averiado
  tecnico service tecnica
  factura comprobante boleta facturar
  descargar bajar bajo descargo imprimir descarga
  contraseña clave password pin
  ingresar entrar acceder loguear loguearme login ingreso acceso
  olvide recuperar recupero restablecer olvido restablezco resetear
  correo mail email gmail
  usuario perfil
  mayorista mayoreo revendedor revender reventa distribuidor revendo
  instalar instalacion instalador instalan colocar colocacion colocan
  aire split acondicionado
  retirar retiro retira recoger
  documento dni cedula identificacion
  persona hermano hermana marido esposo esposa mujer hijo hija madre padre mama papa amigo amiga vecino novio novia familiar alguien
  semana lunes martes miercoles jueves viernes sabado sabados domingo domingos finde
  lugar pais interior provincia provincias ciudad capital argentina cordoba rosario mendoza salta tucuman jujuy neuquen chaco formosa misiones corrientes catamarca chubut bariloche rioja posadas resistencia parana ushuaia
  caba amba conurbano
  potencia watts vatios w
  incluye incluir trae traen traer viene vienen incluido
`);

/** Ways of asking that no single word shows, over folded words with a space on either side; each is put as words. */
export const sayings: readonly (readonly [RegExp, string])[] = (
  [
    [
      'don?de? (?:esta|anda|viene|quedo|va|estan|andan) (?:mi|mis|el|lo)(?! (?:local|negocio|sucursal|tienda))',
      'seguimiento',
    ],
    ['por donde (?:va|viene|anda|andara|esta)(?: mi| el| tu)?', 'seguimiento'],
    ['en que (?:va|anda|estado esta) mi', 'seguimiento'],
    ['(?:el )?estado (?:de|del) (?:mi|la|el|tu)?(?= ?(?:pedido|orden|compra|envio|paquete))', 'seguimiento'],
    [
      '(?:mi )?(?:pedido|compra|orden|paquete) (?:ya )?(?:salio|fue despachad[oa]|esta en camino)',
      'seguimiento pedido',
    ],
    ['ya (?:salio|despacharon|enviaron|mandaron) (?:mi|el)', 'seguimiento'],
    ['(?:a|hasta|desde) que horas?', 'horario'],
    ['que (?:horas|dias)(?= (?:abren|atienden|estan|cierran|trabajan))', 'horario'],
    [
      'don?de? (?:quedan?|estan(?: ubicad[oa]s)?|se encuentran|los encuentro|se ubican|esta el (?:local|negocio)|tienen (?:el |un )?(?:local|negocio|sucursal))',
      'ubicacion',
    ],
    ['como llego', 'ubicacion'],
    [
      'cuant[oa]s? (?:dias |tiempo )?(?:tarda|tardan|demora|demoran|se demora|falta|tengo|dura)(?: en)?(?: llegar| recibir)?',
      'demora',
    ],
    ['cuant[oa]s? (?:dias|tiempo|meses|semanas)', 'demora'],
    ['cuando (?:me )?llegan?', 'demora envio'],
    ['hasta cuando', 'demora'],
    ['[0-9]+ (?:a [0-9]+ |y [0-9]+ )?(?:horas|dias|meses|semanas)', 'demora'],
    ['llegan? (?:a|al|hasta)', 'envio'],
    ['a domicilio', 'envio'],
    ['(?:cambiar|modificar|renovar) (?:mi|la|de)?(?= ?(?:contrasena|clave|password))', 'recuperar'],
    ['cuanto (?:sale|salen|saldria|me sale|estan? el|estan? la)', 'costo'],
    ['sin (?:cargo|costo)', 'costo'],
    ['mercadopago', 'mercado pago'],
    ['(?:al )?por mayor', 'mayorista'],
    ['(?:(?:pas(?:ar|o|amos|e)|ir|voy|va) )?a (?:buscar|retirar)(?:lo|la|los|las)?', 'retirar'],
    ['no (?:me )?(?:funciona|anda|prende|enciende|arranca|carga)(?: mas)?', 'roto'],
    ['(?:dejo de (?:funcionar|andar)|vino fallad[oa]|llego fallad[oa])', 'roto'],
    ['me (?:quiero )?arrepent[a-z]+', 'devolver'],
    [
      'que (?:documento|papeles|requisitos|tengo que (?:llevar|presentar)|hay que (?:llevar|presentar))(?: presento| llevo| necesito)?',
      'documento',
    ],
    ['[0-9]+ ?(?:w|watts)', 'potencia'],
    ['danad[oa]s?', 'roto'],
    ['otra persona', 'persona'],
  ] satisfies [string, string][]
).map(([source, words]) => [new RegExp(`(?<= )(?:${source})(?= |$)`, 'g'), words] as const);

/**
 * Words that go with any question in a shop: they count a little where an article has them and nothing where it has not.
 */
export const lightWords: readonly string[] = (
  'pedido compra comprar compre comprado producto productos articulo articulos web pagina internet online cliente clientes ' +
  'casa hoy manana mañana usar uso usan poner pongo pone llevar llevo llegar llega llego llegan aceptan acepta aceptar reciben ' +
  'recibe sirve servir presentar presento existe ofrecen manejan trabajan trabaja dan da doy hacer sacar saco seguir ' +
  'partir quedar queda presente forma formas manera medio medios tipo tipos necesario obligatorio posible unidades unidad ' +
  'incluye mas menos mismo comun numero nro pasar bien cada recien mes año anda realizar realizan informacion lista persona local basico basica toma tomar perdi perder salga incorrecta incorrecto'
).split(' ');
