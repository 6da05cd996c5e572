/** The distinct words of a text in lower case and without accents, for prefix search by index. */
export function foldWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.split(/[^\p{L}\p{N}@.+_-]+/u).filter((word) => word !== ''))].slice(0, 40);
}

/** A phone number as people look for it, digits alone: whole, without the country, without the area (6 to 8 digits). */
export function phoneWords(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  return [...new Set([digits, ...[10, 8, 7, 6].map((count) => digits.slice(-count))])].filter((one) => one.length >= 6);
}

/** The digits of a search that can only be a part of a phone number or of an id; null for any other. */
export function phoneDigits(q: string): string | null {
  const digits = q.replace(/\D/g, '');
  return /^[+\d\s().-]+$/.test(q) && digits.length >= 3 ? digits : null;
}
