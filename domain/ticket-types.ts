/** Types and subtypes of tickets. Source: the ticket table of the domain. */
export const ticketTypes = {
  VENTA: {
    ESPECIFICACIONES_Y_STOCK: 'Especificaciones de producto y stock',
    PRECIOS_PAGOS_Y_PROMOCIONES: 'Precios, métodos de pago y promociones',
    SOPORTE_DE_COMPRA: 'Soporte de compra',
    POTENCIAL_CLIENTE: 'Potencial cliente',
  },
  POSTVENTA: {
    PROBLEMA_CON_LA_ENTREGA: 'Problema con la entrega',
    CAMBIO_O_CANCELACION: 'Cambio o cancelación',
    GARANTIA: 'Garantía',
    DEVOLUCION: 'Devolución',
    PROBLEMAS_CON_LA_CUENTA: 'Problemas con la cuenta',
    QUEJAS: 'Quejas',
  },
} as const;

export type TicketType = keyof typeof ticketTypes;
export type TicketSubtype = keyof typeof ticketTypes.VENTA | keyof typeof ticketTypes.POSTVENTA;

export const ticketSubtypes = Object.values(ticketTypes).flatMap((subtypes) => Object.keys(subtypes)) as [
  TicketSubtype,
  ...TicketSubtype[],
];

export function ticketTypeOf(subtype: TicketSubtype): TicketType {
  return subtype in ticketTypes.VENTA ? 'VENTA' : 'POSTVENTA';
}

/** What people read for a subtype. */
export function ticketLabel(subtype: TicketSubtype): string {
  return { ...ticketTypes.VENTA, ...ticketTypes.POSTVENTA }[subtype];
}

/** What every ticket asks for; a subtype may ask for more. Source: the ticket rules of the domain. */
export const ticketFields = ['firstName', 'lastName', 'phone'] as const;

/** What the value of a field looks like that an account requires besides; by its name where the account says nothing. */
export const fieldTypes = ['text', 'number', 'code', 'email', 'phone', 'date', 'document', 'taxId', 'address'] as const;
export type FieldType = (typeof fieldTypes)[number];
