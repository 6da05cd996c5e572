import type { Address } from '../../domain/state.ts';
import type { Ids } from '../conversations/ids.ts';
import { CHANNEL } from './take.ts';

/** Whose conversation an event belongs to. Needs no MongoDB. */
export interface Identity {
  contactOf(address: Address): Promise<string>;
}

export function createIdentity(ids: Ids): Identity {
  return {
    contactOf: async ({ userId, waId }) => ids.contact(CHANNEL, userId ?? waId ?? ''),
  };
}
