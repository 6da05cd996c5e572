import type { Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { ownerOf, placeOf } from '../../domain/state.ts';
import type { Replayed, Step } from './run-histories.ts';

/** The lines that a person reads of one replayed run. Texts of messages only with `text`. */
export function linesOf({ began, steps }: Pick<Replayed, 'began' | 'steps'>, text: boolean): string[] {
  const first = began ? [`${' '.repeat(32)}begins with ${describe(began)}`] : [];
  return [...first, ...steps.flatMap((step) => [lineOf(step), ...(text ? textsOf(step.outputs) : [])])];
}

/** `AGENTE Ana · owner Ana · epoch 1760000000001 · session open`. */
export function describe(c: Conversation): string {
  return [where(c), ...rest(c)].join(' · ');
}

/** `BANDEJA Ventas`; of the bot and an expired session the state says all. */
function where({ chat }: Conversation): string {
  return chat.state === 'BANDEJA' || chat.state === 'AGENTE' ? `${chat.state} ${placeOf(chat).label}` : chat.state;
}

function rest(c: Conversation): string[] {
  return [
    `owner ${ownerOf(c)?.name ?? '–'}`,
    `epoch ${c.epoch}`,
    `session ${c.session.status}`,
    ...(c.blocked ? ['blocked'] : []),
  ];
}

function lineOf({ event, before, after, outputs }: Step): string {
  const id = String(event?.id ?? '?').padStart(6);
  const at = event ? new Date(event.at).toISOString() : '';
  const what = `${event?.type ?? 'an event not found'} ${event?.name ?? ''}`.trim().padEnd(45);
  const [from, to] = [where(before), where(after)];
  const move = (from === to ? to : `${from} → ${to}`).padEnd(34);
  const why = [...whyOf(outputs), ...countsOf(outputs)].join('; ');
  return `${id}  ${at}  ${what}  ${move}  ${rest(after).join(' · ')}${why ? `  (${why})` : ''}`;
}

/** Who moved it and why, as the timeline tells. */
function whyOf(outputs: Output[]): string[] {
  return outputs.flatMap((output) => {
    if (output.type !== 'timeline') return [];
    const { command, actor, reason } = output.row;
    const by = actor.name ? `${actor.kind} ${actor.name}` : actor.kind;
    return [`${command} by ${by}${reason ? `: ${reason}` : ''}`];
  });
}

/** What else it left behind; what only the workflow's own lanes use is not shown. */
function countsOf(outputs: Output[]): string[] {
  const counts = new Map<string, number>();
  for (const output of outputs) {
    const what = countedAs(output);
    if (what) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} ${what}`);
}

function countedAs(output: Output): string | null {
  if (output.type === 'message') return output.row.direction;
  if (output.type === 'alert') return `alert ${output.row.kind}`;
  if (output.type === 'alertsEnded') return 'alerts ended';
  return output.type === 'reaction' || output.type === 'edit' || output.type === 'status' ? output.type : null;
}

function textsOf(outputs: Output[]): string[] {
  return outputs.flatMap((output) => {
    if (output.type !== 'message') return [];
    const { author, type, text } = output.row;
    return [`${' '.repeat(34)}${author.kind}: ${(text ?? `[${type}]`).replace(/\s+/g, ' ')}`];
  });
}
