import type { components } from './schema.ts';

export type ProblemBody = components['schemas']['Problem'];
export type ProblemCode = ProblemBody['code'];

/** An answer that is not 2xx. `code` is one of the catalogue, or null for an answer that is none of Relevo's. */
export class RelevoProblem extends Error {
  override readonly name = 'RelevoProblem';
  readonly status: number;
  readonly code: ProblemCode | null;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  /** What can be done about it. */
  readonly help: string | undefined;
  /** Who has the chat, with `already-claimed`. */
  readonly owner: { id: string; name: string } | undefined;
  /** Everything that was told. */
  readonly body: Partial<ProblemBody>;

  constructor(what: string, status: number, body: Partial<ProblemBody>) {
    super([`${what}: ${status}`, body.code, body.detail ?? body.title].filter(Boolean).join(' '));
    this.status = status;
    this.code = body.code ?? null;
    this.title = body.title;
    this.detail = body.detail;
    this.help = body.help;
    this.owner = body.owner;
    this.body = body;
  }
}

/** A body that was read: JSON of a problem, or whatever a proxy on the way answers. */
export function problemOf(what: string, status: number, body: unknown): RelevoProblem {
  const told = typeof body === 'object' && body !== null ? (body as Partial<ProblemBody>) : { detail: excerpt(body) };
  return new RelevoProblem(what, status, told);
}

const excerpt = (body: unknown) => (typeof body === 'string' ? body.slice(0, 200) : '');
