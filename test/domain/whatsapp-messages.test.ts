import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { composeMessage, composeReaction, recipient } from '../../activities/whatsapp/compose.ts';
import { heldBy } from '../../api/whatsapp/content.ts';
import { partyOf } from '../../api/whatsapp/take.ts';
import { createWhatsApp } from '../../activities/whatsapp/sending.ts';
import type { MessageType } from '../../domain/vocabulary.ts';
import { remedyOf } from '../../domain/whatsapp-errors.ts';
import { textParts } from '../../language/text-parts.ts';
import { fixture, fixtures } from '../fakes/whatsapp.ts';

const lucia = { waId: '5493815551234', userId: 'AR.4471920385561207743' };
const author = { kind: 'agent' as const, id: null, name: null };

/** The body that Meta's documents show, without what the sender puts around it. */
function shown(name: string) {
  const { messaging_product: _, ...body } = fixture(name).request.body;
  return body;
}

function composed(
  type: MessageType,
  { text = null, file, mediaId = null, context = null, content = null }: Partial<Record<string, unknown>> & object,
) {
  const media = file ? { fileName: 'x', ...(file as object) } : null;
  const what = { kind: 'message' as const, author, type, text: text as string, media, replyTo: null, content };
  return {
    ...recipient(lucia),
    ...composeMessage(what, { mediaId: mediaId as string | null, context: context as string | null }),
  };
}

test.each([
  [
    'send-text-reply-context',
    'text',
    (b: ReturnType<typeof shown>) => ({ text: b.text.body, context: b.context.message_id }),
  ],
  [
    'send-image-id',
    'image',
    (b: ReturnType<typeof shown>) => ({ mediaId: b.image.id, text: b.image.caption, file: {} }),
  ],
  [
    'send-document-id',
    'document',
    (b: ReturnType<typeof shown>) => ({
      mediaId: b.document.id,
      text: b.document.caption,
      file: { fileName: b.document.filename },
    }),
  ],
  ['send-audio-voice-id', 'audio', (b: ReturnType<typeof shown>) => ({ mediaId: b.audio.id, file: { voice: true } })],
  [
    'send-video-id',
    'video',
    (b: ReturnType<typeof shown>) => ({ mediaId: b.video.id, text: b.video.caption, file: {} }),
  ],
  ['send-sticker-id', 'sticker', (b: ReturnType<typeof shown>) => ({ mediaId: b.sticker.id, file: {} })],
  [
    'send-template-named-params',
    'template',
    ({ template }: ReturnType<typeof shown>) => ({
      content: { name: template.name, language: template.language.code, components: template.components },
    }),
  ],
] as const)('%s is asked for as Meta shows it', (name, type, from) => {
  const body = shown(name);
  expect(composed(type, from(body))).toMatchObject(body);
});

test('who has no number is named by their user id, and a reaction is taken away with nothing', () => {
  expect(recipient({ userId: lucia.userId })).toMatchObject({ recipient: lucia.userId });
  const { type, reaction } = shown('send-reaction');
  expect(composeReaction(reaction.message_id, reaction.emoji)).toEqual({ type, reaction });
  expect(composeReaction('wamid.1', null).reaction).toMatchObject({ emoji: '' });
});

test('an Argentine mobile number is written to in the form that was set, and no other number changes', () => {
  const to = (waId: string) => [recipient({ waId }).to, recipient({ waId }, '54').to];
  expect(to('5493814440001')).toEqual(['+5493814440001', '+543814440001']);
  for (const waId of ['543814440001', '54938144400012', '5511987654321', '549381444'])
    expect(to(waId)).toEqual([`+${waId}`, `+${waId}`]);
});

test('an offer of a person has buttons while it fits beside them', () => {
  const content = { offer: 'person' };
  const offer = composed('text', { text: '¿Querés?', content }) as Record<string, unknown>;
  const { interactive } = shown('send-interactive-buttons');
  expect(offer).toMatchObject({
    type: 'interactive',
    interactive: { type: interactive.type, body: { text: '¿Querés?' } },
  });
  expect(composed('text', { text: 'x'.repeat(1025), content })).toMatchObject({ type: 'text' });
});

