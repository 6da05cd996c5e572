/**
 * A text in parts of at most `longest` UTF-16 code units, cut where words end, else between characters; an empty text has
 * none. `first`: how long the first part may be.
 */
export function textParts(text: string, longest: number, first = longest): string[] {
  const parts: string[] = [];
  let left = text;
  for (let limit = first; left.length > limit; limit = longest) {
    const space = left.slice(0, limit + 1).search(/\s\S*$/);
    const end = space > limit / 2 ? space : beforeCharacter(left, limit);
    parts.push(left.slice(0, end));
    left = left.slice(end).trimStart();
  }
  return left === '' ? parts : [...parts, left];
}

function beforeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}
