import { expect, test } from 'vitest';
import { esAr } from '../../texts/es-ar.ts';
import { render, variablesOf, withOwnTexts } from '../../texts/render.ts';

test('variables get their values, and those without one are told once and left out', () => {
  const { text, missing } = render('Hola {{contacto.nombre}}, soy {{ agente.nombre }} ({{agente.nombre}})', {
    'contacto.nombre': 'Ana',
  });
  expect(text).toBe('Hola Ana, soy  ()');
  expect(missing).toEqual(['agente.nombre']);
});

test('a value is never read as a template', () => {
  expect(render('{{a}}', { a: '{{b}}', b: 'x' }).text).toBe('{{b}}');
  expect(render('{{constructor}}').missing).toEqual(['constructor']);
});

test('the catalogue uses known variables only and is short enough to read', () => {
  const known = ['dato', 'contacto.nombre', 'bandeja.nombre', 'agente.nombre', 'empresa.nombre', 'horario.proximo'];
  for (const [name, text] of Object.entries(esAr)) {
    for (const variable of variablesOf(text)) expect(known, name).toContain(variable);
    expect(text.length, name).toBeLessThanOrEqual(200);
  }
});

test('own texts replace those of the catalogue, empty and unknown ones do not', () => {
  const own = { bye: 'Chau', thanks: '', other: 'x' };
  const texts = withOwnTexts(own);
  expect(texts.bye).toBe('Chau');
  expect(texts.thanks).toBe(esAr.thanks);
  expect(texts).not.toHaveProperty('other');
});
