import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';

/** A file that is not taken, with the reason. */
export function refuse(detail: string): Problem {
  return problem('media-refused', { detail });
}
