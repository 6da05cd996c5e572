import type { BotInput, BotTicket } from '../../domain/bot.ts';
import type { Texts } from '../../texts/es-ar.ts';
import type { BotTickets } from './bot.ts';
import { fileOf, nextQuestion, type TicketTalk } from './ticket-talk.ts';

export interface Pursued {
  say: string;
  talk: TicketTalk;
  /** Present once it is opened. */
  ticket?: BotTicket;
}

/**
 * The next step towards the ticket that the talk is about: one question, or the ticket itself. `now`: people take over, so
 * nothing more is asked. Shared by all bots of ours.
 */
export function pursue(
  talk: TicketTalk,
  input: Pick<BotInput, 'known'>,
  { tickets, texts }: { tickets: BotTickets; texts: Texts },
  now: boolean,
): Pursued | null {
  if (talk.matter === null) return null;
  const question = now ? null : nextQuestion(talk, input.known ?? [], tickets, texts);
  return question
    ? { say: question.text, talk: question.talk }
    : { say: texts.ticketNoted, ...fileOf(talk, talk.matter) };
}
