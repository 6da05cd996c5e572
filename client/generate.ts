import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';

interface Operation {
  responses: Record<string, object>;
}

type Paths = Record<string, Record<string, Operation>>;

const notice =
  '// Written by `npm run generate` from docs/generated/openapi.json. Change the routes, not this file.\n\n';

const problem = {
  description: 'A problem of the catalogue',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI document, as JSON, as TypeScript types: of every operation what it takes and how it answers. */
export async function clientSchema(document: string): Promise<string> {
  const api = JSON.parse(document) as { paths: Paths };
  for (const operation of Object.values(api.paths).flatMap((path) => Object.values(path))) {
    operation.responses = withOneProblem(operation.responses);
  }
  const types = await openapiTypescript(JSON.stringify(api), {
    // What has a default may be left out.
    defaultNonNullable: false,
    transform: ({ format }) => (format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined),
  });
  return notice + astToString(types);
}

/** Every refusal has one shape: told once, not status by status. */
function withOneProblem(responses: Operation['responses']): Operation['responses'] {
  const own = Object.entries(responses).filter(([, answer]) => !JSON.stringify(answer).includes('/schemas/Problem"'));
  return { ...Object.fromEntries(own), default: problem };
}
