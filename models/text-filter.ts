const letters: Record<string, string> = {
  a: '[aáàäâã]',
  e: '[eéèëê]',
  i: '[iíìïî]',
  o: '[oóòöôõ]',
  u: '[uúùüû]',
  n: '[nñ]',
  c: '[cç]',
};

/** A pattern that finds `text` inside a field, whatever the case and the accents of either. */
export function textFilter(text: string): RegExp {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const source = plain
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/[aeiounc]/g, (letter) => letters[letter] ?? letter);
  return new RegExp(source, 'i');
}
