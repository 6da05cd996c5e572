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
  return new RegExp(looseSource(text), 'i');
}

/** Words that follow each other in a text as whole words, whatever their accents and what stands between them. */
export function phraseFilter(words: readonly string[]): RegExp {
  const phrase = words.map(looseSource).join('[^\\p{L}\\p{N}]+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${phrase}(?![\\p{L}\\p{N}])`, 'iu');
}

function looseSource(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/[aeiounc]/g, (letter) => letters[letter] ?? letter);
}
