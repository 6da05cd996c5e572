/** The first name out of a channel's display name, or null when it does not look like a person's. */
export function firstNameOf(contactName: string | null): string | null {
  const first = contactName?.trim().split(/\s+/)[0] ?? '';
  if (!/^\p{L}[\p{L}'’]{1,19}$/u.test(first)) return null;
  return first.charAt(0).toLocaleUpperCase('es') + first.slice(1).toLocaleLowerCase('es');
}
