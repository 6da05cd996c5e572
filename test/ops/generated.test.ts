import { describe, expect, test } from 'vitest';
import { envExample } from '../../cli/generate/env-example.ts';
import { errorsPage } from '../../cli/generate/errors-page.ts';
import { stateDiagram, statesPage } from '../../cli/generate/states-page.ts';
import { envVariables } from '../../config/env.ts';
import { errors } from '../../domain/errors.ts';
import { transitions } from '../../domain/transitions.ts';

describe('generated files', () => {
  test('.env.example names every variable of the configuration and sets none', async () => {
    const text = await envExample.content();
    for (const { name } of envVariables) expect(text).toMatch(new RegExp(`^# ${name}=`, 'm'));
    expect(text).not.toMatch(/^[^#\n]/m);
  });

  test('the error page has every code once', async () => {
    const text = await errorsPage.content();
    for (const code of Object.keys(errors)) expect(text.split(`\n| \`${code}\` `)).toHaveLength(2);
  });

  test('the state page has every trigger in both tables', async () => {
    const text = await statesPage.content();
    for (const trigger of Object.keys(transitions)) expect(text.split(`\n| \`${trigger}\` `)).toHaveLength(3);
  });

  test('the diagram starts from nothing and shows the moves of the table', () => {
    const diagram = stateDiagram();
    expect(diagram).toMatch(/^stateDiagram-v2\n {2}\[\*\] --> BOT: customerWrote/);
    expect(diagram).toMatch(/^ {2}BANDEJA --> AGENTE: claim, assign/m);
    expect(diagram).not.toMatch(/reply|note/);
  });
});
