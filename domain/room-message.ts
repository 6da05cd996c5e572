import type { RegistrationStatus, RoomKind } from './rooms.ts';

/** Somebody's message in a room, and what is known around it. */
export interface RoomMessage {
  kind: 'text' | 'file' | 'reaction' | 'other';
  /** What was written; beside a file its caption. */
  text: string | null;
  room: { kind: RoomKind; ownerId: string | null; contactId: string | null };
  /** Who wrote it, if an agent of ours. */
  author: { id: string; active: boolean; registration: RegistrationStatus } | null;
  /**
   * Of the message that is quoted: what of ours it was, `lost` where nobody knows it, null where none is quoted.
   * `agentId`: whose registration it asks for; `contactId`: whose case it shows.
   */
  quoted:
    | { kind: 'registration'; agentId: string }
    | { kind: 'case'; contactId: string }
    | { kind: 'line' }
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

/** What a message in a room means. Source: the rules of rooms in the domain. */
export function meaningOf(message: RoomMessage): RoomAct {
  const { author, room } = message;
  if (room.kind !== 'PERSONAL') return inMainRoom(message);
  if (!author) return answer('strange');
  if (author.id !== room.ownerId) return message.kind === 'reaction' ? nothing : answer('roomOfAnother');
  if (!author.active) return answer('inactive');
  if (message.kind === 'reaction') return room.contactId === null ? nothing : { act: 'react' };
  const given = message.kind === 'text' ? command.exec(message.text?.trim() ?? '') : null;
  if (given && !['info', 'cliente', 'fin'].includes(given[1]?.toLowerCase() ?? '')) return answer('unknownCommand');
  if (room.contactId === null) return answer('noCaseHere');
  if (author.registration !== 'registered') return answer('notRegistered');
  if (message.kind === 'other') return answer('unsupported');
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
