import { expect, test } from 'vitest';
import { groupOf, questionTerms } from '../../activities/bot/same-question.ts';

/** The questions as they come, each under the first of its group. */
function grouped(questions: readonly string[]): Record<string, string[]> {
  const groups: { terms: string[]; of: string[] }[] = [];
  for (const question of questions) {
    const terms = questionTerms(question);
    const group = groupOf(terms, groups);
    if (group) group.of.push(question);
    else groups.push({ terms, of: [question] });
  }
  return Object.fromEntries(groups.map(({ of: [first = '', ...others] }) => [first, others]));
}

test('questions that ask for the same are one gap, others are not', () => {
  expect(
    grouped([
      'tienen estacionamiento?',
      'hola buenas! se puede estacionar ahi',
      'mandan a Uruguay?',
      'soy [nombre], mi mail es [e-mail], hay donde estasionar el auto?',
      'hacen envíos a uruguay',
      'aceptan bitcoin?',
      'mandan a Chile?',
      'puedo ir con mi perro',
    ]),
  ).toEqual({
    'tienen estacionamiento?': [
      'hola buenas! se puede estacionar ahi',
      'soy [nombre], mi mail es [e-mail], hay donde estasionar el auto?',
    ],
    'mandan a Uruguay?': ['hacen envíos a uruguay'],
    'aceptan bitcoin?': [],
    'mandan a Chile?': [],
    'puedo ir con mi perro': [],
  });
});

test.each(['???', 'y eso?', '[nombre]', ''])('%j has terms too, so it is one gap with its like', (question) => {
  expect(questionTerms(question)).toHaveLength(1);
});
