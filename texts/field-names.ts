const names: Record<string, string> = {
  firstName: 'Nombre',
  lastName: 'Apellido',
  phone: 'Teléfono',
  email: 'Correo',
  orderNumber: 'Número de pedido',
};

/** What people read for a field of a ticket; fields of the account's own are called as the account calls them. */
export function fieldName(field: string): string {
  return names[field] ?? field;
}
