import { log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Envelope } from '../domain/commands.ts';
import { policyNow } from '../models/policy.ts';
import { isMongoUnavailable, mongoConnected } from '../models/connect.ts';
import type { ConversationDoc } from '../models/conversation.ts';
import { ConversationModel } from '../models/conversation.ts';
import { awaySince, sweepPresence } from '../models/presence.ts';
import type { Settings } from '../models/settings.ts';
import { SettingsModel } from '../models/settings.ts';
import type { PresenceActivities } from '../workflows/presence-sweep.ts';
import { giveCommand } from './command.ts';
import { createRemoved } from './removed.ts';

const CHATS_A_ROUND = 200;
const AT_ONCE = 4;
const DEFAULT_TIMEOUT = 'PT2M';

type Chat = Pick<ConversationDoc, '_id' | 'conversation'>;

/**
 * Setting silent agents away, and moving on the chats of agents long absent, and of agents and inboxes
 * removed. `eachRound`: what else the sweep is an occasion for.
 */
export function createPresence(
  client: Client,
  durationMs: (iso: string) => number,
  eachRound: () => Promise<void> = async () => undefined,
): PresenceActivities {
  const removed = createRemoved(client);
  return {
    async sweepPresence() {
      // Without the store there is nothing to know and nothing to do: the next round looks again.
      if (!mongoConnected()) return { away: [], absences: false };
      try {
        const settings = await settingsNow();
        const away = await sweepPresence(durationMs(settings?.presenceTimeout ?? DEFAULT_TIMEOUT));
        await eachRound();
        return { away, absences: (await chatsOfAbsent(1)).length > 0 || (await removed.anyChats()) };
      } catch (error) {
        if (isMongoUnavailable(error)) return { away: [], absences: false };
        throw error;
      }
    },

    async returnChatsOfAbsent() {
      const chats = await chatsOfAbsent(CHATS_A_ROUND);
      const returned: string[] = [];
      const work = async () => {
        for (let chat = chats.shift(); chat; chat = chats.shift()) {
          if (await giveBack(chat)) returned.push(chat._id);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return { returned: returned.length + (await removed.moveOn()) };
    },
  };

  async function chatsOfAbsent(limit: number): Promise<Chat[]> {
    const since = await absentSince();
    if (since === null) return [];
    return ConversationModel.find(
      { state: 'AGENTE', agentId: { $in: await awaySince(since) }, 'conversation.since': { $lte: since.getTime() } },
      { conversation: 1 },
    )
      .limit(limit)
      .lean();
  }

  /** Away since then, or longer, is absent; null when the rule is off. */
  async function absentSince(): Promise<Date | null> {
    const after = (await settingsNow())?.absenceReturnAfter;
    return after === undefined ? null : new Date(Date.now() - durationMs(after));
  }

  /**
   * The chat was read before, and whether the agent is still absent is asked after: an agent who comes back and writes
   * has changed one or the other, and the conversation leaves a command alone that was meant for an earlier version.
   */
  async function giveBack({ _id, conversation }: Chat): Promise<boolean> {
    const { chat, epoch, version, channel } = conversation;
    const since = await absentSince();
    if (chat.state !== 'AGENTE' || since === null || !(await awaySince(since)).includes(chat.agent.id)) return false;
    const envelope: Envelope = {
      id: `absence-${epoch}-${version}`,
      by: { role: 'rule', agentId: null, name: 'absence', inboxIds: null, online: true },
      command: { type: 'return', reason: 'absence', ifVersion: version },
      policy: await policyNow(channel),
      epoch,
    };
    try {
      return (await giveCommand(client, _id, envelope)) === 'done';
    } catch (error) {
      // The next round tries again, and twice is once.
      log.warn('a chat of an absent agent stays for now', { contactId: _id, error: String(error) });
      return false;
    }
  }
}

async function settingsNow(): Promise<Settings | undefined> {
  return (await SettingsModel.findById('account').lean())?.value;
}
