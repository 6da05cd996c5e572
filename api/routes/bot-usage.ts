import { DateTime } from 'luxon';
import { z } from 'zod';
import { calendarDay } from '../../config/time-zone.ts';
import { botFallbacks } from '../../domain/bot.ts';
import type { BotDayDoc, Usage } from '../../models/bot-usage.ts';
import { daysBetween, usageOf, usageOn } from '../../models/bot-usage.ts';
import { botCeilings } from '../../models/settings.ts';
import type { App } from '../app.ts';
import type { ConversationService } from '../conversations/service.ts';
import type { Directory } from '../directory.ts';
import { invalidRequest } from '../plugins/validation.ts';
import { contactParams } from '../schemas/conversation.ts';
import { instant } from '../schemas/fields.ts';

const LONGEST_RANGE_DAYS = 366;
const rangeExpected = `Expected a day that is not after \`to\`, and a range of ${LONGEST_RANGE_DAYS} days at most`;

const usageShape = {
  calls: z.number().int().describe('Answers of the model, useful or not'),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  cost: z.number().describe('By the prices set at the time of each call; 0 without prices'),
};
const usageView = z.object(usageShape).meta({ id: 'BotUsage' });

const dayView = z
  .object({
    day: z.iso.date(),
    ...usageShape,
    fallbacks: z
      .partialRecord(z.enum(botFallbacks), z.number().int())
      .describe('How often the built-in bot stood in, by reason'),
    ceilingReachedAt: instant.nullable().describe('When a turn first met `bot.maxTokensPerDay`'),
  })
  .meta({ id: 'BotUsageDay' });

/** A day of the account, or an instant, which stands for the day it falls on there. */
const dayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** What the model costs, for those who answer for it. */
export function botUsageRoutes(app: App, { readStored }: ConversationService, directory: Directory): void {
  app.get(
    '/v1/metrics/bot/usage',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags: ['metrics'],
        summary: 'Read what the model-backed bot used, by day of the account',
        querystring: z.strictObject({
          from: dayOrInstant.optional().describe('Included; 29 days before `to` when left out'),
          to: dayOrInstant.optional().describe('Included; today when left out'),
        }),
        response: {
          200: z.object({
            from: z.iso.date(),
            to: z.iso.date(),
            timeZone: z.string(),
            maxTokensPerDay: z.number().int(),
            total: usageView,
            days: z.array(dayView).describe('Those with any use, oldest first'),
          }),
        },
      },
    },
    async ({ query }) => {
      const { timeZone } = directory.settings().account;
      const dayOf = (given: string) => (given.includes('T') ? calendarDay(Date.parse(given), timeZone) : given);
      const to = query.to ? dayOf(query.to) : calendarDay(Date.now(), timeZone);
      const from = query.from ? dayOf(query.from) : (DateTime.fromISO(to).minus({ days: 29 }).toISODate() ?? to);
      const length = DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days;
      if (length < 0 || length >= LONGEST_RANGE_DAYS)
        throw invalidRequest(
          [{ code: 'custom', path: ['from'], message: rangeExpected, input: undefined }],
          'querystring',
        );
      const days = await daysBetween(from, to);
      const { maxTokensPerDay } = botCeilings(directory.settings());
      return { from, to, timeZone, maxTokensPerDay, total: sumOf(days), days: days.map(dayOfDoc) };
    },
  );

  app.get(
    '/v1/conversations/:contactId/bot-usage',
    {
      config: { roles: ['supervisor'] },
      schema: {
        tags: ['conversations'],
        summary: 'Read what the model-backed bot used in a conversation',
        params: contactParams,
        response: {
          200: z.object({
            contactId: z.string(),
            maxTokensPerConversation: z.number().int().describe('Of one day'),
            today: usageView,
            total: usageView,
          }),
        },
      },
    },
    async ({ params: { contactId }, caller }) => {
      await readStored(contactId, caller);
      const settings = directory.settings();
      const day = calendarDay(Date.now(), settings.account.timeZone);
      const [today, total] = await Promise.all([usageOn(contactId, day), usageOf(contactId)]);
      const { maxTokensPerConversation } = botCeilings(settings);
      return { contactId, maxTokensPerConversation, today: plain(today), total: plain(total) };
    },
  );
}

/** Fields that only a fallback has written to are not there yet. */
function plain({ calls = 0, promptTokens = 0, completionTokens = 0, cost = 0 }: Partial<Usage>): Usage {
  return { calls, promptTokens, completionTokens, cost };
}

function dayOfDoc({ _id, fallbacks = {}, ceilingReachedAt, ...usage }: BotDayDoc): z.output<typeof dayView> {
  return { day: _id, ...plain(usage), fallbacks, ceilingReachedAt: ceilingReachedAt?.toISOString() ?? null };
}

function sumOf(days: BotDayDoc[]): Usage {
  return days.map(plain).reduce(
    (sum, one) => ({
      calls: sum.calls + one.calls,
      promptTokens: sum.promptTokens + one.promptTokens,
      completionTokens: sum.completionTokens + one.completionTokens,
      cost: sum.cost + one.cost,
    }),
    plain({}),
  );
}
