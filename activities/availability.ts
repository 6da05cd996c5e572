import { isOpen, nextChange } from '../config/business-hours.ts';
import { onlineAgentsOf } from '../models/assignment.ts';
import { mongoConnected } from '../models/connect.ts';
import type { InboxDoc } from '../models/inbox.ts';
import { InboxModel } from '../models/inbox.ts';
import { placesTaken } from '../models/slots.ts';
import { nobodyAvailableText, outOfHoursText } from '../texts/auto-reply.ts';
import type { Texts } from '../texts/es-ar.ts';
import { nextOpening } from '../texts/next-opening.ts';
import type { Availability, ConversationActivities, Look } from './contract.ts';

/** Whether people attend an inbox now. Instants are computed here, not in the workflow: zone data changes. */
export function createAvailability(
  presenceTimeout: () => Promise<number>,
  texts: () => Promise<Texts>,
): Pick<ConversationActivities, 'availability'> {
  return {
    async availability(look) {
      if (!mongoConnected()) throw new Error('MongoDB is not connected');
      const inbox = await InboxModel.findOne({ _id: look.inboxId, deletedAt: null }).lean();
      // Whoever waits in an inbox that is gone is on the way to another one.
      if (!inbox) return { text: null, lookAt: null };
      const { businessHours, autoReply } = inbox;
      if (!isOpen(businessHours, look.at))
        return { text: outOfHoursText(autoReply?.outOfHours, valuesOf(inbox, look), await texts()), lookAt: null };
      const people = await peopleOf(inbox, look.contactId, await presenceTimeout());
      if (people !== 'free')
        return {
          text: nobodyAvailableText(people, autoReply?.noAgentAvailable, valuesOf(inbox, look), await texts()),
          lookAt: null,
        };
      return { text: null, lookAt: nextChange(businessHours, look.at) } satisfies Availability;
    },
  };
}

/**
 * Whether anyone is there who could take the chat in the inbox now, with a place `free` or all `busy`: who its rule would give it to, or the owner of a personal one. A
 * place that is reserved for this chat already is free for it.
 */
async function peopleOf(
  { kind, ownerId, members }: InboxDoc,
  contactId: string,
  timeout: number,
): Promise<'free' | 'busy' | 'offline'> {
  const own = kind === 'PERSONAL' && ownerId !== null ? [ownerId] : members;
  const agents = await onlineAgentsOf({ kind, members: own }, timeout);
  const there = agents.filter(({ shifts }) => isOpen(shifts ?? null, Date.now()));
  if (there.length === 0) return 'offline';
  const free = ({ slots, capacity }: (typeof there)[number]) =>
    placesTaken(slots.filter((slot) => slot.contactId !== contactId)) < capacity;
  return there.some(free) ? 'free' : 'busy';
}

function valuesOf({ name, businessHours }: InboxDoc, { at, contactName }: Look) {
  const opens = isOpen(businessHours, at) ? null : nextChange(businessHours, at);
  return {
    'contacto.nombre': contactName,
    'bandeja.nombre': name,
    'horario.proximo': opens === null || !businessHours ? null : nextOpening(opens, at, businessHours.timeZone),
  };
}
