/** What a turn of a customer comes to, as any of our bots has found out. */
export interface Situation {
  /** What the bot knows settles it, or there is nothing to settle. */
  solved: boolean;
  /** A type of ticket that is active and has not been opened in this session. */
  ticket: boolean;
  /** The customer asks for a person, or has taken the offer of one. */
  wish: boolean;
  angry: boolean;
}

export type BotStep = 'ticket' | 'hand-off' | 'offer' | 'answer';

export interface BotRule {
  step: BotStep;
  /** In words, for the picture. */
  asks: string;
  does: string;
  when(situation: Situation): boolean;
}

/**
 * The order of decisions: every rule that applies is carried out, from first to last. Source: the order of decisions of
 * the domain, which stands where the bot cannot go on.
 */
export const botRules: readonly BotRule[] = [
  {
    step: 'ticket',
    asks: 'Not solved, and an active type of ticket?',
    does: 'Ticket, without asking whether',
    when: ({ solved, ticket }) => !solved && ticket,
  },
  {
    step: 'hand-off',
    asks: 'A wish for a person, or angry?',
    does: 'Handoff by the method of the account',
    when: ({ wish, angry }) => wish || angry,
  },
  {
    step: 'offer',
    asks: 'Not solved otherwise?',
    does: 'The method offers a person, or shows its message',
    when: ({ solved, ticket, wish, angry }) => !solved && !ticket && !wish && !angry,
  },
  {
    step: 'answer',
    asks: 'Solved?',
    does: 'The answer; the chat stays with the bot',
    when: ({ solved, wish, angry }) => solved && !wish && !angry,
  },
];

/** What is done in a turn, in order; at least one step. */
export function stepsOf(situation: Situation): BotStep[] {
  return botRules.filter(({ when }) => when(situation)).map(({ step }) => step);
}
