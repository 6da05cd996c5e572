import { clientSchema } from '../../client/generate.ts';
import { openapiDocument } from './openapi.ts';
import type { Page } from './page.ts';

/** The types that the client is made of. */
export const clientTypes: Page = {
  path: 'client/src/schema.ts',
  content: async () => clientSchema(await openapiDocument.content()),
};
