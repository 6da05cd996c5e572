import { matterOf, wantsPerson } from '../../activities/bot/index.ts';
import type { Half } from '../bot/corpus.ts';
import { matterHalves, personWishHalves } from '../bot/corpus.ts';
import { none } from './play.ts';
import { scoreOf, tableOf } from './score.ts';

interface Case {
  half: Half;
  wanted: string;
  got: string;
}

/** How the built-in bot's recognisers do on single texts, of which one half was never looked at to tune them. */
export function recognition(): string {
  const matters: Case[] = matterHalves.map(({ half, subtype, text }) => ({
    half,
    wanted: subtype ?? none,
    got: matterOf([text])?.subtype ?? none,
  }));
  const wishes: Case[] = personWishHalves.map(({ half, wish, text }) => ({
    half,
    wanted: wish === 'yes' ? 'yes' : 'no',
    got: wantsPerson(text) === 'yes' ? 'yes' : 'no',
  }));
  const due = matters.filter(({ wanted }) => wanted !== none);
  const without = matters.filter(({ wanted }) => wanted === none);
  const asked = wishes.filter(({ wanted }) => wanted === 'yes');
  const heldOut = (cases: Case[]) => scoreOf(cases.filter(({ half }) => half === 'held out'));
  return `## Recognition on single texts

The bot is tuned on one half and only measured on the other; both have the same authors.

| what | tuned | held out |
|---|--:|--:|
| right subtype, where a ticket is due | ${shares(due)} |
| no ticket, where none is due | ${shares(without)} |
| a wish for a person heard | ${shares(asked)} |

On the half held out, label by label:

${tableOf({ subtype: heldOut(matters), 'wants-person': heldOut(wishes) })}`;
}

function shares(cases: readonly Case[]): string {
  const share = (half: Half) => {
    const of = cases.filter((one) => one.half === half);
    const right = of.filter(({ wanted, got }) => wanted === got).length;
    return `${right} of ${of.length} (${Math.round((100 * right) / of.length)} %)`;
  };
  return `${share('tuned')} | ${share('held out')}`;
}
