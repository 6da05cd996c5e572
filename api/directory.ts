import type { Caller } from '../domain/caller.ts';
import type { Policy } from '../domain/policy.ts';
import { defaultTicketRules } from '../domain/policy.ts';
import { isOnline } from '../domain/presence.ts';
import type { TicketPolicy } from '../domain/tickets.ts';
import type { Duration, Instant, Role } from '../domain/vocabulary.ts';
import { GENERAL } from '../domain/vocabulary.ts';
import type { AgentDoc } from '../models/agent.ts';
import { AgentModel } from '../models/agent.ts';
import type { InboxDoc } from '../models/inbox.ts';
import { InboxModel } from '../models/inbox.ts';
import { policyOf } from '../models/policy.ts';
import type { RoomDoc } from '../models/room.ts';
import { RoomModel } from '../models/room.ts';
import type { Settings, SettingsDoc } from '../models/settings.ts';
import { defaultSettings, SettingsModel } from '../models/settings.ts';
import type { TemplateDoc } from '../models/template.ts';
import { TemplateModel } from '../models/template.ts';
import type { WebhookDoc } from '../models/webhook.ts';
import { WebhookModel } from '../models/webhook.ts';
import { durationMs } from '../config/duration.ts';
import { createShelf } from './shelf.ts';

/** What of a caller the rules ask for. `inboxIds` null: every inbox. Integrators count as online. */
export interface CallerFacts {
  role: Role;
  agentId: string | null;
  name: string;
  inboxIds: readonly string[] | null;
  online: boolean;
}

export type DirectoryCollection = 'agents' | 'inboxes' | 'templates' | 'webhooks' | 'rooms' | 'settings';

/** Everything the directory holds, as it is kept over a restart without MongoDB. */
export interface DirectoryContents {
  agents: AgentDoc[];
  inboxes: InboxDoc[];
  templates: TemplateDoc[];
  webhooks: WebhookDoc[];
  rooms: RoomDoc[];
  settings: SettingsDoc[];
}

/**
 * The account as this process knows it: who there is, which inboxes, which rules. Read at the start, kept current over
 * the changes of all processes, and the last known while MongoDB is away. What was removed is found only by name.
 */
export interface Directory {
  agent(id: string): AgentDoc | undefined;
  agents(): AgentDoc[];
  /** Also of an agent who was removed. */
  agentName(id: string): string | undefined;
  inbox(id: string): InboxDoc | undefined;
  inboxes(): InboxDoc[];
  inboxName(id: string): string | undefined;
  general(): InboxDoc | undefined;
  templates(): TemplateDoc[];
  template(name: string, language: string): TemplateDoc | undefined;
  /** The endpoints that are active. */
  webhooks(): WebhookDoc[];
  rooms(): RoomDoc[];
  settings(): Settings;
  settingsVersion(): number;
  /** The account's rules for a channel; durations in milliseconds. */
  policy(channel: string): Policy;
  ticketPolicy(): TicketPolicy;
  presenceTimeout(): Duration;
  isOnline(agent: AgentDoc, now?: Instant): boolean;
  /** The facts of a caller, presence out of `agent` when it is given (see `freshAgent`). */
  callerFacts(caller: Caller, agent?: AgentDoc | null): CallerFacts;
  /** An agent as MongoDB has it now, for commands: another process may have changed its presence. Null when unknown. */
  freshAgent(id: string): Promise<AgentDoc | null>;
  /** Reads one document, or a whole collection, again at once, as after an own write. */
  refresh(collection: DirectoryCollection, id?: string): Promise<void>;
  load(): Promise<void>;
  /** Takes a change that was seen elsewhere. */
  change(collection: string, id: string, doc: unknown): void;
  contents(): DirectoryContents;
  restore(contents: DirectoryContents): void;
}

