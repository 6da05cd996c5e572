import { searchKnowledge } from '../../activities/bot/index.ts';
import { goodEnough } from '../../activities/bot/search-knowledge.ts';
import { subjectOf } from '../../activities/bot/small-talk.ts';
import type { Half } from '../bot/corpus.ts';
import { trades } from '../bot/corpus.ts';

interface Ranked {
  trade: string;
  half: Half;
  /** From 0 on; -1: not found. */
  rank: number;
  /** Of the first article found. */
  best: number;
}

/** How well the right article is found, on everyday questions of which one half was never looked at to tune the search. */
export function search(): string {
  const ranked: Ranked[] = trades.flatMap(({ name, articles, questions }) =>
    questions.map(({ half, article, question }) => {
      const found = searchKnowledge(articles, subjectOf(question));
      const rank = found.findIndex((one) => one.article.id === article);
      return { trade: name, half, rank, best: found[0]?.score ?? 0 };
    }),
  );
  const rows = (['tuned', 'held out'] as const).flatMap((half) =>
    [...trades.map(({ name }) => name), 'all'].map((trade) =>
      row(
        trade,
        half,
        ranked.filter((one) => one.half === half && (trade === 'all' || one.trade === trade)),
      ),
    ),
  );
  const articles = trades.reduce((sum, one) => sum + one.articles.length, 0);
  return `## Finding the article

${ranked.length} everyday questions to ${articles} articles of three trades. *Answered*: the right article comes first and covers enough
of the question to be said; *wrongly*: another does.

| trade | half | questions | first | among three | answered | wrongly |
|---|---|--:|--:|--:|--:|--:|
${rows.join('\n')}`;
}

function row(trade: string, half: Half, of: readonly Ranked[]): string {
  const share = (is: (one: Ranked) => boolean) => `${Math.round((100 * of.filter(is).length) / of.length)} %`;
  const said = ({ best }: Ranked) => best >= goodEnough;
  const cells = [
    share(({ rank }) => rank === 0),
    share(({ rank }) => rank >= 0 && rank < 3),
    share((one) => one.rank === 0 && said(one)),
    share((one) => one.rank !== 0 && said(one)),
  ];
  return `| ${trade} | ${half} | ${of.length} | ${cells.join(' | ')} |`;
}
