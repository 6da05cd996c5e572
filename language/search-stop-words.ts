import { stopWords } from './stop-words.ts';

const list = (text: string) => text.trim().split(/\s+/);

/** Words of grammar alone, folded: every text has them, so none is found by them. */
export const functionWords: ReadonlySet<string> = new Set(
  list(`
  a al ante con contra de del desde e el ella ellas ellos en entre es esa esas ese eso esos esta estas este esto estos
  fue ha han hasta hay he la las le les lo los me mi mis ni no nos o os para pero por porque pues que se si sin sino son
  su sus te ti tu tus u un una unas uno unos y ya yo
`),
);

/** People are called these. */
const names = new Set(['mia', 'bueno', 'buena', 'alla', 'casi', 'vaya']);

/** Words that tell nothing of what is looked for, so a search leaves them out while it has others. */
export const fillers: ReadonlySet<string> = new Set(
  [...stopWords, ...functionWords].filter((word) => !names.has(word)),
);
