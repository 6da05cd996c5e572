import { z } from 'zod';
import { inboxKinds } from '../../domain/vocabulary.ts';
import { instant } from './fields.ts';
import { span } from './handoff.ts';

const count = z.number().int();
const rate = z.number().nullable().describe('From 0 to 1; null when nothing ended');
const episodesLink = z.string().describe('Path that lists exactly the episodes counted here');

export const spread = z
  .object({ count, p50: span.nullable(), p95: span.nullable() })
  .meta({ id: 'Spread', description: 'How often, and how long at most for 50 and for 95 in 100 (nearest rank)' });

const botFigures = {
  conversations: count.describe('Sessions with the bot that ended in the range'),
  resolvedByBot: count.describe('Of them those without handoff and ticket, and with at least one answer of the bot'),
  routedToTeam: count.describe('Of them those handed to people or to a helpdesk'),
  resolutionRate: rate,
  routedToTeamRate: rate,
};

export const botMetricsView = z
  .object({
    from: instant,
    to: instant,
    timeZone: z.string().describe('Of the account; days are days there'),
    ...botFigures,
    routedToHelpdesk: count.describe('Of those routed; they have no episode here'),
    running: count.describe('Sessions that go on now'),
    episodes: episodesLink,
    byDay: z
      .array(z.object({ day: z.iso.date(), ...botFigures, episodes: episodesLink }))
      .describe('Days on which sessions ended'),
    byInbox: z
      .array(
        z.object({
          inboxId: z.string(),
          inboxName: z.string(),
          routedToTeam: count,
          routedToTeamRate: rate,
          episodes: episodesLink,
        }),
      )
      .describe('Where people took over'),
    byReason: z
      .array(
        z.object({
          reason: z.string().nullable(),
          routedToTeam: count,
          routedToTeamRate: rate,
          episodes: episodesLink,
        }),
      )
      .describe('Why the bot’s side handed over, the 50 most frequent reasons'),
  })
  .meta({ id: 'BotMetrics' });

const figures = {
  volume: z.object({
    episodes: count.describe('Episodes queued in the range that were here'),
    open: count.describe('Of them those that have not ended'),
    stays: count.describe('How often a chat was here; again after it came back'),
    taken: count.describe('Claims and assignments'),
    answers: count.describe('Messages of people in stays in which the customer has waited for one, from then on'),
  }),
  resolution: spread.describe('From the queue to the close, of episodes closed here'),
  handling: spread.describe('From taking a chat to when it left the agent'),
  transfersIn: count,
  transfersOut: count,
  returns: count,
  closes: count,
  closeReasons: z
    .array(z.object({ reason: z.string().nullable(), count }))
    .describe('Of the closes, the 50 most frequent reasons, as they were given at the desk or after /fin in a room'),
  expiries: count.describe('Chats whose session ended here'),
  escalations: count.describe('Alerts raised here'),
  episodes: episodesLink,
};

export const inboxMetricsView = z
  .object({
    inboxId: z.string(),
    inboxName: z.string(),
    kind: z.enum(inboxKinds),
    waiting: spread.describe('From coming into the inbox to being taken'),
    firstResponse: spread.describe(
      'From when the customer needed a person to the first reply, of episodes replied to here',
    ),
    ...figures,
  })
  .meta({ id: 'InboxMetrics' });

export const agentMetricsView = z
  .object({
    agentId: z.string(),
    agentName: z.string(),
    firstResponse: spread.describe(
      'From taking the chat or the customer’s next line, whichever is later, to the agent’s first answer',
    ),
    online: span.describe('Online time within the range'),
    ...figures,
  })
  .meta({ id: 'AgentMetrics' });