export function createDirectory(options: { timeZone: string }): Directory {
  const agents = createShelf<AgentDoc>(AgentModel);
  const inboxes = createShelf<InboxDoc>(InboxModel);
  const templates = createShelf<TemplateDoc>(TemplateModel);
  const webhooks = createShelf<WebhookDoc>(WebhookModel);
  const rooms = createShelf<RoomDoc>(RoomModel);
  const settings = createShelf<SettingsDoc>(SettingsModel);
  const shelves = { agents, inboxes, templates, webhooks, rooms, settings };
  const fallback = defaultSettings({ timeZone: options.timeZone });
  let policies = new Map<string, Policy>();
  let policiesOf: SettingsDoc | undefined;
  let policiesHaveWebhooks = false;

  const directory: Directory = {
    agent: (id) => present(agents.get(id)),
    agents: () => agents.all().filter((agent) => !agent.deletedAt),
    agentName: (id) => agents.get(id)?.name,
    inbox: (id) => present(inboxes.get(id)),
    inboxes: () => inboxes.all().filter((inbox) => !inbox.deletedAt),
    inboxName: (id) => inboxes.get(id)?.name,
    general: () => inboxes.get(GENERAL),
    templates: () => templates.all(),
    template: (name, language) => templates.all().find((other) => other.name === name && other.language === language),
    webhooks: () => webhooks.all().filter((webhook) => webhook.active),
    rooms: () => rooms.all().filter((room) => !room.deletedAt),
    settings: () => settings.get('account')?.value ?? fallback,
    settingsVersion: () => settings.get('account')?.version ?? 0,

    policy(channel) {
      const current = settings.get('account');
      const haveWebhooks = directory.webhooks().length > 0;
      if (current !== policiesOf || haveWebhooks !== policiesHaveWebhooks) {
        policies = new Map();
        policiesOf = current;
        policiesHaveWebhooks = haveWebhooks;
      }
      let policy = policies.get(channel);
      if (!policy) {
        const facts = { version: directory.settingsVersion(), webhooks: haveWebhooks, rooms: directory.rooms() };
        policy = policyOf(directory.settings(), channel, facts);
        // A caller chooses the channel's name: the map does not grow with what they make up.
        if (policies.size < 100) policies.set(channel, policy);
      }
      return policy;
    },

    ticketPolicy() {
      const { version, webhooks, tickets = defaultTicketRules } = directory.policy('default');
      return { version, webhooks, unattendedAfter: tickets.unattendedAfter };
    },

    presenceTimeout: () => durationMs(directory.settings().presenceTimeout),
    isOnline: (agent, now = Date.now()) =>
      isOnline(
        { active: agent.active, status: agent.status, lastHeartbeatAt: agent.lastHeartbeatAt?.getTime() ?? null },
        now,
        directory.presenceTimeout(),
      ),

    callerFacts(caller, fresh) {
      const { role, agentId } = caller;
      if (role === 'integrator' || agentId === null) {
        return { role, agentId, name: caller.name, inboxIds: null, online: role === 'integrator' };
      }
      const agent = fresh ?? directory.agent(agentId);
      return {
        role,
        agentId,
        name: agent?.name ?? caller.name,
        inboxIds: role === 'agent' ? accessible(directory.inboxes(), agentId) : null,
        online: agent !== undefined && directory.isOnline(agent),
      };
    },

    async freshAgent(id) {
      await agents.refresh(id);
      return directory.agent(id) ?? null;
    },

    refresh: (collection, id) => shelves[collection].refresh(id),

    async load() {
      await Promise.all(Object.values(shelves).map((shelf) => shelf.refresh()));
    },

    change(collection, id, doc) {
      if (collection in shelves) shelves[collection as DirectoryCollection].change(id, doc as never);
    },

    contents: () => ({
      agents: agents.all(),
      inboxes: inboxes.all(),
      templates: templates.all(),
      webhooks: webhooks.all(),
      rooms: rooms.all(),
      settings: settings.all(),
    }),

    restore(contents) {
      for (const agent of contents.agents) agents.change(agent._id, agent);
      for (const inbox of contents.inboxes) inboxes.change(inbox._id, inbox);
      for (const template of contents.templates) templates.change(template._id, template);
      for (const webhook of contents.webhooks) webhooks.change(webhook._id, webhook);
      for (const room of contents.rooms ?? []) rooms.change(room._id, room);
      for (const doc of contents.settings) settings.change(doc._id, doc);
    },
  };
  return directory;
}

function accessible(inboxes: InboxDoc[], agentId: string): string[] {
  return inboxes.filter((inbox) => givesAccess(inbox, agentId)).map((inbox) => inbox._id);
}

/** General, the agent's own, and the custom ones that the agent was given access to. */
export function givesAccess(inbox: InboxDoc, agentId: string): boolean {
  if (inbox.deletedAt) return false;
  return inbox.kind === 'GENERAL' || inbox.ownerId === agentId || inbox.members.includes(agentId);
}

function present<T extends { deletedAt: Date | null }>(doc: T | undefined): T | undefined {
  return doc && !doc.deletedAt ? doc : undefined;
}
