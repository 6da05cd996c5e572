import type { Output } from './rows.ts';
import type { Conversation } from './state.ts';

/** Whether Relevo itself has to bring it to the customer: what our side says and how it reacts, on a channel it serves. */
export function isSent({ address }: Pick<Conversation, 'address'>, output: Output): boolean {
  if (!address) return false;
  if (output.type === 'message') return output.row.direction === 'out';
  return output.type === 'reaction' && output.row.by.kind === 'agent';
}
