import type { Situation } from '../../domain/state.ts';
import { situations } from '../../domain/state.ts';
import type { Cell, Row, Trigger, Who } from '../../domain/transitions.ts';
import { rowOf, transitions } from '../../domain/transitions.ts';
import type { Page } from './page.ts';
import { markdownNotice, table } from './page.ts';

const people: readonly Who[] = ['agent', 'supervisor', 'integrator'];
const allowed = { owner: 'the owner', 'owner-or-supervisor': 'the owner, supervisors', sight: 'who sees the chat' };
const rows: [Trigger, Row][] = (Object.keys(transitions) as Trigger[]).map((trigger) => [trigger, rowOf(trigger)]);

export const statesPage: Page = {
  path: 'docs/generated/states.md',
  content: () => `${markdownNotice('domain/transitions.ts')}
# States

\`NUEVO\` is a contact nobody has heard of yet; \`CERRADAS\` is the state \`BANDEJA\` in the inbox of closed chats. The
diagram shows what moves a chat; what leaves it where it is stands in the table only.

\`\`\`mermaid
${stateDiagram()}
\`\`\`

## Every trigger in every situation

\`=\` stays, \`→\` may move there, \`·\` passes without effect, \`✗\` is refused with that [code](errors.md).

${table(
  ['trigger', ...situations],
  rows.map(([trigger, row]) => [`\`${trigger}\``, ...situations.map((situation) => cellText(row.cells[situation]))]),
)}

## Who may give it, and when

${table(
  ['trigger', 'who', 'must be online', 'allowed to', 'while blocked', 'needs an open session'],
  rows.map(([trigger, { who, online, needs, whileBlocked, openSession }]) => [
    `\`${trigger}\``,
    who.join(', '),
    { always: 'always', own: 'for their own chats', never: 'no' }[online],
    who.some((one) => people.includes(one)) ? allowed[needs] : '',
    whileBlocked ? 'yes' : 'no',
    openSession ? 'yes' : 'no',
  ]),
)}
`,
};

/** The moves of the table as a Mermaid state diagram: one arrow a pair, with all that takes it. */
export function stateDiagram(): string {
  const arrows = situations.flatMap((from) =>
    situations.flatMap((to) => {
      const labels = rows.filter(([, row]) => moves(row.cells[from], to)).map(([trigger]) => trigger);
      return labels.length > 0 ? [`  ${nodeOf(from)} --> ${nodeOf(to)}: ${labels.join(', ')}`] : [];
    }),
  );
  return ['stateDiagram-v2', ...arrows].join('\n');
}

const nodeOf = (situation: Situation) => (situation === 'NUEVO' ? '[*]' : situation);

function moves(cell: Cell, to: Situation): boolean {
  return cell !== 'ignore' && 'to' in cell && cell.to.includes(to);
}

function cellText(cell: Cell): string {
  if (cell === 'ignore') return '·';
  if ('refuse' in cell) return `✗ ${cell.refuse}`;
  return cell.to.map((to) => (to === 'same' ? '=' : `→ ${to}`)).join(' or ');
}
