import type { BotLine } from '../domain/bot.ts';
import { concernsRooms } from '../domain/rooms.ts';
import type { EditRow, MessageRow, Output, TimelineRow } from '../domain/rows.ts';
import { keepLast, limits } from './carry.ts';
import { isSent } from '../domain/sent.ts';
import { queueWork } from './helpdesk-lane.ts';
import type { Shell } from './conversation.ts';

/** Sorts what a step left into the lanes' queues and the bot's context. */
export function remember(shell: Shell, outputs: Output[]): void {
  const { carry } = shell;
  for (const output of outputs) {
    switch (output.type) {
      case 'askBot':
        carry.bot.asked = true;
        continue;
      case 'muteBot':
        carry.bot.asked = false;
        shell.muted ||= shell.mute !== null;
        shell.mute?.();
        continue;
      case 'offerTo':
        carry.offers.push(output.agentId);
        continue;
      case 'ticketOpened':
        carry.tickets.push(output.ticket);
        continue;
      case 'helpdeskWork':
        queueWork(carry.helpdesk, output.work);
        continue;
      case 'message':
        if (output.row.direction === 'in' || output.row.direction === 'out') line(shell, output.row);
        break;
      case 'edit':
        edited(shell, output.row);
        break;
      case 'timeline':
        context(shell, output.row);
        break;
      default:
        break;
    }
    carry.pending.push(output);
    const told = output.type !== 'episode' && output.type !== 'stay' && output.type !== 'gap';
    const { policy } = carry.conversation;
    const concerned = policy.webhooks || concernsRooms(policy.rooms, carry.conversation, output);
    if ((told && concerned) || isSent(carry.conversation, output)) carry.unpublished.push(output);
  }
}

function line({ carry }: Shell, row: MessageRow): void {
  const from: BotLine['from'] = row.author.kind;
  const told = from === 'contact' ? lastEdit(carry.edits, row.id) : null;
  const text = (told ? told.text : (row.text ?? '')).slice(0, limits.lineText);
  carry.lines = keepLast(
    carry.lines,
    { id: row.id, from, type: row.type, text, at: row.at, seq: row.seq },
    limits.lines,
  );
}

/** The bot answers what a line says by now, unless it has answered already. */
function edited({ carry }: Shell, row: EditRow): void {
  const kept = { ...row, text: row.text?.slice(0, limits.lineText) ?? null };
  carry.edits = keepLast(carry.edits, kept, limits.edits);
  const told = lastEdit(carry.edits, row.messageId);
  carry.lines = carry.lines.map((one) =>
    told && one.id === row.messageId && one.from === 'contact' ? { ...one, text: told.text } : one,
  );
}

/** The newest text by the customer's own time; none at all of what was taken back. */
function lastEdit(edits: readonly EditRow[], messageId: string): { text: string } | null {
  const own = edits.filter((one) => one.messageId === messageId);
  if (own.some(({ text }) => text === null)) return { text: '' };
  const last = own.reduce<EditRow | null>((newest, one) => (newest && newest.at > one.at ? newest : one), null);
  return last && { text: last.text ?? '' };
}

/** Both ends of a handoff and the business events are in the bot's context. */
function context({ carry }: Shell, row: TimelineRow): void {
  if (row.command === 'event') {
    const told = JSON.stringify(row.data ?? null);
    const data = told.length <= limits.eventData ? row.data : told.slice(0, limits.eventData);
    carry.bot.events = keepLast(carry.bot.events, { name: row.reason ?? '', data, at: row.at }, limits.events);
  }
  if (row.command === 'write' && row.to === 'BOT') {
    // A session begins: the message before this entry is the first of it, and what was said to others is past.
    carry.bot.memory = {};
    carry.bot.upTo = row.seq - 2;
  }
  if (row.command === 'handoff') carry.bot.handoffReason = row.reason;
  if (row.command === 'bot')
    carry.bot.returned = { by: row.actor.name ?? row.actor.kind, reason: row.reason, at: row.at };
}
