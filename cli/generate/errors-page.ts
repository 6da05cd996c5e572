import type { ErrorCode, ErrorEntry } from '../../domain/errors.ts';
import { errors, refusalOrder } from '../../domain/errors.ts';
import type { Page } from './page.ts';
import { markdownNotice, table } from './page.ts';

const refusals: readonly ErrorCode[] = refusalOrder;
const others = (Object.keys(errors) as ErrorCode[]).filter((code) => !refusals.includes(code));

export const errorsPage: Page = {
  path: 'docs/generated/errors.md',
  content: () => `${markdownNotice('domain/errors.ts')}
# Errors

Every error is an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem (\`application/problem+json\`) with the
fields \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\` and \`code\`, and whatever else the code below promises.

## Refusals of commands

Where several apply, the first of this list is told.

${tableOf(refusals)}

## Requests that cannot be taken

${tableOf(others)}
`,
};

function tableOf(codes: readonly ErrorCode[]): string {
  return table(
    ['code', 'status', 'title', 'what to do'],
    codes.map((code) => {
      const { status, title, help }: ErrorEntry = errors[code];
      return [`\`${code}\``, String(status), title, help];
    }),
  );
}
