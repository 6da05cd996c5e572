/** What a messenger's groups can do. */
export interface RoomCapabilities {
  /** People in a group, besides us. */
  participants: number;
  /** Whether people can be put in; else they get a link. */
  adds: boolean;
  admins: boolean;
  quoting: boolean;
  pins: boolean;
}

export interface RoomPost {
  /** Ours; the messenger tells it back where it can. */
  id: string;
  text: string;
  /** The messenger's id of what is quoted. */
  quotes: string | null;
  /** The messenger's id of a file, and what kind of message carries it; the text goes beside it. */
  file?: { type: string; id: string; fileName: string };
}

/**
 * The groups of one messenger. What happens in them comes by its webhooks. Throws `RoomRefused` where nothing was done;
 * any other error leaves open whether it was.
 */
export interface RoomProvider {
  capabilities: RoomCapabilities;
  /** Asks for a group; the webhook that tells of it names the same request. */
  create(group: { subject: string; description: string }): Promise<{ requestId: string }>;
  remove(groupId: string): Promise<void>;
  /** Resolves to the messenger's id of the message. */
  post(groupId: string, post: RoomPost): Promise<string>;
  react(groupId: string, wamid: string, emoji: string | null): Promise<void>;
  pin(groupId: string, wamid: string): Promise<void>;
  /** Lets somebody in who asked. */
  admit(groupId: string, requestId: string): Promise<void>;
  /** `person`: their number in digits, or their user id. */
  expel(groupId: string, person: string): Promise<void>;
  /** The messenger's id of a file of ours. */
  upload(mediaId: string): Promise<string>;
}

/**
 * Why a group did not take something. `later`: the same again may succeed; `closed`: once somebody is there or writes;
 * `suspended` and `gone`: the group itself; `never`: the same again will not.
 */
export type RoomFault = 'later' | 'closed' | 'suspended' | 'gone' | 'never';

export class RoomRefused extends Error {
  readonly fault: RoomFault;
  /** The messenger's code. */
  readonly code: number;

  constructor(fault: RoomFault, code: number, message: string) {
    super(message);
    this.name = 'RoomRefused';
    this.fault = fault;
    this.code = code;
  }
}
