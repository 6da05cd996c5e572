/** What an account says people read for its fields, by name. */
export type FieldLabels = Readonly<Record<string, { label?: string | undefined }>>;

const names: Record<string, string> = {
  firstName: 'nombre',
  lastName: 'apellido',
  phone: 'teléfono',
  email: 'correo',
  orderNumber: 'número de pedido',
  factura: 'número de factura',
  serie: 'número de serie',
};

/** Words of names that accounts choose, as people write them. */
const words: Record<string, string> = {
  dni: 'DNI',
  cuit: 'CUIT',
  cuil: 'CUIL',
  cbu: 'CBU',
  nro: 'número',
  numero: 'número',
  codigo: 'código',
  telefono: 'teléfono',
  direccion: 'dirección',
  garantia: 'garantía',
};

/**
 * What people read for a field of a ticket: the account's label; else, within a sentence, what its name says in words
 * (`numeroDeSerie` is "número de serie").
 */
export function fieldInSentence(field: string, labels: FieldLabels = {}): string {
  return own(labels, field)?.label ?? own(names, field) ?? spelt(field);
}

/** The same standing alone. */
export function fieldName(field: string, labels: FieldLabels = {}): string {
  const name = fieldInSentence(field, labels);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function spelt(field: string): string {
  const parts = field.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[\s_]+/);
  return parts
    .map((part) => own(words, part.toLowerCase()) ?? (/^\p{Lu}\p{Ll}/u.test(part) ? part.toLowerCase() : part))
    .join(' ');
}

function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
