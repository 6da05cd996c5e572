import type { Output } from './rows.ts';
import type { Conversation, Place } from './state.ts';
import type { Duration, Instant } from './vocabulary.ts';

/** Groups of a messenger that agents work in. Three kinds are shared by many; a personal one holds one case at a time. */
export const roomKinds = ['SOPORTE', 'VENTAS', 'SUPERVISOR', 'PERSONAL'] as const;
export type RoomKind = (typeof roomKinds)[number];
export const mainKinds = ['SOPORTE', 'VENTAS', 'SUPERVISOR'] as const satisfies RoomKind[];

export const roomStatuses = ['creating', 'ready', 'failed', 'suspended'] as const;
export type RoomStatus = (typeof roomStatuses)[number];

/** Whether an agent's number and account belong together: nobody asked yet, asked, or answered. */
export const registrationStatuses = ['none', 'pending', 'registered'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

/** What conversations have to know of rooms, to tell them what happens. Ids. */
export interface RoomRules {
  /** Inboxes that a main room is bound to. */
  inboxes: readonly string[];
  /** Agents who have personal rooms. */
  agents: readonly string[];
  /** Whether supervisors have a room. */
  alerts: boolean;
}

export interface KnownRoom {
  kind: RoomKind;
  status: RoomStatus;
  inboxId: string | null;
  agentId: string | null;
}

/**
 * What conversations have to know of the rooms that are there; null: there are none. Whoever changes what this is made of
 * makes conversations read the policy anew, after that.
 */
export function roomRulesOf(rooms: readonly KnownRoom[]): RoomRules | null {
  const there = rooms.filter(({ status }) => status === 'ready' || status === 'suspended');
  if (there.length === 0) return null;
  const ids = (of: (room: KnownRoom) => string | null) => [...new Set(there.flatMap((room) => of(room) ?? []))].sort();
  return {
    inboxes: ids(({ inboxId }) => inboxId),
    agents: ids(({ agentId }) => agentId),
    alerts: there.some(({ kind }) => kind === 'SUPERVISOR'),
  };
}

/** Whether a room may want to hear of what a conversation wrote; `c` is the conversation after it. */
export function concernsRooms(rules: RoomRules | undefined, c: Conversation, output: Output): boolean {
  if (!rules) return false;
  switch (output.type) {
    case 'alert':
      return rules.alerts;
    case 'timeline':
      return (
        isTold(rules, output.row.toPlace) || (output.row.fromPlace !== null && isTold(rules, output.row.fromPlace))
      );
    case 'message':
    case 'reaction':
    case 'edit':
      return isWithOne(rules, c);
    case 'status':
      return ['failed', 'unknown'].includes(output.row.status) && isWithOne(rules, c);
    default:
      return false;
  }
}

const isWithOne = ({ agents }: RoomRules, { chat }: Conversation) =>
  chat.state === 'AGENTE' && agents.includes(chat.agent.id);

function isTold({ inboxes, agents }: RoomRules, { inboxId, agentId }: Place): boolean {
  return agentId === undefined
    ? inboxId !== undefined && inboxes.includes(inboxId)
    : agents.includes(agentId) || (inboxId !== undefined && inboxes.includes(inboxId));
}

/** People whom the messenger lets into a group, besides the business. */
export const GROUP_PARTICIPANTS = 8;

const LONGEST_NAME = 30;
const nameless = /^(grupo|group|chat|sala|test|prueba)?\s*(n\s*[°º]?\s*)?\d*$/i;

export const nameWarnings = ['too-long', 'says-nothing'] as const;
export type NameWarning = (typeof nameWarnings)[number];

/** What is not good about the name of a main room, though it may be used. Source: the naming advice of the domain. */
export function warningsOf(name: string): NameWarning[] {
  return [
    ...([...new Intl.Segmenter('es').segment(name.trim())].length > LONGEST_NAME ? (['too-long'] as const) : []),
    ...(nameless.test(name.trim()) ? (['says-nothing'] as const) : []),
  ];
}

/** `Chat soporte Juan N°1` */
export function personalRoomName(kind: 'SOPORTE' | 'VENTAS', agentName: string, number: number): string {
  return `Chat ${kind === 'SOPORTE' ? 'soporte' : 'ventas'} ${agentName.split(' ')[0]} N°${number}`;
}

/** A room that is to come about, as far as the order in which that happens goes. */
export interface RoomToMake {
  id: string;
  /** Null: a main room. */
  agentId: string | null;
  createdAt: Instant;
  /** Not before; after an attempt that failed. */
  notBefore: Instant;
}

/**
 * Which room is asked for next, and when: the oldest that is due. Between the rooms of two agents lies `pace`, for the
 * messenger limits how fast groups come about; those of one agent follow each other. Null: there is none.
 */
export function nextToMake(
  rooms: readonly RoomToMake[],
  last: { agentId: string | null; at: Instant } | null,
  now: Instant,
  pace: Duration,
): { id: string; at: Instant } | null {
  const due = rooms.map((room) => {
    const other = last !== null && room.agentId !== null && last.agentId !== null && last.agentId !== room.agentId;
    const at = Math.max(room.notBefore, other ? last.at + pace : 0, now);
    return { id: room.id, at, createdAt: room.createdAt };
  });
  due.sort((a, b) => a.at - b.at || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return due[0] ?? null;
}

/** How often a room is asked for before that is given up, and how long it is waited for a word of one that was asked for. */
export const CREATION_ATTEMPTS = 5;
export const CREATION_SILENCE = 5 * 60_000;

/** When a room is asked for again after its `attempts`th attempt failed: 1 to 16 minutes at a pace of one. */
export function retryAfter(attempts: number, pace: Duration): Duration {
  return pace * 2 ** Math.min(attempts - 1, 4);
}
