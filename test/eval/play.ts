import type { Bot, BotWorld } from '../../activities/bot/index.ts';
import { ticketSubtypes, ticketTypes } from '../../domain/ticket-types.ts';
import { chatWith } from '../bot/chat.ts';
import type { LabelledConversation } from '../bot/corpus.ts';
import { articles, inboxes } from '../bot/corpus.ts';

/** What is judged of a conversation, by the name of the question; a label of its own where nothing applies. */
export type Judged = Record<'inbox' | 'wants-person' | 'sentiment' | 'subtype', string>;

export const none = '(none)';

export const world: BotWorld = {
  articles: async () => articles,
  inboxes: async () => inboxes,
};

/** The same with tickets on: what would go to people may become a ticket. */
export const worldOfTickets: BotWorld = {
  ...world,
  tickets: async () => ({ active: ticketSubtypes, requiredFields: {} }),
};

const moods = { positive: 'POSITIVO', neutral: 'NEUTRAL', negative: 'NEGATIVO', angry: 'ENOJADO' } as const;
const idOfLabel = new Map(
  Object.values(ticketTypes).flatMap((subtypes) =>
    Object.entries(subtypes).map(([id, label]) => [label as string, id]),
  ),
);

/** What the labels say; a ticket is due for what the bot has not solved. */
export function wanted({ inboxBeforeAgent, expected }: LabelledConversation): Judged {
  const { inbox, needsHuman, sentiment, subtype, resolvedByBot } = expected;
  return {
    inbox: inboxBeforeAgent ?? inbox ?? none,
    'wants-person': needsHuman ? 'yes' : 'no',
    sentiment: moods[sentiment],
    subtype: resolvedByBot || subtype === null ? none : (idOfLabel.get(subtype) ?? subtype),
  };
}

export interface Played {
  judged: Judged;
  fallbacks: number;
  turns: number;
}

/** The customer's side, up to the handoff or the agent's first line. The strongest feeling told counts. */
export async function play({ messages, channel }: LabelledConversation, bot: Bot): Promise<Played> {
  const chat = chatWith(bot, channel === 'whatsapp' ? { known: ['phone'] } : {});
  const judged: Judged = { inbox: none, 'wants-person': 'no', sentiment: 'NEUTRAL', subtype: none };
  let fallbacks = 0;
  let turns = 0;
  for (const { from, type, text } of messages) {
    if (from === 'agent') break;
    if (from === 'bot') continue;
    const { handoff, sentiment, ticket, fallback } = await chat.sends(type, text ?? '');
    turns += 1;
    fallbacks += fallback ? 1 : 0;
    if (sentiment && strength.indexOf(sentiment) >= strength.indexOf(judged.sentiment)) judged.sentiment = sentiment;
    if (ticket && judged.subtype === none) judged.subtype = ticket.subtype;
    if (handoff) {
      Object.assign(judged, { inbox: handoff.inboxId, 'wants-person': 'yes' });
      break;
    }
  }
  return { judged, fallbacks, turns };
}

const strength = ['NEUTRAL', 'POSITIVO', 'NEGATIVO', 'ENOJADO'];
