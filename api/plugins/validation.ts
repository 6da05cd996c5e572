import type { FastifySchemaCompiler } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { App } from '../app.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';

/** Requests and answers are checked by zod; what is wrong with a request leaves as `invalid-request`. */
export function validation(app: App): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
}

/** The framework adds the place: body, querystring, params or headers. */
export class InvalidInput extends Error {
  readonly issues: z.core.$ZodIssue[];
  validationContext?: string;

  constructor(issues: z.core.$ZodIssue[]) {
    super('invalid');
    this.issues = issues;
  }
}

const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const result = schema.safeParse(data);
    return result.success ? { value: result.data } : { error: new InvalidInput(result.error.issues) };
  };

/** One entry for each thing wrong: `path` as people write it, `pointer` as programs do (RFC 6901). */
export function invalidRequest(issues: readonly z.core.$ZodIssue[], context = 'body'): Problem {
  const place = context === 'querystring' ? 'query' : context;
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => entry([...issue.path, key], 'Unknown field'))
      : [entry(issue.path, issue.message)],
  );
  const [first] = errors;
  const detail = [place, first?.path].filter((part) => part).join(' ');
  return problem('invalid-request', { detail: `${detail}: ${first?.detail ?? 'not valid'}`, in: place, errors });
}

function entry(path: readonly PropertyKey[], detail: string) {
  const parts = path.map(String);
  const pointer = parts.map((part) => `/${part.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
  return { path: parts.join('.'), pointer, detail };
}

/** A field that has the right shape and yet cannot be, such as an id that names nothing. */
export function invalidField(path: PropertyKey[], message: string): Problem {
  return invalidRequest([{ code: 'custom', path, message, input: undefined }]);
}
