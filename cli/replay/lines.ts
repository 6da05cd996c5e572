import type { Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import { ownerOf, placeOf } from '../../domain/state.ts';
import type { Replayed, Step } from './run-histories.ts';

/** The lines that a person reads of one replayed run. Texts of messages only with `text`. */
export function linesOf({ began, steps }: Pick<Replayed, 'began' | 'steps'>, text: boolean): string[] {
  const first = began ? [`${' '.repeat(32)}begins with ${describe(began)}`] : [];
  return [...first, ...steps.flatMap((step) => [lineOf(step), ...(text ? textsOf(step.outputs) : [])])];
}

/** `AGENTE · Ana · owner Ana · epoch 1760000000001`. */
export function describe(c: Conversation): string {
  const owner = ownerOf(c);
  return [
    c.chat.state,
    placeOf(c.chat).label,
    `owner ${owner?.name ?? '–'}`,
    `epoch ${c.epoch}`,
    `session ${c.session.status}`,
    ...(c.blocked ? ['blocked'] : []),
  ]
    .filter(Boolean)
    .join(' · ');
}

function lineOf({ event, before, after, outputs }: Step): string {
  const id = String(event?.id ?? '?').padStart(6);
  const at = event ? new Date(event.at).toISOString() : '';
  const what = `${event?.type ?? 'an event not found'} ${event?.name ?? ''}`.trim().padEnd(44);
  const move = before.chat.state === after.chat.state ? after.chat.state : `${before.chat.state} → ${after.chat.state}`;
  const rest = describe(after).replace(`${after.chat.state} · `, '');
  const why = [...whyOf(outputs), ...countsOf(outputs)].join('; ');
  return `${id}  ${at}  ${what}  ${move.padEnd(17)}  ${rest}${why ? `  (${why})` : ''}`;
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

function countsOf(outputs: Output[]): string[] {
  const counts = new Map<string, number>();
  for (const output of outputs) {
    const what =
      output.type === 'message' ? `${output.row.direction}` : output.type === 'timeline' ? null : output.type;
    if (what) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} ${what}`);
}

function textsOf(outputs: Output[]): string[] {
  return outputs.flatMap((output) => {
    if (output.type !== 'message') return [];
    const { author, type, text } = output.row;
    return [`${' '.repeat(34)}${author.kind}: ${(text ?? `[${type}]`).replace(/\s+/g, ' ')}`];
  });
}
