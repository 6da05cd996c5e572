import { readdirSync, readFileSync } from 'node:fs';

/** A conversation that was written down and labelled: test/corpus/README.md. */
export interface Labelled {
  id: string;
  /** The inbox as it can be known before an agent asks, where that differs from `expected.inbox`. */
  inboxBeforeAgent?: string;
  messages: {
    seq: number;
    at: string;
    from: 'customer' | 'bot' | 'agent';
    type: string;
    text: string | null;
    emoji?: string;
    targetSeq?: number;
  }[];
  expected: { needsHuman: boolean; inbox: string | null; fields: { firstName: string | null } };
}

export interface Article {
  title: string;
  body: string;
  keywords: string[];
}

const corpus = new URL('../../test/corpus/', import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, corpus), 'utf8')) as T;

export function labelledConversations(): Labelled[] {
  const files = readdirSync(new URL('conversations/', corpus)).sort();
  return files.map((file) => read<Labelled>(`conversations/${file}`));
}

export function corpusInboxes(): { id: string; name: string; description: string }[] {
  return read('inboxes.json');
}

export function corpusArticles(): Article[] {
  return read<Article[]>('articles.json').map(({ title, body, keywords }) => ({ title, body, keywords }));
}
