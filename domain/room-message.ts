import type { RegistrationStatus, RoomKind } from './rooms.ts';
import type { Instant } from './vocabulary.ts';

/** Somebody's message in a room, and what is known around it. */
export interface RoomMessage {
  kind: 'text' | 'file' | 'reaction' | 'other';
  /** What was written; beside a file its caption. */
  text: string | null;
  /** `contactId`: the case it was written for; `other`: what was in the room then is not what is there now. */
  room: { kind: RoomKind; ownerId: string | null; contactId: string | null; other: boolean };
  /** Who wrote it, if an agent of ours. */
  author: { id: string; active: boolean; registration: RegistrationStatus } | null;
  /**
   * Of the message that is quoted: what of ours it was, `lost` where nobody knows it, null where none is quoted.
   * `agentId`: whose registration it asks for; `contactId`: whose case it shows, or whose line it is.
   */
  quoted:
    | { kind: 'registration'; agentId: string }
    | { kind: 'case'; contactId: string }
    | { kind: 'line'; contactId: string }
    | { kind: 'other' }
    | { kind: 'lost' }
    | null;
}

/** Answers that a room gives by itself; the words are the catalogue's. */
export const roomAnswers = [
  'strange',
  'inactive',
  'notRegistered',
  'registrationOfAnother',
  'registrationWants',
  'registeredAlready',
  'lostQuote',
  'noCaseHere',
  'anotherCase',
  'roomOfAnother',
  'commandElsewhere',
  'unknownCommand',
  'clientWants',
  'unsupported',
] as const;
export type RoomAnswer = (typeof roomAnswers)[number];

/** What a message in a room means. */
export type RoomAct =
  | { act: 'nothing' }
  | { act: 'register' }
  | { act: 'claim'; contactId: string }
  | { act: 'reply'; text: string | null }
  | { act: 'react' }
  | { act: 'info' }
  | { act: 'close'; reason: string | null }
  | { act: 'answer'; answer: RoomAnswer };

const command = /^\/(\S*)\s*([\s\S]*)$/;
const ready = /^\W*listo\W*$/i;

/**
 * The case that was in a room when something was written there; null: none, or one that is over. Messengers tell the
 * time in whole seconds, so the second in which a case began counts as its own.
 */
export function caseMeant(
  room: { contactId: string | null; caseSince: Instant | null },
  writtenAt: Instant,
): string | null {
  return room.caseSince !== null && writtenAt < room.caseSince - (room.caseSince % 1000) ? null : room.contactId;
}

/** After a case came into a room without its agent doing anything for it, they may be writing to the one before. */
export const UNASKED_GRACE = 2_000;

/** What a message in a room means. Source: the rules of rooms in the domain. */
export function meaningOf(message: RoomMessage): RoomAct {
  const { author, room } = message;
  if (room.kind !== 'PERSONAL') return inMainRoom(message);
  if (!author) return answer('strange');
  if (author.id !== room.ownerId) return message.kind === 'reaction' ? nothing : answer('roomOfAnother');
  if (!author.active) return answer('inactive');
  const ofAnother = room.contactId !== null && isOfAnother(message);
  if (message.kind === 'reaction') {
    if (room.contactId === null) return nothing;
    return ofAnother ? answer('anotherCase') : { act: 'react' };
  }
  const given = message.kind === 'text' ? command.exec(message.text?.trim() ?? '') : null;
  if (given && !['info', 'cliente', 'fin'].includes(given[1]?.toLowerCase() ?? '')) return answer('unknownCommand');
  if (room.contactId === null) return answer(room.other ? 'anotherCase' : 'noCaseHere');
  if (author.registration !== 'registered') return answer('notRegistered');
  if (message.kind === 'other') return answer('unsupported');
  if (ofAnother && given?.[1]?.toLowerCase() !== 'info') return answer('anotherCase');
  if (!given) return { act: 'reply', text: message.text };
  const rest = given[2]?.trim() ?? '';
  switch (given[1]?.toLowerCase()) {
    case 'info':
      return { act: 'info' };
    case 'fin':
      return { act: 'close', reason: rest === '' ? null : rest };
    default:
      return rest === '' ? answer('clientWants') : { act: 'reply', text: rest };
  }
}

/** What is said under a line of a case is meant for that case alone. */
const isOfAnother = ({ quoted, room }: RoomMessage) => quoted?.kind === 'line' && quoted.contactId !== room.contactId;

/** Agents talk among themselves there: only what quotes one of our posts, or looks like it should, means something. */
function inMainRoom({ kind, text, author, quoted }: RoomMessage): RoomAct {
  if (kind === 'reaction') return nothing;
  const said = text?.trim() ?? '';
  if (quoted === null) {
    if (ready.test(said)) {
      if (!author) return answer('strange');
      return answer(author.registration === 'registered' ? 'registeredAlready' : 'notRegistered');
    }
    return command.test(said) ? answer('commandElsewhere') : nothing;
  }
  if (quoted.kind === 'other' || quoted.kind === 'line') return nothing;
  if (!author) return answer('strange');
  if (!author.active) return answer('inactive');
  if (quoted.kind === 'lost') return answer('lostQuote');
  if (quoted.kind === 'registration') {
    if (quoted.agentId !== author.id) return answer('registrationOfAnother');
    if (author.registration === 'registered') return answer('registeredAlready');
    return ready.test(said) ? { act: 'register' } : answer('registrationWants');
  }
  if (author.registration !== 'registered') return answer('notRegistered');
  return { act: 'claim', contactId: quoted.contactId };
}

const nothing: RoomAct = { act: 'nothing' };
const answer = (one: RoomAnswer): RoomAct => ({ act: 'answer', answer: one });
