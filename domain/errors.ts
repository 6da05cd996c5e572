/**
 * The error catalogue: every refusal and every API error has one entry here.
 * `order` is the precedence of refusals when several apply at once (lowest first).
 */
export interface ErrorEntry {
  status: number;
  title: string;
  /** What the caller can do about it. */
  help: string;
}

export const errors = {
  // Refusals of commands, in order of precedence.
  'not-found': { status: 404, title: 'Not found', help: 'Check the id. What you may not see does not exist for you.' },
  'contact-blocked': { status: 409, title: 'The contact is blocked', help: 'Unblock the contact first.' },
  'session-expired': {
    status: 409,
    title: 'The session has expired',
    help: 'The customer has not written within the window: send a template, then wait for the answer.',
  },
  'already-claimed': {
    status: 409,
    title: 'Somebody else has this chat',
    help: 'See `owner`. Pick another chat, or ask the owner or a supervisor to transfer it.',
  },
  'not-owner': {
    status: 403,
    title: 'You do not have this chat',
    help: 'Claim it first, or ask its owner or a supervisor.',
  },
  'stale-epoch': {
    status: 409,
    title: 'Ownership has moved since',
    help: 'Read the conversation again and decide with its present epoch.',
  },
  'agent-offline': {
    status: 409,
    title: 'The agent is not online',
    help: 'Whoever acts, or is to be given a chat, has to be online: their own key sends `POST /v1/agents/me/presence` with `{"status":"online"}`, then `POST /v1/agents/me/heartbeat` at least once in every `presenceTimeout` (PT2M unless set). To give a chat to somebody else, choose one who is online.',
  },
  'agent-at-capacity': {
    status: 409,
    title: 'The agent has no free slot',
    help: 'See `capacity` and `chats`: how many this agent may have, and has. Close or return a chat first, or raise the capacity of the agent.',
  },
  'still-with-bot': {
    status: 409,
    title: 'The bot still has this chat',
    help: 'Wait for the handoff, or ask a supervisor to assign it.',
  },
  'bot-muted': {
    status: 409,
    title: 'The bot may not speak now',
    help: 'The chat is not with the bot. Send it back to the bot first.',
  },
  'conversation-open': {
    status: 409,
    title: 'The conversation is already open',
    help: 'Use the open conversation instead of starting a new one.',
  },
  'same-inbox': { status: 409, title: 'The chat is already in that inbox', help: 'Choose another inbox.' },
  'moved-on': {
    status: 409,
    title: 'Something happened since',
    help: 'Only the last transfer, return or close can be undone, and only while nothing followed it.',
  },
  'not-now': {
    status: 409,
    title: 'Not possible in this state',
    help: 'See `state` and `can`: the commands possible now.',
  },

  // Requests that cannot be taken.
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    help: 'See `errors`: each names a path and what was expected.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not valid',
    help: 'Use `nextCursor` of the answer before, unchanged and with the same filters.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid key',
    help: 'Send `Authorization: Bearer <key>` with a key that is not revoked or expired.',
  },
  'wrong-signature': {
    status: 401,
    title: 'The post is not signed as the channel signs',
    help: 'For WhatsApp: set `WHATSAPP_APP_SECRET` to the app secret of the app that owns the webhook, and start the API again. Whoever posts signs the very bytes in `X-Hub-Signature-256`.',
  },
  'wrong-verify-token': {
    status: 403,
    title: 'The verify token is not the one set here',
    help: 'Type the value of `WHATSAPP_VERIFY_TOKEN` into the form of the webhook; where it is not set, set it and start the API again.',
  },
  'no-such-route': {
    status: 404,
    title: 'There is no such route',
    help: 'Check the path. All routes are at /docs for people and at /openapi.json for programs.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The path does not take this method',
    help: 'Use a method that `Allow` names. All routes are at /docs and /openapi.json.',
  },
  forbidden: {
    status: 403,
    title: 'Your role may not do this',
    help: 'See `detail`, or the roles that /docs names for this route.',
  },
  duplicate: { status: 409, title: 'It exists already', help: 'Choose another value for the field named in `detail`.' },
  'stale-version': {
    status: 409,
    title: 'It was changed since',
    help: 'Read it again, make your change on what it is now, and send it with that `version`.',
  },
  'in-use': { status: 409, title: 'It is still in use', help: 'See `detail` for what uses it.' },
  'merge-unsafe': {
    status: 409,
    title: 'The contacts may be different people',
    help: 'See `reasons`: correct the cards where they are wrong, or leave the contacts apart.',
  },
  'built-in': {
    status: 409,
    title: 'It is built in',
    help: 'The General, Cerradas and personal inboxes and Área General cannot be removed.',
  },
  'model-not-configured': {
    status: 422,
    title: 'No model is configured',
    help: 'Set `OPENAI_API_KEY`, or `OPENAI_BASE_URL` of a server that needs none, for the API and the worker, start them again, and then choose `bot.mode` `model`. Until then `builtin` answers without a key.',
  },
  'rooms-not-configured': {
    status: 422,
    title: 'WhatsApp is not configured',
    help: 'Set `WHATSAPP_ACCESS_TOKEN` and `WHATSAPP_PHONE_NUMBER_ID` for the API and the worker, or start the simulator with `npm run whatsapp:simulator`, and start them again.',
  },
  'mail-not-configured': {
    status: 422,
    title: 'No mail provider is configured',
    help: 'Set `RESEND_API_KEY` for the API and the worker and start them again: what is held is kept until then.',
  },
  'connection-failed': {
    status: 422,
    title: 'The helpdesk does not answer as it should',
    help: 'Nothing was saved. See `reason` and `detail`: check the address, the e-mail and the key, and send the change again.',
  },
  'channel-failed': {
    status: 502,
    title: 'The channel cannot be asked',
    help: 'See `detail`: what is missing in the environment, or what the channel answered. Nothing was changed but what it had told before.',
  },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request with this key is still running',
    help: 'Wait a moment and send the same request again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    help: 'Send less at once; the limit is in `detail`.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    help: 'Send JSON with `Content-Type: application/json`.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'The idempotency key was used for another request',
    help: 'Use a new key for a new request.',
  },
  'invalid-target': { status: 422, title: 'The target cannot take the chat', help: 'See `detail`.' },
  'template-required': {
    status: 422,
    title: 'This channel opens only with a template',
    help: 'Send `template` with the request.',
  },
  'unknown-template': { status: 422, title: 'No such template', help: 'List `/v1/templates`, or create it first.' },
  'content-unsupported': {
    status: 422,
    title: 'The content cannot be sent',
    help: 'See `detail` for what the channel takes.',
  },
  'media-refused': {
    status: 422,
    title: 'The file is not taken',
    help: 'See `detail` for the reason: the type, the size, or what its bytes say.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The file has no such bytes',
    help: 'Ask for a range within the size in `Content-Range`.',
  },
  'too-many-requests': { status: 429, title: 'Too many requests', help: 'Wait for the seconds in `Retry-After`.' },
  internal: {
    status: 500,
    title: 'Something failed on our side',
    help: 'Try again; if it stays, give us the `instance` of this answer.',
  },
  'not-implemented': { status: 501, title: 'Not available', help: 'See `detail`.' },
  'temporal-unavailable': {
    status: 503,
    title: 'The workflow engine is not reachable',
    help: 'Try again after `Retry-After`; with an Idempotency-Key nothing happens twice.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The database is not reachable',
    help: 'Try again after `Retry-After`; incoming messages are still taken.',
  },
  starting: { status: 503, title: 'The conversation is being loaded', help: 'Try again after `Retry-After`.' },
  timeout: {
    status: 504,
    title: 'No answer in time',
    help: 'It may still happen: repeat with the same Idempotency-Key.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

/** Precedence of refusals: of several that apply, the first in this list is told. Source: the domain's transition rules. */
export const refusalOrder = [
  'not-found',
  'contact-blocked',
  'session-expired',
  'already-claimed',
  'not-owner',
  'stale-epoch',
  'agent-offline',
  'agent-at-capacity',
  'still-with-bot',
  'bot-muted',
  'conversation-open',
  'same-inbox',
  'moved-on',
  'not-now',
] as const satisfies readonly ErrorCode[];
