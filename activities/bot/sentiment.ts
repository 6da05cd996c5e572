import type { Sentiment } from '../../domain/vocabulary.ts';
import { angerWords, calmWords, displeasureWords, joyWords, mildAngerWords } from './data/feelings.ts';
import { fold, words } from '../../language/spanish.ts';

/**
 * The feeling a text shows, or null when it shows none clearly. `NEUTRAL` means that the text takes a bad mood back
 * (`no pasa nada`), not that nothing was found.
 */
export function recogniseSentiment(text: string): Sentiment | null {
  const said = ` ${words(text).join(' ')} `;
  const loud = shouts(text);
  const angry = 3 * count(said, angerWords) + 2 * count(said, mildAngerWords) + (loud ? 1 : 0);
  if (angry >= 3 || /🤬|😡|🖕/u.test(text)) return 'ENOJADO';
  const displeased = count(said, displeasureWords) + (angry >= 2 ? 1 : 0) + (/😠|😤|👎|😞|☹|😢|😭/u.test(text) ? 1 : 0);
  const calm = count(said, calmWords) > 0;
  if (displeased > 0 && loud && displeased + angry >= 3) return 'ENOJADO';
  if (displeased > 0 && !calm) return 'NEGATIVO';
  if (calm) return 'NEUTRAL';
  const glad = count(said, joyWords) + (/😍|❤|🥰|👏|🙌|🎉|🤩|💪|😂|🤣|😊|😁/u.test(text) ? 1 : 0);
  const warmThanks =
    / gracias /.test(said) &&
    (/gracias\s*!{2,}|¡\s*(?:muchas |mil )?gracias/.test(fold(text)) || / mil gracias /.test(said));
  return glad > 0 || warmThanks ? 'POSITIVO' : null;
}

function count(said: string, patterns: readonly RegExp[]): number {
  return patterns.filter((pattern) => pattern.test(said)).length;
}

/** Whole words in capitals, or a row of exclamation marks. */
function shouts(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  return (
    (letters.length >= 10 && capitals.length / letters.length > 0.7) ||
    /!{3,}/.test(text) ||
    /\b(?:[A-ZÁÉÍÓÚÑ]{4,}\s+){1,}[A-ZÁÉÍÓÚÑ]{4,}/.test(text)
  );
}
