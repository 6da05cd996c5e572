import { words } from '../../language/spanish.ts';

/**
 * What a text that does nothing else tells of the customer: an `address` (e-mail or phone) or their `name` (after "soy").
 * Nine digits at least: shorter numbers are orders, amounts and postal codes.
 */
export function contactDataIn(text: string): 'address' | 'name' | null {
  const trimmed = text.trim();
  const few = words(trimmed).length <= 14;
  if (few && /\S+@\S+\.\S{2,}/.test(trimmed) && !/[?¿]/.test(trimmed)) return 'address';
  if (few && / arroba /i.test(trimmed)) return 'address';
  if (
    /^\+?[\d\s().-]+(?:\s+\p{L}+){0,4}$/u.test(trimmed) &&
    trimmed.replace(/\D/g, '').length >= 9 &&
    trimmed.replace(/\D/g, '').length <= 15
  )
    return 'address';
  // "soy Marta, tienen cochera?" asks for something.
  if (/[?¿]/.test(trimmed)) return null;
  const said = words(trimmed).join(' ');
  return /^(?:hola )?(?:soy|me llamo|mi nombre es) (?!de |un |una |el |la |cliente|nuev|mayor)[a-z]+(?: [a-z]+){0,3}$/.test(
    said,
  )
    ? 'name'
    : null;
}
