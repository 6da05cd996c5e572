import type { BotFallback } from '../../../domain/bot.ts';

export interface TokensSpent {
  prompt: number;
  completion: number;
}

/** Counts what the model costs, and says when it may not be asked any more. */
export interface BotMeter {
  /** The ceiling that is reached, or null. Rejects when it cannot be known. */
  ceiling(contactId: string): Promise<'conversation-ceiling' | 'day-ceiling' | null>;
  /** What one call has really spent. Never rejects: what cannot be written now is written with the next. */
  spent(contactId: string, tokens: TokensSpent): Promise<void>;
  /** The built-in bot stood in. Never rejects. */
  fellBack(why: BotFallback): Promise<void>;
}
