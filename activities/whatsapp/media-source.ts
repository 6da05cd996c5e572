import { z } from 'zod';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import { createLinkSource } from '../files/link-source.ts';
import type { FileSource } from '../files/source.ts';
import { Unfetched } from '../files/source.ts';
import { ForbiddenTarget } from '../outgoing/target.ts';
import type { Graph } from './graph.ts';
import { GraphError } from './graph.ts';

/** Where Meta keeps files: our token goes nowhere else. */
const hosts = ['fbsbx.com', 'fbcdn.net', 'facebook.com', 'whatsapp.net'];
const answer = z.looseObject({ url: z.url() });

/** Files that customers sent on WhatsApp, each asked for by its id: its link is good for five minutes. */
export function createWhatsAppMedia(
  graph: Graph | null,
  allowedAddresses: (url: string) => Promise<string[]>,
): FileSource {
  const own = graph ? new URL(graph.baseUrl).origin : null;
  const allowed = (url: string) => {
    const { origin, protocol, hostname } = new URL(url);
    return origin === own || (protocol === 'https:' && hosts.some((host) => `.${hostname}`.endsWith(`.${host}`)));
  };
  const links = createLinkSource(
    async (url) => {
      if (!allowed(url)) throw new ForbiddenTarget(`${new URL(url).host} is none of WhatsApp's`);
      return allowedAddresses(url);
    },
    { authorization: `Bearer ${graph?.accessToken ?? ''}` },
  );
  return {
    async open(file, asked) {
      if (!graph) throw new Unfetched('unreachable', 'the account is not on WhatsApp');
      const open = async () => links.open({ url: await linkOf(graph, file.id ?? '') }, asked);
      // A link that has run out meanwhile is asked for once more.
      return open().catch((error: unknown) => {
        if (error instanceof Unfetched && error.error === 'gone') return open();
        throw error;
      });
    },
  };
}

async function linkOf(graph: Graph, id: string): Promise<string> {
  const path = `/${encodeURIComponent(id)}?phone_number_id=${encodeURIComponent(graph.phoneNumberId)}`;
  try {
    return answer.parse(await graph.call('GET', path)).url;
  } catch (error) {
    const final =
      error instanceof GraphError && (remedyOf(error.code, error.status).do === 'final' || error.status === 404);
    throw new Unfetched(final ? 'gone' : 'unreachable', String(error), { final });
  }
}
