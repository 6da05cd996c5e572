import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { BotFallback } from '../../../domain/bot.ts';
import type { TokensSpent } from './meter.ts';
import type { Prompt } from './prompt.ts';
import type { Proposal } from './proposal.ts';
import { proposal } from './proposal.ts';

export interface ModelServer {
  /** Servers of one's own want none. */
  apiKey: string | undefined;
  /** OpenAI's when left out. */
  baseUrl: string | undefined;
  model: string;
}

export interface ModelLimits {
  /** How long one request may take, in milliseconds. */
  attemptMs: number;
  /** How long a turn may take with everything that is tried again. */
  turnMs: number;
  /** The first pause before a new try, where the server names none; each further one is twice as long. */
  pauseMs: number;
  /** The longest pause a server may ask for; with more the turn is not kept waiting. */
  longestPauseMs: number;
  retries: number;
}

/** Within the time that the conversation gives a turn: see the bot's lane. */
export const modelLimits: ModelLimits = {
  attemptMs: 20_000,
  turnMs: 40_000,
  pauseMs: 500,
  longestPauseMs: 5_000,
  retries: 2,
};

export type Asked = { proposal: Proposal } | { failed: BotFallback };

/**
 * Asks for one proposal. Rejects only when `signal` is aborted; whatever else goes wrong is a reason. `onSpent` is told
 * of the tokens of every completion that came back, also of one that is of no use.
 */
export type AskModel = (
  prompt: Prompt,
  signal: AbortSignal | undefined,
  onSpent: (tokens: TokensSpent) => Promise<void>,
) => Promise<Asked>;

/** `create` and a parse of our own: the library's `parse` throws where a completion is cut off, and its tokens with it. */
export function createAskModel({ apiKey, baseUrl, model }: ModelServer, limits: ModelLimits = modelLimits): AskModel {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    maxRetries: 0,
    timeout: limits.attemptMs,
    logLevel: 'off',
  });
  // Some servers know no JSON schemas: they are told of it in words, from the first refusal on.
  let knowsSchemas = true;

  async function complete(prompt: Prompt, signal: AbortSignal): Promise<ChatCompletion> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await client.chat.completions.create(requestOf(model, prompt, knowsSchemas), { signal });
      } catch (error) {
        if (knowsSchemas && refusesSchemas(error)) {
          knowsSchemas = false;
          continue;
        }
        const pause = pauseAfter(error, limits.pauseMs * 2 ** attempt);
        if (pause === null || pause > limits.longestPauseMs || attempt >= limits.retries) throw error;
        await wait(pause, undefined, { signal });
      }
    }
  }

  return async (prompt, signal, onSpent) => {
    const time = AbortSignal.timeout(limits.turnMs);
    try {
      const completion = await complete(prompt, signal ? AbortSignal.any([signal, time]) : time);
      await onSpent(tokensOf(completion, prompt));
      return read(completion);
    } catch (error) {
      signal?.throwIfAborted();
      return { failed: time.aborted ? 'timeout' : failureOf(error) };
    }
  };
}

/** Tokens a reply may take, with what a reasoning model thinks. */
const longestReply = 4000;

function requestOf(model: string, { system, user }: Prompt, schemas: boolean): ChatCompletionCreateParamsNonStreaming {
  const shape = schemas
    ? ''
    : `\nReply with one JSON object of this schema: ${JSON.stringify(z.toJSONSchema(proposal))}`;
  return {
    model,
    messages: [
      { role: 'system', content: system + shape },
      { role: 'user', content: user },
    ],
    max_completion_tokens: longestReply,
    response_format: schemas ? zodResponseFormat(proposal, 'turn') : { type: 'json_object' },
  };
}

function read(completion: ChatCompletion): Asked {
  const choice = completion.choices?.[0];
  if (choice?.finish_reason === 'length') return { failed: 'truncated' };
  if (choice?.finish_reason === 'content_filter') return { failed: 'content-filter' };
  if (choice?.message?.refusal) return { failed: 'refusal' };
  const content = choice?.message?.content;
  if (!content?.trim()) return { failed: 'empty' };
  const parsed = proposal.safeParse(jsonOf(content));
  return parsed.success ? { proposal: parsed.data } : { failed: 'invalid' };
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Four characters a token, where a server tells no usage: a ceiling that counts nothing would be none. */
function tokensOf({ usage, choices }: ChatCompletion, { system, user }: Prompt): TokensSpent {
  const estimate = (text: string) => Math.ceil(text.length / 4);
  return {
    prompt: usage?.prompt_tokens ?? estimate(system + user),
    completion: usage?.completion_tokens ?? estimate(choices?.[0]?.message?.content ?? ''),
  };
}

/** Milliseconds until a new try may help, or null when none would. */
function pauseAfter(error: unknown, usual: number): number | null {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return null;
  if (error instanceof OpenAI.APIConnectionError) return usual;
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) return null;
  const worthIt = error.status === 408 || error.status === 409 || error.status === 429 || error.status >= 500;
  if (!worthIt || isQuota(error)) return null;
  return askedPause(error.headers) ?? usual;
}

function askedPause(headers: Headers | undefined): number | null {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const after = headers?.get('retry-after');
  if (!after) return null;
  const seconds = Number(after);
  const pause = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
  return Number.isNaN(pause) ? null : Math.max(0, pause);
}

function failureOf(error: unknown): BotFallback {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return 'timeout';
  if (error instanceof OpenAI.APIConnectionError) return 'connection';
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) return 'invalid';
  if (isQuota(error)) return 'quota';
  if (error.status === 429) return 'rate-limited';
  return error.status >= 500 || error.status === 408 || error.status === 409 ? 'server-error' : 'request-refused';
}

const isQuota = ({ code, type }: InstanceType<typeof OpenAI.APIError>) =>
  code === 'insufficient_quota' || type === 'insufficient_quota';

function refusesSchemas(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    (error.status === 400 || error.status === 422) &&
    /response_format|json_schema/.test(`${error.param} ${error.message}`)
  );
}
