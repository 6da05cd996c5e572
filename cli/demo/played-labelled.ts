import type { Account } from './prepare.ts';
import { CHANNEL, SHORT_CHANNEL } from './prepare.ts';
import type { Labelled } from './labelled.ts';
import type { Scene } from './scenes.ts';
import type { Story } from './story.ts';

/** How the bot's choice compares to the label; null: stays with the bot. */
export interface Choice {
  id: string;
  expected: string | null;
  chosen: string | null;
}

const AWAY_MS = 24 * 3_600_000;

/** A scene that plays a labelled conversation: its customer's lines, and its agent's by Ana or Bruno. */
export function labelledScene(conversation: Labelled, place: number, choices: Choice[]): Scene {
  const who = place % 2 === 0 ? 'agent1' : 'agent2';
  return {
    title: conversation.id,
    channel: longPause(conversation) === null ? CHANNEL : SHORT_CHANNEL,
    customer: conversation.expected.fields.firstName,
    async play(story, hand) {
      const ids = new Map<number, string>();
      const pause = longPause(conversation);
      let lastBotLine = '';
      for (const message of conversation.messages) {
        if (message.seq === pause) await story.reaches('EXPIRADO');
        if (message.from === 'customer' && message.type === 'reaction') {
          // What the label's bot said there is not what ours said: its last line takes the reaction.
          await story.reacts(ids.get(message.targetSeq ?? 0) ?? lastBotLine, message.emoji ?? '👍');
        } else if (message.from === 'customer') {
          ids.set(message.seq, await story.asks(message.text, { type: message.type }));
          lastBotLine = (await hand.lastOut(story)) ?? lastBotLine;
        } else if (message.from === 'agent') {
          await takes(story, hand.account, who);
          const { name } = hand.account.agents[who];
          const text = (message.text ?? '').replace(/\bsoy \p{Lu}\p{L}+/u, `soy ${name}`);
          await story.does(who, 'messages', { type: 'text', text });
        }
      }
      const { inboxBeforeAgent, expected } = conversation;
      const handoff = story.moves.find(({ command }) => command === 'handoff');
      const chosen = handoff ? (nameOf(hand.account, handoff.toPlace.inboxId) ?? handoff.toPlace.label) : null;
      choices.push({ id: conversation.id, expected: inboxBeforeAgent ?? expected.inbox, chosen });
      if ((await story.now()).state === 'AGENTE') await story.does(who, 'close', { reason: 'resuelto' });
    },
  };
}

/** Claims it where it waits; a supervisor hands it over where the bot still has it. */
async function takes(story: Story, { agents }: Account, who: 'agent1' | 'agent2'): Promise<void> {
  const { state, place } = await story.now();
  if (state === 'AGENTE' && place.agentId === agents[who].id) return;
  if (state === 'BANDEJA') await story.does(who, 'claim');
  else await story.does('supervisor', 'assign', { agentId: agents[who].id });
}

/** The line before which the customer was away for longer than a session lasts. */
function longPause({ messages }: Labelled): number | null {
  const at = messages.findIndex((one, i) => {
    const before = messages[i - 1];
    return before !== undefined && Date.parse(one.at) - Date.parse(before.at) > AWAY_MS;
  });
  return messages[at]?.seq ?? null;
}

function nameOf({ inboxes }: Account, inboxId: string | undefined): string | undefined {
  if (inboxId === 'general') return inboxId;
  return Object.entries(inboxes).find(([, id]) => id === inboxId)?.[0];
}