test('a text too long for one message goes in several, none of its words lost', () => {
  const text = Array.from({ length: 2000 }, (_, i) => `palabra${i}`).join(' ');
  const parts = textParts(text, 4096);
  expect(parts.length).toBeGreaterThan(4);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(4096);
  expect(parts.join(' ')).toBe(text);
  expect(textParts('x'.repeat(5000), 4096).join('')).toBe('x'.repeat(5000));
  expect(textParts('👋'.repeat(5), 3)).toEqual(['👋', '👋', '👋', '👋', '👋']);
  expect(textParts('uno dos tres', 5, 3)).toEqual(['uno', 'dos', 'tres']);
  expect(textParts('', 4096)).toEqual([]);
});

test('every error that Meta shows has its remedy', () => {
  const told = fixtures('error-').map(({ name, body }) => [name, remedyOf(body.body.error.code, body.status).do]);
  expect(Object.fromEntries(told)).toEqual({
    'error-100-invalid-param': 'final',
    'error-130429-throughput': 'slow',
    'error-131000-unknown': 'again',
    'error-131009-param-value': 'final',
    'error-131030-not-allowed': 'final',
    'error-131047-reengagement': 'final',
    'error-131056-pair-rate': 'slow-pair',
    'error-131062-bsuid': 'final',
    'error-132001-template': 'final',
    'error-190-token': 'halt',
  });
  const failed = fixtures('status-failed-').map(
    ({ body }) => body.entry[0].changes[0].value.statuses[0].errors[0].code,
  );
  expect(Object.fromEntries(failed.map((code) => [code, remedyOf(code).reason]))).toEqual({
    131026: 'unreachable',
    131047: 'window-closed',
    131049: 'rate-limited',
    131050: 'opted-out',
    131053: 'media',
  });
  // What nobody knows yet: refused it is final, and a server in trouble is asked again.
  expect([remedyOf(999_999).do, remedyOf(999_999, 503).do, remedyOf(250, 403).do]).toEqual(['final', 'again', 'halt']);
});

test('the card of somebody else lends the sender neither number nor name', () => {
  const other = { user_id: 'AR.2', wa_id: '5493815550000', profile: { name: 'Otra' } };
  const message = { id: 'wamid.1', type: 'text' };
  expect(partyOf({ ...message, from_user_id: 'AR.1' }, [other])).toEqual({ userId: 'AR.1' });
  expect(partyOf({ ...message, from: '5493815551111' }, [other])).toEqual({ waId: '5493815551111' });
  const theirs = { userId: 'AR.2', waId: '5493815550000', name: 'Otra' };
  expect(partyOf({ ...message, from_user_id: 'AR.2' }, [other])).toEqual(theirs);
  expect(partyOf({ ...message, from: '5493815550000' }, [other])).toEqual(theirs);
  expect(partyOf(message, [other])).toEqual(theirs);
});

test('an answer to a form that is nested beyond all measure is taken with what can be told of it', () => {
  const response_json = `{"talle":"M","raro":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const interactive = { type: 'nfm_reply', nfm_reply: { response_json } };
  const message = { id: 'wamid.1', type: 'interactive', interactive };
  expect(heldBy(message).text).toBe('talle: M\nraro: …');
});

test.each([
  ['does not answer', new Error('deadline exceeded'), 'later'],
  ['has ended', new WorkflowNotFoundError('gone', 'c_1', undefined), 'sent'],
])('while a conversation %s, what was to be sent is %3$s', async (_, error, fate) => {
  const query = () => Promise.reject(error);
  const client = {
    workflow: { getHandle: () => ({ query }) },
    withDeadline: (_at: number, ask: () => unknown) => ask(),
  };
  const graph = { send: async () => ({ id: 'wamid.1' }) };
  const marks = { answered: () => undefined };
  const { attemptSending } = createWhatsApp({ client, graph, marks, refOf: String } as never);
  const sending = { id: 'm_1', messageId: 'm_1', contactId: 'c_1', to: lucia, at: 1 };
  const bot = { kind: 'bot' as const, id: null, name: null };
  const what = { kind: 'message', author: bot, type: 'text', text: 'Hola', media: null, replyTo: null, content: null };
  expect(await attemptSending({ ...sending, what } as never, { mediaId: null })).toMatchObject({ fate });
});
