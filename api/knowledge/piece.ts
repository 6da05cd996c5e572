import { fold } from '../../language/spanish.ts';

/** An article as a file gives it. */
export interface Piece {
  /** Where it begins in the file, from 1 on. */
  line: number;
  /** Tells it from the others of the file, also when its words change; empty where the file is one article. */
  key: string;
  title: string;
  body: string;
  keywords: string[];
  /** Left out where the file does not say. */
  active?: boolean;
}

/** Something in a file that is no article, and why. */
export interface Fault {
  line: number;
  title: string | null;
  reason: string;
}

const names = {
  title: ['title', 'titulo', 'pregunta', 'question', 'tema'],
  body: ['body', 'cuerpo', 'texto', 'text', 'respuesta', 'answer', 'contenido', 'content'],
  keywords: ['keywords', 'tags', 'etiquetas', 'palabras clave', 'palabras_clave', 'sinonimos'],
  active: ['active', 'activo', 'activa'],
  key: ['key', 'clave', 'id', 'codigo'],
} as const;
export type Field = keyof typeof names;

/** The field that a column or a line of front matter is called by, in English or Spanish; null for any other. */
export function fieldNamed(name: string): Field | null {
  const plain = fold(name.trim());
  const found = Object.entries(names).find(([, all]) => (all as readonly string[]).includes(plain));
  return found ? (found[0] as Field) : null;
}

/** A single value of YAML as words, nothing as none; null for a list or a map, whatever it says that it is as text. */
export function wordsIn(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? null : String(value as string | number | boolean);
}

/** Keywords as people list them: a list, or a text with commas, semicolons or bars between them. */
export function keywordsIn(value: unknown): string[] {
  const parts = Array.isArray(value)
    ? value.map((one) => wordsIn(one) ?? '')
    : typeof value === 'string'
      ? value.split(/[,;|]/)
      : [];
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}

/** A yes or a no; undefined where nothing is said, null for anything else. */
export function yesOrNo(value: unknown): boolean | undefined | null {
  const words = wordsIn(value);
  if (words === null) return null;
  const plain = fold(words).trim();
  if (plain === '') return undefined;
  if (['true', 'si', 'yes', '1', 'verdadero', 'x'].includes(plain)) return true;
  return ['false', 'no', '0', 'falso'].includes(plain) ? false : null;
}

/**
 * A heading as a part of an address: `¿Hacen envíos?` is `hacen-envios`. `C++` and `C#` are two, and one without letters
 * stands for itself.
 */
export function slugOf(title: string): string {
  const plain = fold(title).trim();
  const words = plain.match(/[\p{L}\p{N}]+(?:[+#]+(?![\p{L}\p{N}+#]))?/gu) ?? [plain];
  return words.join('-').slice(0, 80);
}
