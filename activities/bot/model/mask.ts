/** Stands in for e-mail addresses and long numbers, which a model needs to mention but never to know. */
export interface Mask {
  /** The text with `[email-1]`, `[numero-1]`… in their place; the same value is the same placeholder. */
  hide(text: string): string;
  /** The text with the values back in place; null when it holds a placeholder that was never given. */
  reveal(text: string): string | null;
}

export function createMask(): Mask {
  const values = new Map<string, string>();
  const counts = { email: 0, numero: 0 };

  function placeholder(kind: keyof typeof counts, value: string): string {
    for (const [known, hidden] of values) if (hidden === value) return known;
    counts[kind] += 1;
    const name = `[${kind}-${counts[kind]}]`;
    values.set(name, value);
    return name;
  }

  return {
    hide: (text) =>
      text
        .replace(emails, (email) => placeholder('email', email))
        .replace(longNumbers, (number, at: number, whole: string) => {
          const isAmount =
            /\$\s*$/.test(whole.slice(0, at)) || /^\s*(?:pesos|d[oó]lares)/i.test(whole.slice(at + number.length));
          return !isAmount && isPrivate(number) ? placeholder('numero', number) : number;
        }),
    reveal(text) {
      let unknown = false;
      const shown = text.replace(/\[(?:email|numero)-\d+\]/g, (name) => {
        const value = values.get(name);
        unknown ||= value === undefined;
        return value ?? '';
      });
      return unknown ? null : shown;
    },
  };
}

export const emails = /[^\s@<>()[\]"',;:]+@[^\s@<>()[\]"',;:]+\.\p{L}{2,}/gu;
const longNumbers = /\+?\d(?:[ ().-]{0,2}\d)+/g;

/** Phones, documents, cards and orders; a date is none. */
function isPrivate(number: string): boolean {
  if (/^\d{1,2}[-.]\d{1,2}[-.]\d{2,4}$|^\d{4}-\d{1,2}-\d{1,2}$/.test(number)) return false;
  return number.replace(/\D/g, '').length >= 7;
}
