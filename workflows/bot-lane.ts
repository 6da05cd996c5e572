import {
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  uuid4,
} from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/contract.ts';
import type { BotAnswer, BotInput } from '../domain/bot.ts';
import type { Content } from '../domain/commands.ts';
import { isAuthenticated, knownFields } from '../domain/file-ticket.ts';
import { happen } from '../domain/happen.ts';
import { isHandingOver } from '../domain/helpdesk.ts';
import { generalInbox } from '../domain/state.ts';
import { esAr } from '../texts/es-ar.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import type { Shell } from './conversation.ts';

type Ask = Pick<ConversationActivities, 'askBot'>;
/** The built-in bot thinks for milliseconds: within the task at hand, one event. */
const quick = proxyLocalActivities<Ask>({
  startToCloseTimeout: '500 ms',
  scheduleToCloseTimeout: '2 s',
  retry: { maximumAttempts: 1 },
});
const patient = proxyActivities<Ask>({
  startToCloseTimeout: '60 s',
  scheduleToCloseTimeout: '3 min',
  // A turn that the chat has left is heard of with a sign of life, and so is a worker that is gone.
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', maximumInterval: '20 s', maximumAttempts: 4 },
  summary: supervisorTexts.activities.bot,
});

/** Asks the bot while it has the chat; leaving the bot cancels the turn, and an answer that comes late is void. */
export async function botLane(shell: Shell): Promise<void> {
  const { carry } = shell;
  for (;;) {
    await condition(() => carry.bot.asked || shell.draining);
    if (shell.draining) return;
    carry.bot.asked = false;
    if (!thinks(shell)) continue;
    const upTo = carry.conversation.seq;
    const answer = await turn(shell, inputOf(shell));
    if (!answer) continue;
    carry.bot.upTo = upTo;
    carry.bot.returned = null;
    take(shell, answer);
  }
}

function thinks({ carry }: Shell): boolean {
  const { botMode } = carry.conversation.policy;
  if (isHandingOver(carry.conversation)) return false;
  return carry.conversation.chat.state === 'BOT' && (botMode === 'builtin' || botMode === 'model');
}

async function turn(shell: Shell, input: BotInput): Promise<BotAnswer | null> {
  const scope = new CancellationScope();
  shell.mute = () => {
    shell.mute = null;
    scope.cancel();
  };
  try {
    return await scope.run(() => ask(shell, input));
  } catch (error) {
    shell.mute = null;
    // A muted turn has been noted when it was muted. A bot that cannot answer must not leave the customer waiting.
    if (!isCancellation(error)) {
      fold(shell, { type: 'botAnswerDiscarded', reason: 'failed' });
      fold(shell, {
        type: 'botSaid',
        messages: contentOf([shell.carry.conversation.policy.handedOver ?? esAr.handedOver]),
        asSystem: true,
      });
      fold(shell, { type: 'botHandedOff', inbox: generalInbox, reason: 'bot failed' });
    }
    return null;
  } finally {
    shell.mute = null;
  }
}

async function ask({ carry, inTurn }: Shell, input: BotInput): Promise<BotAnswer> {
  if (carry.conversation.policy.botMode === 'builtin') {
    try {
      return await inTurn(() => quick.askBot(input));
    } catch (error) {
      if (isCancellation(error)) throw error;
    }
  }
  return patient.askBot(input);
}

function take(shell: Shell, answer: BotAnswer): void {
  const { carry } = shell;
  if (carry.conversation.chat.state !== 'BOT') {
    fold(shell, { type: 'botAnswerDiscarded', reason: 'late' });
    return;
  }
  carry.bot.memory = answer.memory;
  if (answer.fallback) fold(shell, { type: 'botFellBack', reason: answer.fallback });
  if (answer.sentiment) fold(shell, { type: 'moodRecognised', sentiment: answer.sentiment });
  const said = contentOf(answer.say, answer.sources);
  const last = said.at(-1);
  // A channel with buttons shows the offer with them.
  if (answer.offer && last) last.content = { ...(last.content as object | undefined), offer: answer.offer };
  // The last line before people take over is the system's notice; all others are the bot's.
  const notice = answer.handoff && !answer.handoff.helpdesk ? said.splice(-1) : [];
  if (said.length > 0) {
    carry.bot.answers += 1;
    const { gap: question, gapInboxId: inboxId = generalInbox.id } = answer;
    fold(shell, { type: 'botSaid', messages: said, ...(question === undefined ? {} : { gap: { question, inboxId } }) });
  }
  if (notice.length > 0) fold(shell, { type: 'botSaid', messages: notice, asSystem: true });
  if (answer.told) fold(shell, { type: 'customerTold', fields: answer.told });
  if (answer.ticket) fold(shell, { type: 'botOpenedTicket', ticket: answer.ticket });
  if (answer.handoff) {
    const { inbox = generalInbox, reason, helpdesk } = answer.handoff;
    if (helpdesk) fold(shell, { type: 'botAskedHelpdesk', handoff: answer.handoff, inbox });
    else fold(shell, { type: 'botHandedOff', inbox, reason });
  }
}

function contentOf(texts: readonly string[], sources: readonly string[] = []): Content[] {
  const content = sources.length > 0 ? { content: { sources } } : {};
  return texts.map((text) => ({ messageId: `m_${uuid4().replaceAll('-', '')}`, type: 'text', text, ...content }));
}

function fold(shell: Shell, happening: Parameters<typeof happen>[1]): void {
  shell.settle(happen(shell.carry.conversation, happening, null, Date.now()));
}

function inputOf({ carry }: Shell): BotInput {
  const { conversation: c, lines, bot } = carry;
  const plain = lines.map(({ seq: _, ...line }) => line);
  // What a person has answered is not the bot's to answer again.
  const answered = Math.max(bot.upTo, lines.findLast((line) => line.from === 'agent')?.seq ?? 0);
  const isFresh = (i: number) => (lines[i]?.seq ?? 0) > answered && lines[i]?.from === 'contact';
  const fresh = plain.filter((_, i) => isFresh(i));
  return {
    contactId: c.id,
    channel: c.channel,
    contactName: c.profile.firstName ?? c.profile.name,
    lines: [...plain.filter((_, i) => !isFresh(i)), ...fresh],
    fresh: fresh.length,
    memory: bot.memory,
    events: bot.events,
    returned: bot.returned,
    known: knownFields(c),
    ...(c.helpdesk?.status === 'open' ? { helpdeskOpen: true } : {}),
    authenticated: isAuthenticated(c),
    mode: c.policy.botMode,
  };
}
