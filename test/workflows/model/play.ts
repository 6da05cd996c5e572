import { expect } from 'vitest';
import { Problem } from '../../../api/problem.ts';
import type { Caller } from '../../../domain/caller.ts';
import type { Command, Happening, SlotFact } from '../../../domain/commands.ts';
import { advance } from '../../../domain/advance.ts';
import { decide } from '../../../domain/decide.ts';
import type { Step } from '../../../domain/draft.ts';
import { happen } from '../../../domain/happen.ts';
import type { Conversation } from '../../../domain/state.ts';
import { newConversation, ownerOf } from '../../../domain/state.ts';
import type { Outcome } from '../../../api/conversations/service.ts';
import type { Chat } from '../../support/chat.ts';
import type { Stage } from '../../support/stage.ts';
import { says } from '../../support/stage.ts';

/** One conversation played twice: by the real workflow, and by the pure rules beside it. */
export interface Play {
  stage: Stage;
  chat: Chat;
  ana: Caller;
  bruno: Caller;
  sofia: Caller;
  ventas: string;
  /** What the rules say; null before the first message. */
  rules: Conversation | null;
  /** Ids of what was acknowledged and must be in the transcript, in order. */
  said: { customer: string[]; agents: string[] };
  /** The customer's own id of the last message. */
  last: string | null;
  /** Epochs that were true once. */
  epochs: number[];
  acted: number;
  /** Lets what happened by itself happen by the rules as well. */
  happens(happening: Happening, at?: number): void;
  /** Gives a command to both; they agree about the answer. */
  gives(
    caller: Caller,
    command: (slot: SlotFact) => Command,
    act: () => Promise<Outcome>,
    epoch?: number,
  ): Promise<Outcome | null>;
  botFallsSilent(): void;
  botSpeaks(): Promise<void>;
  botMayAnswer(): Promise<void>;
  /** Both are in the same place. */
  agree(): Promise<void>;
}

export function newPlay(
  stage: Stage,
  chat: Chat,
  people: { ana: Caller; bruno: Caller; sofia: Caller; ventas: string },
): Play {
  let gate: PromiseWithResolvers<void> | null = null;
  /** Whether a bot's turn is due by the rules. */
  let asked = false;
  let firstEpochs: { real: number; rules: number } | null = null;

  stage.bot = {
    async answer() {
      await gate?.promise;
      return says('digo algo');
    },
  };

  const settle = ({ conversation, outputs }: Step) => {
    play.rules = conversation;
    for (const { type } of outputs) {
      if (type === 'askBot') asked = true;
      if (type === 'muteBot') asked = false;
    }
  };

  const play: Play = {
    stage,
    chat,
    ...people,
    rules: null,
    said: { customer: [], agents: [] },
    last: null,
    epochs: [],
    acted: 0,

    happens(happening, at = Date.now()) {
      const policy = stage.directory.policy(chat.channel);
      play.rules ??= newConversation(chat.id, chat.channel, chat.externalId, policy, at);
      settle(happen(play.rules, happening, policy, at));
    },

    async gives(caller, command, act, epoch) {
      const given = await outcomeOf(act());
      const by = await stage.service.facts.commander(caller);
      const policy = stage.directory.policy(chat.channel);
      if (!play.rules) {
        expect(given.code).toBe('not-found');
        return null;
      }
      // An epoch is a number of the real conversation: the rules have their own.
      const shift = firstEpochs ? firstEpochs.rules - firstEpochs.real : 0;
      const envelope = { id: 'any', by, policy, command: command({ id: `slot-${caller.agentId}` }) };
      const decision = decide(
        play.rules,
        epoch === undefined ? envelope : { ...envelope, epoch: epoch + shift },
        Date.now(),
      );
      expect(given.code, `${envelope.command.type} by ${caller.name} in ${JSON.stringify(play.rules.chat)}`).toBe(
        decision.ok ? 'ok' : decision.refusal.code,
      );
      if (decision.ok) settle(decision.step);
      await play.botMayAnswer();
      return given.outcome;
    },

    botFallsSilent() {
      gate ??= Promise.withResolvers();
    },

    async botSpeaks() {
      gate?.resolve();
      gate = null;
      await play.botMayAnswer();
    },

    async botMayAnswer() {
      if (gate || !asked || play.rules?.chat.state !== 'BOT') return;
      asked = false;
      play.happens({ type: 'botSaid', messages: [{ messageId: 'm_bot', type: 'text', text: 'digo algo' }] });
      const wanted = play.rules.waitingSince;
      await chat.once('the bot to answer', (c) => c.waitingSince === wanted);
    },

    async agree() {
      play.acted += 1;
      if (!play.rules) return;
      const rules = (play.rules = advance(play.rules, Date.now()).conversation);
      const real = await chat.now();
      firstEpochs ??= { real: real.epoch, rules: rules.epoch };
      play.epochs.push(real.epoch);
      const seen = (c: Conversation, first: number) => ({
        state: c.chat.state,
        inbox: c.chat.state === 'BANDEJA' ? c.chat.inbox.id : null,
        owner: ownerOf(c)?.id ?? null,
        changesOfOwner: c.epoch - first,
        session: c.session.status,
        blocked: c.blocked,
        unread: c.unread,
        waits: c.waitingSince !== null,
        undo: c.undo?.command ?? null,
        previous: c.previous?.state ?? null,
      });
      expect(seen(real, firstEpochs.real)).toEqual(seen(rules, firstEpochs.rules));
    },
  };
  return play;
}

async function outcomeOf(ordered: Promise<Outcome>): Promise<{ code: string; outcome: Outcome | null }> {
  try {
    return { code: 'ok', outcome: await ordered };
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, outcome: null };
    throw error;
  }
}
