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
      if (!(await anyoneAvailable(inbox, look.contactId, await presenceTimeout())))
        return {
          text: nobodyAvailableText(autoReply?.noAgentAvailable, valuesOf(inbox, look), await texts()),
          lookAt: null,
        };
      return { text: null, lookAt: nextChange(businessHours, look.at) } satisfies Availability;
    },
  };
}

/**
 * Whether anyone could take the chat in the inbox now: who its rule would give it to, or the owner of a personal one. A
 * place that is reserved for this chat already is free for it.
 */
async function anyoneAvailable(
  { kind, ownerId, members }: InboxDoc,
  contactId: string,
  timeout: number,
): Promise<boolean> {
  const own = kind === 'PERSONAL' && ownerId !== null ? [ownerId] : members;
  const agents = await onlineAgentsOf({ kind, members: own }, timeout);
  return agents.some(
    ({ shifts, slots, capacity }) =>
      isOpen(shifts ?? null, Date.now()) &&
      placesTaken(slots.filter((slot) => slot.contactId !== contactId)) < capacity,
  );
}

function valuesOf({ name, businessHours }: InboxDoc, { at, contactName }: Look) {
  const opens = isOpen(businessHours, at) ? null : nextChange(businessHours, at);
  return {
    'contacto.nombre': contactName,
    'bandeja.nombre': name,
    'horario.proximo': opens === null || !businessHours ? null : nextOpening(opens, at, businessHours.timeZone),
  };
}
