import type { Json } from './ask.ts';
import type { HelpdeskAccess } from './ask.ts';
import { createAsk } from './ask.ts';
import type { Helpdesk, Matter, Opened } from './helpdesk.ts';
import { HelpdeskError } from './helpdesk.ts';
import { transcriptHtml } from './transcript.ts';

export interface ZendeskAccount {
  baseUrl: string;
  email: string;
  apiToken: string;
}

const marker = (noteId: string) => `Ref. ${noteId}`;

/** Zendesk Support. Keys of requests are kept for two hours, and only for the creation of tickets. */
export function createZendesk(
  { baseUrl, email, apiToken }: ZendeskAccount,
  rest: Pick<HelpdeskAccess, 'allowedAddresses' | 'timeoutMs'>,
): Helpdesk {
  const ask = createAsk({ ...rest, baseUrl, user: `${email}/token`, password: apiToken });
  const byExternalId = async (id: string) => listIn(await ask('GET', `/api/v2/tickets?external_id=${id}`), 'tickets');
  const openedOf = (ticket: Json): Opened => {
    const ticketId = String(ticket.id);
    return { ticketId, url: `${baseUrl.replace(/\/+$/, '')}/agent/tickets/${ticketId}` };
  };

  return {
    async probe() {
      await byExternalId('relevo-connection-test');
    },

    compose(matter: Matter) {
      const ticket = {
        subject: matter.subject,
        comment: { html_body: transcriptHtml(matter), public: false },
        requester: { name: matter.name, email: matter.email },
        external_id: matter.externalId,
        tags: ['relevo', 'handoff'],
      };
      return JSON.stringify({ ticket });
    },

    async open(body, key) {
      const { ticket } = await ask('POST', '/api/v2/tickets.json', { body, headers: { 'idempotency-key': key } });
      const id = (ticket as Json | undefined)?.id;
      if (typeof id !== 'number' && typeof id !== 'string')
        throw new HelpdeskError('unclear', 'an answer without the ticket');
      return openedOf(ticket as Json);
    },

    async find(externalId) {
      // The id is not unique there: the oldest is the one that an earlier attempt opened.
      const found = (await byExternalId(externalId)).filter((one) => one.external_id === externalId);
      const oldest = found.toSorted((a, b) => Number(a.id) - Number(b.id))[0];
      return oldest ? openedOf(oldest) : null;
    },

    async add(ticketId, { id, text }, attempt) {
      const path = `/api/v2/tickets/${ticketId}`;
      if (attempt > 1) {
        const comments = listIn(await ask('GET', `${path}/comments.json?sort_order=desc`), 'comments');
        if (comments.some(({ body }) => String(body).includes(marker(id)))) return;
      }
      const comment = { body: `${text}\n\n${marker(id)}`, public: false };
      await ask('PUT', `${path}.json`, { body: JSON.stringify({ ticket: { comment } }) });
    },
  };
}

function listIn(answer: Json, name: string): Json[] {
  if (!Array.isArray(answer[name])) throw new HelpdeskError('unclear', `an answer without ${name}`);
  return answer[name] as Json[];
}
