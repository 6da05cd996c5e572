import { helpdeskTexts as texts } from '../../texts/helpdesk-ticket.ts';
import type { Matter, MatterLine } from './helpdesk.ts';

type Facts = Pick<Matter, 'reason' | 'contactId' | 'email' | 'chatUrl'>;

const factsOf = ({ reason, contactId, email }: Facts) =>
  [
    [texts.reason, reason],
    [texts.email, email],
    [texts.contact, contactId],
  ] as const;

/** What the team should know beside what was said. */
export function factsText(matter: Facts): string {
  return [...factsOf(matter).map(([name, value]) => `${name}: ${value}`), `${texts.chat}: ${matter.chatUrl}`].join(
    '\n',
  );
}

/** The facts and everything that was said, with its times, as HTML in which no word of the chat is markup. */
export function transcriptHtml(matter: Matter): string {
  const facts = factsOf(matter).map(([name, value]) => `<b>${name}:</b> ${escaped(value)}`);
  const link = `<a href="${escaped(matter.chatUrl)}">${texts.chat}</a>`;
  return `<p>${[...facts, link].join('<br>')}</p><h3>${texts.transcript}</h3>${matter.lines.map(lineHtml).join('')}`;
}

function lineHtml({ author, time, text }: MatterLine): string {
  const said = escaped(text)
    .replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`)
    .replaceAll('\n', '<br>');
  return `<p><b>${escaped(author)}</b> · ${escaped(time)}<br>${said}</p>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
