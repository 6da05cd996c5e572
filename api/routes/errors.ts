import { z } from 'zod';
import type { ErrorCode, ErrorEntry } from '../../domain/errors.ts';
import { errors } from '../../domain/errors.ts';
import type { App } from '../app.ts';
import { problem } from '../problem.ts';

const entry = z.object({ code: z.string(), status: z.number(), title: z.string(), help: z.string() });

/** Where the `type` of every problem leads. */
export function errorRoutes(app: App): void {
  const tags = ['operation'];

  app.get(
    '/errors',
    { schema: { tags, summary: 'The error catalogue', response: { 200: z.object({ items: z.array(entry) }) } } },
    async () => ({ items: Object.entries<ErrorEntry>(errors).map(([code, told]) => ({ code, ...told })) }),
  );

  app.get(
    '/errors/:code',
    {
      schema: {
        tags,
        summary: 'What an error means and what to do about it',
        params: z.strictObject({ code: z.string().max(100) }),
        response: { 200: entry },
      },
    },
    async ({ params: { code } }) => {
      if (!Object.hasOwn(errors, code)) throw problem('not-found');
      return { code, ...errors[code as ErrorCode] };
    },
  );
}
