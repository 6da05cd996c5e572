interface OpenapiDocument {
  paths?: object;
  components?: { schemas?: Record<string, object> };
}

/**
 * Leaves the named schemas that the document uses. Every name comes in two readings, as what is given and, with `Input`
 * added, as what is asked for; where one is used alone, it takes the name.
 */
export function usedSchemas<Document extends OpenapiDocument>(document: Document): Document {
  const schemas = document.components?.schemas ?? {};
  const used = reached(schemas, namesIn(document.paths ?? {}));
  const short = (name: string) => {
    const base = name.replace(/Input$/, '');
    return base !== name && base in schemas && !used.has(base) ? base : name;
  };
  const kept = Object.fromEntries([...used].map((name) => [short(name), schemas[name] ?? {}]));
  const whole = { ...document, components: { ...document.components, schemas: kept } };
  return JSON.parse(
    JSON.stringify(whole).replace(reference, (_, name: string) => `"#/components/schemas/${short(name)}"`),
  ) as Document;
}

const reference = /"#\/components\/schemas\/([^"]+)"/g;

function namesIn(value: object): string[] {
  return [...JSON.stringify(value).matchAll(reference)].flatMap(([, name]) => name ?? []);
}

function reached(schemas: Record<string, object>, from: string[]): Set<string> {
  const names = new Set(from);
  // A set goes on through what is added on the way.
  for (const name of names) for (const next of namesIn(schemas[name] ?? {})) names.add(next);
  return names;
}
