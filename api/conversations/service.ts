import { randomUUID } from 'node:crypto';
import type { Caller } from '../../domain/caller.ts';
import type { Command, Commander, CommandType, Envelope, SlotFact } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import type { Conversation } from '../../domain/state.ts';
import { newConversation } from '../../domain/state.ts';
import { rowOf } from '../../domain/transitions.ts';
import { canSee } from '../../domain/visibility.ts';
import type { Logger } from '../../config/logger.ts';
import { inboxesToLookAt } from '../../models/assignment.ts';
import { writeThrough } from '../../models/commit.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import { contactsAround, ConversationModel, findSnapshot } from '../../models/conversation.ts';
import type { Brief, CommandResult, StartInput } from '../../workflows/messages.ts';
import type { ConversationHooks } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { Problem, problem } from '../problem.ts';
import { absenceOf } from './absence.ts';
import type { Facts } from './facts.ts';
import { createFacts } from './facts.ts';
import type { Gateway, Refused } from './gateway.ts';
import type { Ids } from './ids.ts';
import type { Intake } from './intake.ts';
import { createIntake, snapshotOf } from './intake.ts';
import { createLines } from '../../config/lines.ts';
import { storedBrief } from './stored-brief.ts';
import type { ConversationView, View } from './view.ts';
import { createView } from './view.ts';

/** A command as a route gives it. */
export interface Order {
  contactId: string;
  caller: Caller;
  epoch?: number | undefined;
  /** The same id is the same command, however often it is sent. */
  commandId: string;
  /** Builds the command out of the facts; `slot` is null unless `slotOf` names an agent. */
  command: (slot: SlotFact) => Command;
  /** Whose place the command takes. */
  slotOf?: string | null;
  /** Only for a new conversation: what to start where there is nothing. */
  begin?: { channel: string; externalId: string };
}

export interface Outcome {
  conversation: ConversationView;
  result: CommandResult;
  brief?: Brief;
}

export interface ConversationService extends ConversationHooks {
  ids: Ids;
  intake: Intake;
  facts: Facts;
  view: View;
  order(order: Order): Promise<Outcome>;
  /** What whoever takes the chat should know, for who may see it. */
  brief(contactId: string, caller: Caller): Promise<Brief>;
  /** Throws what a command would be refused for now, without giving it: what it holds is judged after that. */
  judge(order: Pick<Order, 'contactId' | 'caller' | 'epoch'>, command: Command): Promise<void>;
  /** Sends one event to one endpoint; durable when it resolves. */
  aliases: Gateway['aliases'];
  deliver: Gateway['deliver'];
  changeTicket: Gateway['changeTicket'];
  sendMail: Gateway['sendMail'];
  takeRoomEvents: Gateway['takeRoomEvents'];
  buildRooms: Gateway['buildRooms'];
  /** The state of now, out of the workflow, or out of the read model where that cannot answer; 404 when not to be seen. */
  read(contactId: string, caller: Caller): Promise<{ conversation: Conversation; live: boolean }>;
  /** Resolves once nothing is under way that no request waits for. */
  close(): Promise<void>;
  /** The same out of the read model alone, for what is read out of it. */
  readStored(contactId: string, caller: Caller): Promise<Conversation>;
}

/** Neither is it stored yet, nor does its workflow answer: it may well exist. */
function unknownForNow() {
  return problem('temporal-unavailable', { retryAfter: 1 });
}

/** Before its first event a conversation is nobody's to see, whatever their role. */
function isUnborn({ chat }: Conversation): boolean {
  return chat.state === 'NUEVO';
}

/** A command that is refused anyway starts no workflow: nothing would ever end one that has had no event. */
function refusedBefore(start: StartInput, envelope: Envelope): Refused | null {
  const { snapshot, contactId, channel, externalId, policy } = start;
  if (snapshot === 'load') return null;
  const now = Date.now();
  const conversation = snapshot ?? newConversation(contactId, channel, externalId, policy, now);
  const decision = decide(conversation, envelope, now);
  if (decision.ok) return null;
  const shown = !isUnborn(conversation) && canSee(envelope.by, conversation.chat);
  return { refused: { refusal: decision.refusal, conversation: shown ? conversation : null } };
}

