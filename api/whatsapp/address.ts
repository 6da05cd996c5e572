import type { Env } from '../../config/env.ts';
import type { Address } from '../../domain/state.ts';
import { problem } from '../problem.ts';
import { digitsOf } from './take.ts';

/** Source: user ids of the Cloud API, also those of a portfolio of businesses. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whether Relevo itself sends on WhatsApp. */
export function isServed({ whatsapp }: Pick<Env, 'whatsapp'>): boolean {
  return Boolean(whatsapp.accessToken && whatsapp.phoneNumberId);
}

/** Where somebody is reached who is named by a user id, or by a number as it is dialled from abroad. */
export function addressIn(id: string): Address {
  if (USER_ID.test(id)) return { userId: id };
  const digits = /^\+?[\d\s().-]+$/.test(id) ? (digitsOf(id)?.replace(/^00/, '') ?? '') : '';
  if (digits.length < 8 || digits.length > 15) {
    const detail = 'On WhatsApp a contact is a number with its country code, such as +5493815551234, or a user id.';
    throw problem('invalid-request', { detail, errors: [{ path: 'contact.id', pointer: '/contact/id', detail }] });
  }
  return { waId: digits };
}
