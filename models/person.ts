import type { ClientSession } from 'mongoose';
import mongoose from 'mongoose';
import type { Conversation } from '../domain/state.ts';
import { ConversationModel } from './conversation.ts';
import { newId } from './ids.ts';

export interface Member {
  contactId: string;
  /** Who linked it, and when. */
  by: { id: string | null; name: string };
  at: number;
}

/** Contacts that are one person: at least two, and each of one person at most. */
export interface PersonDoc {
  _id: string;
  members: Member[];
}

const schema = new mongoose.Schema<PersonDoc>(
  { _id: { type: String, required: true }, members: { type: [mongoose.Schema.Types.Mixed as never], required: true } },
  { strict: 'throw', versionKey: false, autoIndex: false, id: false },
);
schema.index({ 'members.contactId': 1 }, { unique: true });

export const PersonModel = mongoose.model<PersonDoc>('Person', schema, 'people');

const ATTEMPTS = 5;
const DUPLICATE_KEY = 11_000;

/** The contacts that are one person with this one, itself left out. */
export async function linkedTo(contactId: string): Promise<Member[]> {
  const person = await PersonModel.findOne({ 'members.contactId': contactId }).lean();
  return person?.members.filter((one) => one.contactId !== contactId) ?? [];
}

/**
 * Makes two contacts one person, with all that are linked to either; `judge` sees both groups as they are at that
 * moment and throws to refuse. Linked already, it changes nothing. Of concurrent ones each sees what the other did.
 */
export async function link(
  [a, b]: readonly [string, string],
  by: Member['by'],
  judge: (mine: Conversation[], theirs: Conversation[]) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mongoose.connection.transaction((session) => linkNow(session, a, b, by, judge));
      return;
    } catch (error) {
      // Somebody else linked one of them at the same moment.
      const taken = error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function linkNow(
  session: ClientSession,
  a: string,
  b: string,
  by: Member['by'],
  judge: (mine: Conversation[], theirs: Conversation[]) => void,
): Promise<void> {
  const people = await PersonModel.find({ 'members.contactId': { $in: [a, b] } }, {}, { session }).lean();
  const personOf = (id: string) => people.find(({ members }) => members.some(({ contactId }) => contactId === id));
  const [mine, theirs] = [personOf(a), personOf(b)];
  if (mine && mine === theirs) return;
  const at = Date.now();
  const members = [a, b].map((id) => personOf(id)?.members ?? [{ contactId: id, by, at }]);
  const ids = members.map((group) => group.map(({ contactId }) => contactId));
  const docs = await ConversationModel.find({ _id: { $in: ids.flat() } }, { conversation: 1 }, { session }).lean();
  const conversationsOf = (group: string[] = []) =>
    docs.filter(({ _id }) => group.includes(_id)).map(({ conversation }) => conversation);
  judge(conversationsOf(ids[0]), conversationsOf(ids[1]));
  await PersonModel.deleteMany({ _id: { $in: people.map(({ _id }) => _id) } }, { session });
  await PersonModel.create([{ _id: newId('per'), members: members.flat() }], { session });
}

/** Takes a contact out of the person that it is one of with another; false when they are not linked. */
export async function unlink(contactId: string, otherId: string): Promise<boolean> {
  return mongoose.connection.transaction(async (session) => {
    const both = { $all: [contactId, otherId] };
    const person = await PersonModel.findOneAndUpdate(
      { 'members.contactId': both },
      { $pull: { members: { contactId: otherId } } } as never,
      { session, returnDocument: 'after' },
    ).lean();
    if (person && person.members.length < 2) await PersonModel.deleteOne({ _id: person._id }, { session });
    return person !== null;
  });
}
