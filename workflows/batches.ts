/** Payloads of more than 2 MiB are refused for good; characters count, and one may take three bytes. */
const MOST_CHARACTERS = 150_000;

/** The first items, at least one, as many as one payload holds with ease. */
export function firstThatFit<T>(items: readonly T[], most: number): T[] {
  let characters = 0;
  const fitting = items.slice(0, most).findIndex((item, i) => {
    characters += JSON.stringify(item).length;
    return i > 0 && characters > MOST_CHARACTERS;
  });
  return items.slice(0, fitting === -1 ? most : fitting);
}

/** Whether all of them fit into one payload, next to whatever else is in it. */
export function fit(...lists: (readonly unknown[])[]): boolean {
  let characters = 0;
  return lists.flat().every((item) => {
    characters += JSON.stringify(item).length;
    return characters <= MOST_CHARACTERS;
  });
}
