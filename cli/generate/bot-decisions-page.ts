import { botRules } from '../../domain/bot-decisions.ts';
import { handoffMethods, handoffStep } from '../../domain/handoff-method.ts';
import type { Page } from './page.ts';
import { markdownNotice, table } from './page.ts';

export const botDecisionsPage: Page = {
  path: 'docs/generated/bot-decisions.md',
  content: () => `${markdownNotice('domain/bot-decisions.ts and domain/handoff-method.ts')}
# What a bot decides in a turn

Every rule that applies is carried out, from top to bottom: a ticket and a handoff may come of one turn.

\`\`\`mermaid
${flowchart()}
\`\`\`

## Handing off by the method of the account

What is done with somebody, by what is known of them.

${table(
  [
    'method',
    'has not agreed',
    'agreed',
    'agreed, nobody vouches for them',
    'the same, asked for an e-mail twice',
    'e-mail known',
  ],
  handoffMethods.map((method) => [
    `\`${method}\``,
    ...visitors.map((visitor) => handoffStep(method, { ...nobody, ...visitor })),
  ]),
)}
`,
};

const nobody = { agreed: true, authenticated: true, email: false, emailAsks: 0 };
const visitors = [
  { agreed: false },
  {},
  { authenticated: false },
  { authenticated: false, emailAsks: 2 },
  { authenticated: false, email: true },
];

function flowchart(): string {
  const lines = botRules.flatMap(({ asks, does }, place) => {
    const next = place + 1 < botRules.length ? `q${place + 1}` : 'done';
    return [
      `  q${place}{"${asks}"} -- yes --> d${place}["${does}"]`,
      `  d${place} --> ${next}`,
      `  q${place} -- no --> ${next}`,
    ];
  });
  return ['flowchart TD', '  turn(["The customer wrote"]) --> q0', ...lines, '  done(["The turn is over"])'].join('\n');
}
