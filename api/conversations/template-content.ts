import type { Content } from '../../domain/commands.ts';
import type { Directory } from '../directory.ts';
import { problem } from '../problem.ts';
import type { TemplateUse } from '../schemas/command.ts';

/** A template with its variables filled in. */
export function templateContent(
  directory: Directory,
  { name, language, components }: TemplateUse,
  messageId: string,
): Content {
  const template = directory.template(name, language);
  if (!template) throw problem('unknown-template', { detail: `There is no template ${name} in ${language}.` });
  const { text, missing } = filledIn(template.body, components ?? []);
  if (missing.length > 0) {
    throw problem('content-unsupported', {
      detail: `The template needs a value for ${missing.map((name) => `{{${name}}}`).join(', ')}.`,
    });
  }
  return { messageId, type: 'template', text, content: { name, language, components: components ?? [] } };
}

/** A template's body as it is read; a variable is found by its name, or by its place among those without one. */
export function filledIn(
  body: string,
  components: NonNullable<TemplateUse['components']>,
): { text: string; missing: string[] } {
  const parameters = components.find(({ type }) => type === 'body')?.parameters ?? [];
  const texts = parameters.filter((one) => one.type === 'text');
  const inOrder = texts.filter((one) => one.parameter_name === undefined);
  const values = Object.fromEntries([
    ...inOrder.map((one, i) => [String(i + 1), one.text]),
    ...texts.flatMap((one) => (one.parameter_name === undefined ? [] : [[one.parameter_name, one.text]])),
  ]) as Record<string, string>;
  const missing = new Set<string>();
  const text = body.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) missing.add(name);
    return value ?? `{{${name}}}`;
  });
  return { text, missing: [...missing] };
}
