import type { HelpdeskAccess, Json } from './ask.ts';
import { createAsk } from './ask.ts';
import type { Helpdesk, MatterLine, Opened } from './helpdesk.ts';
import { HelpdeskError } from './helpdesk.ts';
import { factsText } from './transcript.ts';

export interface GorgiasAccount {
  baseUrl: string;
  email: string;
  apiKey: string;
}

/** One ticket holds so many messages; source: the helpdesk's contract. One place is for our note. */
const MESSAGES = 499;
const PAGES = 10;
/** Our clock and theirs differ. */
const SLACK_MS = 10 * 60_000;

/** Gorgias. It knows no keys of requests: whether an attempt was taken is seen in its list of tickets. */
export function createGorgias(
  { baseUrl, email, apiKey }: GorgiasAccount,
  rest: Pick<HelpdeskAccess, 'allowedAddresses' | 'timeoutMs'>,
): Helpdesk {
  const ask = createAsk({ ...rest, baseUrl, user: email, password: apiKey });
  const base = baseUrl.replace(/\/+$/, '');
  const openedOf = ({ id }: Json): Opened => ({ ticketId: String(id), url: `${base}/app/ticket/${String(id)}` });
  const team = { sender: { email } };

  return {
    async probe() {
      const account = await ask('GET', '/api/account');
      if (typeof account.domain !== 'string') throw new HelpdeskError('unclear', 'an answer without the account');
    },

    compose(matter) {
      const customer = { email: matter.email, name: matter.name };
      const said = matter.lines.slice(-MESSAGES).map((line) => ({
        ...common(line),
        ...(line.from === 'contact' ? { sender: customer } : { ...team, receiver: customer }),
      }));
      const note = {
        channel: 'internal-note',
        via: 'api',
        from_agent: true,
        public: false,
        ...team,
        body_text: factsText(matter),
        external_id: `${matter.externalId}_note`,
      };
      return JSON.stringify({
        channel: 'api',
        via: 'api',
        from_agent: false,
        status: 'open',
        subject: matter.subject.slice(0, 998),
        external_id: matter.externalId,
        language: 'es',
        customer,
        tags: [{ name: 'relevo' }, { name: 'handoff' }],
        meta: { source: 'relevo', contactId: matter.contactId },
        messages: [...said, note],
      });
    },

    async open(body) {
      const ticket = await ask('POST', '/api/tickets', { body });
      if (ticket.id === undefined) throw new HelpdeskError('unclear', 'an answer without the ticket');
      return openedOf(ticket);
    },

    async find(externalId, since) {
      let cursor = '';
      for (let page = 0; page < PAGES; page += 1) {
        const { data, meta } = await ask('GET', `/api/tickets?limit=100&order_by=created_datetime:desc${cursor}`);
        if (!Array.isArray(data)) throw new HelpdeskError('unclear', 'an answer without tickets');
        const tickets = data as Json[];
        const found = tickets.findLast((one) => one.external_id === externalId);
        if (found) return openedOf(found);
        const oldest = tickets.at(-1);
        const next = (meta as Json | undefined)?.next_cursor;
        if (!oldest || typeof next !== 'string' || instantOf(oldest.created_datetime) < since - SLACK_MS) return null;
        cursor = `&cursor=${encodeURIComponent(next)}`;
      }
      // So many newer ones were opened that nobody can say: opening another might be the second.
      throw new HelpdeskError('busy', 'the ticket is not among the newest');
    },

    async add(ticketId, note, attempt) {
      if (attempt > 1) {
        const { messages } = await ask('GET', `/api/tickets/${ticketId}`);
        if (Array.isArray(messages) && (messages as Json[]).some(({ external_id }) => external_id === note.id)) return;
      }
      const sender = { email: note.email, name: note.name };
      const line = { id: note.id, from: 'contact' as const, text: note.text, at: note.at };
      const body = JSON.stringify({ ...common(line), sender });
      await ask('POST', `/api/tickets/${ticketId}/messages`, { body });
    },
  };
}

/** `sent_datetime` tells that it was said already: without it the helpdesk might send it to the customer. */
function common({ id, from, text, at }: Pick<MatterLine, 'id' | 'from' | 'text' | 'at'>) {
  const way = { channel: 'api', via: 'api', from_agent: from !== 'contact', public: true };
  return { ...way, body_text: text, external_id: id, created_datetime: at, sent_datetime: at };
}

/** Their times come without an offset and are UTC. */
function instantOf(told: unknown): number {
  const text = String(told);
  return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}