/** Whether a place that was reserved for a command is now the chat's. */
function holds(result: CommandResult | Refused, slot: string): boolean {
  if ('refused' in result) return false;
  const { chat } = result.conversation;
  return chat.state === 'AGENTE' && chat.slot === slot;
}

/** How many commands of one chat are on their way at once: fewer than the engine's own limit, which makes all wait. */
const COMMANDS_AT_ONCE = 8;

export function createConversations(deps: {
  gateway: Gateway;
  directory: Directory;
  ids: Ids;
  logger: Logger;
}): ConversationService {
  const { gateway, directory, ids, logger } = deps;
  const facts = createFacts(directory);
  const view = createView(facts, directory);
  const intake = createIntake({ gateway, directory });
  const lines = createLines(COMMANDS_AT_ONCE);
  const nudges = new Set<Promise<void>>();

  const service: ConversationService = {
    ids,
    intake,
    facts,
    view,
    aliases: gateway.aliases,
    deliver: gateway.deliver,
    changeTicket: gateway.changeTicket,
    sendMail: gateway.sendMail,
    takeRoomEvents: gateway.takeRoomEvents,
    async buildRooms() {
      // What is lost here is noticed by the presence sweep.
      await gateway.buildRooms().catch((error) => logger.warn({ err: error }, 'the builder of rooms was not told'));
    },

    async order(order) {
      const by = await facts.commander(order.caller);
      const send = (slot: SlotFact) => lines.run(order.contactId, () => ask(order, by, slot));
      const result = await facts.withSlot(order.slotOf ?? null, order.contactId, send, holds);
      if ('refused' in result) throw await refusalOf(result, order.caller, order.command(null).type);
      await store(result);
      return {
        conversation: view.conversation(result.conversation, order.caller, true),
        result,
        ...(result.brief ? { brief: result.brief } : {}),
      };
    },

    async judge({ contactId, caller, epoch }, command) {
      const by = await facts.commander(caller);
      const { conversation: found } = await liveOrStored(contactId);
      const policy = directory.policy(found.channel);
      const envelope = { id: '', command, by, policy, ...(epoch === undefined ? {} : { epoch }) };
      const decision = decide(found, envelope, Date.now());
      if (decision.ok) return;
      const conversation = canSee(by, found.chat) ? found : null;
      throw await refusalOf({ refused: { refusal: decision.refusal, conversation } }, caller, command.type);
    },

    async read(contactId, caller) {
      const read = await liveOrStored(contactId);
      if (!canSee(facts.viewer(caller), read.conversation.chat)) throw problem('not-found');
      return read;
    },

    async brief(contactId, caller) {
      const { conversation } = await service.read(contactId, caller);
      return (await gateway.brief(contactId)) ?? storedBrief(conversation);
    },

    async readStored(contactId, caller) {
      const conversation = await findSnapshot(contactId);
      if (!conversation || !canSee(facts.viewer(caller), conversation.chat)) throw problem('not-found');
      return conversation;
    },

    async inboxDeleted(inboxId) {
      for (const contactId of await contactsAround(inboxId)) {
        if (!(await gateway.inboxRemoved(contactId, inboxId, null)))
          logger.debug({ contactId }, 'no workflow to tell of a removed inbox');
      }
    },

    nudgeAssignment({ agentId, inboxId }) {
      const of = { agentIds: agentId ? [agentId] : [], inboxIds: inboxId ? [inboxId] : [] };
      const tell = async () => {
        for (const id of await inboxesToLookAt(of)) await gateway.lookAt(id);
      };
      // What is lost here is noticed by the presence sweep.
      const telling = tell()
        .catch((error) => logger.warn({ err: error, agentId, inboxId }, 'an assignment rule was not told'))
        .finally(() => nudges.delete(telling));
      nudges.add(telling);
    },

    async close() {
      await Promise.all(nudges);
    },

    async agentDeleted(agentId) {
      const owned = await ConversationModel.find({ state: 'AGENTE', agentId }, { _id: 1 }).lean();
      const caller: Caller = { role: 'admin', keyId: 'system', name: 'Relevo', agentId: null };
      for (const { _id } of owned) {
        const order = { contactId: _id, caller, commandId: randomUUID(), command: () => ({ type: 'return' as const }) };
        // A chat that has moved on is nobody's concern here; any other failure is: the request can be repeated.
        await service.order(order).catch((error) => {
          if (!(error instanceof Problem) || error.status >= 500) throw error;
        });
      }
      const agent = directory.agent(agentId);
      if (agent) await service.inboxDeleted(agent.personalInboxId);
    },
  };

  async function ask(order: Order, by: Commander, slot: SlotFact): Promise<CommandResult | Refused> {
    const { contactId, commandId, epoch } = order;
    const snapshotNow = async () => {
      const snapshot = await snapshotOf(contactId);
      if (snapshot === 'load') throw problem('store-unavailable', { retryAfter: 2 });
      return snapshot;
    };
    const envelope = (channel: string) => ({
      id: commandId,
      command: order.command(slot),
      by,
      policy: directory.policy(channel),
      ...(epoch === undefined ? {} : { epoch }),
    });
    const channel = order.begin?.channel ?? (await channelOf(contactId));
    if (channel !== null) {
      const answer = await gateway.update(contactId, envelope(channel));
      if (answer) return answer;
    }
    const snapshot = await snapshotNow();
    const begin = order.begin ?? (snapshot ? { channel: snapshot.channel, externalId: snapshot.externalId } : null);
    if (!begin) throw problem('not-found');
    const start: StartInput = { contactId, ...begin, policy: directory.policy(begin.channel), snapshot };
    const refused = refusedBefore(start, envelope(begin.channel));
    if (refused) return refused;
    return gateway.updateWithStart(start, envelope(begin.channel));
  }

  async function liveOrStored(contactId: string): Promise<{ conversation: Conversation; live: boolean }> {
    const { found, silent } = await gateway.query(contactId);
    const conversation = found ?? (await findSnapshot(contactId));
    if (!conversation && silent) throw unknownForNow();
    if (!conversation || isUnborn(conversation)) throw problem('not-found');
    return { conversation, live: found !== null };
  }

  /** Out of the workflow alone. Its silence does not mean that there is none. */
  async function asked(contactId: string): Promise<Conversation | null> {
    const { found, silent } = await gateway.query(contactId);
    if (!found && silent) throw unknownForNow();
    return found;
  }

  /** The channel decides the policy; a contact that nobody has ever written down has none. */
  const channels = new Map<string, string>();
  async function channelOf(contactId: string): Promise<string | null> {
    const known = channels.get(contactId);
    if (known) return known;
    const doc = await ConversationModel.findById(contactId, { channel: 1 })
      .lean()
      .catch((error) => {
        if (isMongoUnavailable(error)) return null;
        throw error;
      });
    const channel = doc?.channel ?? (await asked(contactId))?.channel ?? null;
    if (channel && channels.size < 50_000) channels.set(contactId, channel);
    return channel;
  }

  /** Read your own writes: most often the conversation's own lane has been faster, and this is one look. */
  async function store({ conversation, outputs, repeated }: CommandResult): Promise<void> {
    try {
      const stored = await ConversationModel.exists({ _id: conversation.id, v: { $gte: conversation.version } });
      if (!stored && !repeated) await writeThrough(conversation, outputs);
    } catch (error) {
      logger.warn(
        { err: error, contactId: conversation.id },
        'a command is not in the read model yet; the conversation will write it',
      );
    }
  }

  async function refusalOf({ refused }: Refused, caller: Caller, type: CommandType) {
    const { refusal, conversation } = refused;
    const { code, ...told } = refusal;
    if (code === 'agent-offline' && told.detail === undefined && caller.agentId !== null) {
      const absence = await absenceOf(caller.agentId, directory);
      // Once online, this is what would be told next.
      const unclaimed = conversation?.chat.state === 'BANDEJA' && rowOf(type).needs === 'owner';
      const detail = [absence, unclaimed && 'Nobody has this chat: once online, claim it first.'].filter(Boolean);
      if (detail.length > 0) told.detail = detail.join(' ');
    }
    const state = conversation ? { state: conversation.chat.state, can: view.can(conversation, caller) } : {};
    return problem(code, { ...told, ...state, ...(code === 'starting' ? { retryAfter: 1 } : {}) });
  }

  return service;
}
