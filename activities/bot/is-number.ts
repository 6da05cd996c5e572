import { phoneIn } from './addresses.ts';

/** Whether a number as people write it is that of the messenger; the 9 of Argentine mobiles may be missing on either side. */
export function isNumber(typed: string, waId: string): boolean {
  const number = phoneIn(typed, true);
  return number !== null && without9(number.slice(1)) === without9(waId);
}

const without9 = (digits: string) => digits.replace(/^549(?=\d{10}$)/, '54');
