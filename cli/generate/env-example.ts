import { envVariables } from '../../config/env.ts';
import type { Page } from './page.ts';

export const envExample: Page = {
  path: '.env.example',
  content: () =>
    [
      '# Written by `npm run generate` from config/env.ts. Every variable is optional; copy to .env what you change.',
      ...envVariables.map(({ name, default: value, description, secret }) =>
        [`# ${description}${secret ? '. A secret.' : ''}`, `# ${name}=${value ?? ''}`].join('\n'),
      ),
    ]
      .join('\n\n')
      .concat('\n'),
};
