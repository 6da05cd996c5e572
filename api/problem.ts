import type { ErrorCode } from '../domain/errors.ts';
import { errors } from '../domain/errors.ts';

export interface ProblemExtras {
  /** What is particular to this occurrence, in a sentence. */
  detail?: string;
  /** Seconds; told as `Retry-After` too. */
  retryAfter?: number;
  /** Members of its own, such as `owner`. */
  [extension: string]: unknown;
}

/** A refusal on its way to the caller; routes throw it. Status, title and help come from the error catalogue. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(code: ErrorCode, extras: ProblemExtras = {}) {
    super(extras.detail ?? errors[code].title);
    this.name = 'Problem';
    this.code = code;
    this.status = errors[code].status;
    this.extras = extras;
  }

  /** The RFC 9457 body; `instance` is the id of the request. */
  toBody(instance: string): Record<string, unknown> {
    const { detail, ...extensions } = this.extras;
    const { title, help, status } = errors[this.code];
    return {
      ...extensions,
      type: `/errors/${this.code}`,
      title,
      status,
      code: this.code,
      ...(detail === undefined ? {} : { detail }),
      help,
      instance,
    };
  }
}

export function problem(code: ErrorCode, extras: ProblemExtras = {}): Problem {
  return new Problem(code, extras);
}
