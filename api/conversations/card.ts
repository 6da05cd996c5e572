import type { Caller } from '../../domain/caller.ts';
import { fillIn } from '../../domain/person.ts';
import type { Conversation } from '../../domain/state.ts';
import { wireContact } from '../../domain/wire.ts';
import { isMongoUnavailable } from '../../models/connect.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { Member } from '../../models/person.ts';
import { linkedTo } from '../../models/person.ts';
import { visibleTo } from '../../models/visibility-filter.ts';
import type { ConversationService } from './service.ts';

/**
 * A contact's card, with the person's other contacts as far as the caller may see them: what the card itself lacks is
 * filled in from theirs, and is theirs still. So nothing has to be taken back when the link goes.
 */
export async function cardOf(c: Conversation, caller: Caller, { view, facts }: ConversationService) {
  const linked = await visibleLinks(c.id, facts.viewer(caller));
  const { fields, from } = fillIn(
    c.profile,
    linked.map(({ conversation }) => conversation),
  );
  return {
    ...wireContact(c, view.names),
    ...fields,
    filledFrom: from,
    linkedContacts: linked.map(({ conversation, member }) => ({
      id: conversation.id,
      channel: conversation.channel,
      externalId: conversation.externalId,
      name: conversation.profile.name,
      linkedAt: new Date(member.at).toISOString(),
      linkedBy: member.by,
    })),
  };
}

async function visibleLinks(contactId: string, viewer: Parameters<typeof visibleTo>[0]) {
  try {
    const members = await linkedTo(contactId);
    if (members.length === 0) return [];
    const ids = members.map((one) => one.contactId);
    const docs = await ConversationModel.find(
      { $and: [{ _id: { $in: ids } }, visibleTo(viewer)] },
      { conversation: 1 },
    ).lean();
    return members.flatMap((member: Member) => {
      const conversation = docs.find(({ _id }) => _id === member.contactId)?.conversation;
      return conversation ? [{ conversation, member }] : [];
    });
  } catch (error) {
    // The card itself comes out of the workflow.
    if (isMongoUnavailable(error)) return [];
    throw error;
  }
}
