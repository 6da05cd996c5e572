/** The distinct words of a text in lower case and without accents, for prefix search by index. */
export function foldWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.split(/[^\p{L}\p{N}@.+_-]+/u).filter((word) => word !== ''))].slice(0, 40);
}
