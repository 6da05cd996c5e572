import { setTimeout as wait } from 'node:timers/promises';
import type { Said } from '../whatsapp-simulator/people.ts';
import type { Group, Line } from '../whatsapp-simulator/world.ts';
import { Unexpected } from './story.ts';

/** The phones of a simulated WhatsApp. */
export interface Phones {
  says(said: Said): Promise<Line>;
  /** Opens an invite link. */
  joins(phone: string, link: string): Promise<void>;
  /** The group of a name. */
  group(subject: string): Promise<Group>;
  /** What the business wrote in a chat, once it is there: the words, and the id to quote it by. */
  reads(chat: string, words: string): Promise<{ id: string; text: string }>;
}

const LIMIT_MS = 30_000;

/** Null where WhatsApp is not simulated: people's own phones are left alone. */
export async function phonesAt(baseUrl: string): Promise<Phones | null> {
  const url = new URL(baseUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return null;
  const act = async (name: string, body: object = {}) => {
    const response = await fetch(`${url.origin}/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    const told = (await response.json()) as never;
    if (!response.ok) throw new Unexpected(`WhatsApp no hizo ${name}: ${JSON.stringify(told)}`);
    return told;
  };
  const state = () => act('state') as Promise<{ groups: Group[]; lines: Line[] }>;
  const there = await state().catch(() => null);
  if (!there) return null;
  return {
    says: (said) => act('say', said),
    joins: (phone, link) => act('join', { phone, link }),
    group: async (subject) => {
      const { groups } = await state();
      const found = groups.findLast((group) => group.subject === subject);
      if (!found) throw new Unexpected(`no hay un grupo ${subject}`);
      return found;
    },
    async reads(chat, words) {
      for (const end = Date.now() + LIMIT_MS; Date.now() < end; await wait(100)) {
        const { lines } = await state();
        const found = lines.findLast(
          (line) => line.chat === chat && line.from === null && textOf(line).includes(words),
        );
        if (found) return { id: found.id, text: textOf(found) };
      }
      throw new Unexpected(`nadie escribió «${words}»`);
    },
  };
}

/** Of a plain text, one with buttons, or a template. */
function textOf({ content }: Line): string {
  const { body, components } = content as {
    body?: string | { text: string };
    components?: { parameters?: { text?: string }[] }[];
  };
  if (typeof body === 'object') return body.text;
  return body ?? components?.[0]?.parameters?.[0]?.text ?? '';
}
