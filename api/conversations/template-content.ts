import type { Content } from '../../domain/commands.ts';
import type { Directory } from '../directory.ts';
import { problem } from '../problem.ts';
import type { TemplateUse } from '../schemas/command.ts';

/** A template with its variables filled in; `{{1}}`, `{{2}}`… are taken in order from the body's parameters. */
export function templateContent(
  directory: Directory,
  { name, language, components }: TemplateUse,
  messageId: string,
): Content {
  const template = directory.template(name, language);
  if (!template) throw problem('unknown-template', { detail: `There is no template ${name} in ${language}.` });
  const body = components?.find((one) => one.type === 'body');
  const values = body?.parameters?.map((one) => one.text) ?? [];
  const missing = [...template.body.matchAll(/\{\{(\d+)\}\}/g)]
    .map((match) => Number(match[1]))
    .filter((n) => values[n - 1] === undefined);
  if (missing.length > 0) {
    throw problem('content-unsupported', {
      detail: `The template needs a value for ${missing.map((n) => `{{${n}}}`).join(', ')}.`,
    });
  }
  const text = template.body.replace(/\{\{(\d+)\}\}/g, (_, n: string) => values[Number(n) - 1] ?? '');
  return { messageId, type: 'template', text, content: { name, language, components: components ?? [] } };
}
