import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
interface Operation {
  summary?: string;
  operationId?: string;
  tags?: string[];
  security?: unknown[];
  'x-roles'?: string[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}
let document: Document;
beforeAll(async () => {
  api = await startApi();
  document = (await api.as(null).get('/openapi.json')).body;
});
afterAll(() => api.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );

test('the document is OpenAPI 3.1, and every reference in it leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0');
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty([name ?? '']);
});

test('every route is told with a summary, who may use it, and how it refuses', () => {
  for (const { name, path, operation } of operations()) {
    expect([name, operation.summary]).toEqual([name, expect.any(String)]);
    expect([name, operation.tags?.length]).toEqual([name, 1]);
    if (!operation['x-roles']) continue;
    expect([name, operation.security]).toEqual([name, [{ key: [] }]]);
    const expected = ['400', '401', '403', '429', '503', ...(path.includes('{') ? ['404'] : [])];
    expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(expected)]);
    for (const status of expected) {
      expect([name, Object.keys(operation.responses[status]?.content ?? {})]).toEqual([
        name,
        ['application/problem+json'],
      ]);
    }
  }
});

test('every operation has a name of its own, and every named schema is used', () => {
  const names = operations().map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^(list|get|post|patch|delete)[A-Z][A-Za-z]*$/);
  expect(names).toEqual(expect.arrayContaining(['listConversations', 'getConversation', 'postConversationClaim']));
  const text = JSON.stringify(document);
  for (const name of Object.keys(document.components.schemas)) expect(text).toContain(`schemas/${name}"`);
});

test('a secret is described only in the answer that shows it once', () => {
  const { schemas } = document.components;
  expect(JSON.stringify(schemas['Settings'])).not.toMatch(/"api(?:Token|Key)"/);
  expect(JSON.stringify(schemas['Webhook'])).not.toContain('secret');
  expect(JSON.stringify(schemas['Key'])).not.toContain('"key"');
});

test('the pages of the documentation bring what they need, under a policy that allows it', async () => {
  const page = await api.as(null).get('/docs/');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  const needed = [...page.text.matchAll(/(?:src|href)="\.\/(static\/[^"]+)"/g)].map(([, path]) => path);
  expect(needed.length).toBeGreaterThan(3);
  for (const path of needed) expect([path, (await api.as(null).get(`/docs/${path}`)).status]).toEqual([path, 200]);
  expect(page.text).not.toMatch(/<script>[^<]/);
});
