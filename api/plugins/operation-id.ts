/**
 * The name of an operation for generated clients: `list` for what comes in pages, else the method, and the words of the
 * path, each collection in the singular where one of it is named. `POST /v1/conversations/:contactId/claim` is
 * `postConversationClaim`.
 */
export function operationId(method: string, url: string, paged: boolean): string {
  const segments = url.split('/').filter((segment) => segment !== '' && segment !== 'v1');
  const words = segments.flatMap((segment, place) => {
    if (isParameter(segment)) return [];
    const following = segments[place + 1];
    return (following !== undefined && isParameter(following) ? singular(segment) : segment).split(/[-.]/);
  });
  return [paged ? 'list' : method.toLowerCase(), ...words.map(capitalized)].join('');
}

const isParameter = (segment: string) => segment.startsWith(':');
const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const singular = (word: string) =>
  word
    .replace(/ies$/, 'y')
    .replace(/(x|ss|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
