import { expect } from 'vitest';
import type { VisitorMessage, VisitorState } from '../../api/webchat/visitor-view.ts';
import type { Site } from './site.ts';

/** A person on a web site. */
export interface Visitor {
  contactId: string;
  token: string;
  /** Resolves to our message id. */
  writes(site: Site, text: string, id?: string): Promise<string>;
  /** Opens a page that listens. */
  opens(site: Site, headers?: Record<string, string>, query?: string): Promise<Page>;
}

/** What a page has been told so far. */
export interface Page {
  messages: VisitorMessage[];
  states: VisitorState[];
  /** Of the events in order. */
  ids: string[];
  headers: Headers;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  says(text: string): Promise<VisitorMessage>;
  leave(): Promise<void>;
}

export async function newVisitor(site: Site, who: { name?: string; email?: string } = {}): Promise<Visitor> {
  const { status, body } = await site.as(null).post('/v1/webchat/sessions', who);
  expect(status).toBe(201);
  const { token, contactId } = body;
  return {
    contactId,
    token,
    async writes(at, text, id) {
      const answer = await at.as(token).post('/v1/webchat/messages', { type: 'text', text, ...(id ? { id } : {}) });
      expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
      return answer.body.messageId;
    },
    opens: (at, headers = {}, query = '') => openPage(`${at.base}/v1/webchat/events${query}`, token, headers),
  };
}

export async function openPage(url: string, token: string | null, headers: Record<string, string> = {}): Promise<Page> {
  const gone = new AbortController();
  const response = await fetch(url, {
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    signal: gone.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const page: Page = {
    messages: [],
    states: [],
    ids: [],
    headers: response.headers,
    ended: listen(response, (event, id, data) => {
      if (event === 'message') page.messages.push(JSON.parse(data));
      if (event === 'state') page.states.push(JSON.parse(data));
      if (id !== null) page.ids.push(id);
    }),
    async says(text) {
      const find = () => page.messages.find((one) => one.text === text);
      await expect.poll(find, { timeout: 10_000 }).toBeDefined();
      return find() as VisitorMessage;
    },
    async leave() {
      gone.abort();
      await page.ended.catch(() => undefined);
    },
  };
  page.ended.catch(() => undefined);
  return page;
}

async function listen(
  response: Response,
  told: (event: string, id: string | null, data: string) => void,
): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => line.split(/: ?(.*)/s) as [string, string]);
      const of = (name: string) => fields.find(([field]) => field === name)?.[1] ?? null;
      const data = of('data');
      if (data !== null) told(of('event') ?? 'message', of('id'), data);
    }
  }
}
