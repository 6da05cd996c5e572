import type { FileMessageType, MediaRef } from '../../domain/media.ts';
import { isFileMessage } from '../../domain/media.ts';
import type { Address } from '../../domain/state.ts';
import { whatsappTexts } from '../../texts/whatsapp.ts';
import type { Sending } from '../../workflows/whatsapp-sending.ts';

/** What a message of ours looks like on WhatsApp. Source: the Cloud API's messages. */
export function composeMessage(
  what: Extract<Sending['what'], { kind: 'message' }>,
  { mediaId, context }: { mediaId: string | null; context: string | null },
): Record<string, unknown> {
  const { type, text, content } = what;
  const quoting = context === null ? {} : { context: { message_id: context } };
  if (type === 'template') return { ...quoting, type, template: templateOf(content as TemplateContent) };
  if (isFileMessage(type) && mediaId !== null)
    return { ...quoting, type, [type]: fileOf(type, what.media as MediaRef, mediaId, text) };
  if (offersPerson(content) && (text ?? '').length <= BODY_LIMIT)
    return { ...quoting, type: 'interactive', interactive: offer(text ?? '') };
  return { ...quoting, type: 'text', text: { body: text ?? '', preview_url: true } };
}

export function composeReaction(messageId: string, emoji: string | null): Record<string, unknown> {
  return { type: 'reaction', reaction: { message_id: messageId, emoji: emoji ?? '' } };
}

/** How Argentine mobile numbers are written to: as WhatsApp has them, or without the 9 as some numbers in test mode want. */
export type ArgentineForm = '549' | '54';

/**
 * Whom a message goes to. A number goes with its plus sign: without it the business's own country code may be put in
 * front. Who somebody is never depends on the form: without the 9 it can be the landline of somebody else.
 */
export function recipient({ waId, userId }: Address, form: ArgentineForm = '549'): Record<string, string> {
  const number = form === '54' ? waId?.replace(/^549(?=\d{10}$)/, '54') : waId;
  return { recipient_type: 'individual', ...(number ? { to: `+${number}` } : { recipient: userId ?? '' }) };
}

/** Of the text beside buttons. */
const BODY_LIMIT = 1024;

const offersPerson = (content: unknown) => (content as { offer?: unknown } | null)?.offer === 'person';

/** The buttons' titles are what the customer is then taken to have said. */
function offer(text: string) {
  const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
  const { yes, no } = whatsappTexts.offer;
  return {
    type: 'button',
    body: { text },
    action: { buttons: [button('person:yes', yes), button('person:no', no)] },
  };
}

function fileOf(type: FileMessageType, { fileName, voice }: MediaRef, id: string, text: string | null) {
  const caption = text && (type === 'image' || type === 'video' || type === 'document') ? { caption: text } : {};
  return {
    id,
    ...caption,
    ...(type === 'document' ? { filename: fileName } : {}),
    ...(type === 'audio' && voice ? { voice: true } : {}),
  };
}

interface TemplateContent {
  name: string;
  language: string;
  components: Component[];
}

interface Component {
  type: string;
  index?: number;
  parameters?: { type: string; link?: string }[];
}

function templateOf({ name, language, components }: TemplateContent) {
  const filled = components.map(({ index, parameters, ...rest }) => ({
    ...rest,
    ...(index === undefined ? {} : { index: String(index) }),
    ...(parameters ? { parameters: parameters.map(parameterOf) } : {}),
  }));
  return { name, language: { code: language }, ...(filled.length > 0 ? { components: filled } : {}) };
}

function parameterOf({ link, ...rest }: { type: string; link?: string }) {
  return link === undefined ? rest : { ...rest, [rest.type]: { link } };
}
