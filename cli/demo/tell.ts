import { styleText } from 'node:util';
import { supervisorTexts } from '../../texts/supervisor.ts';
import type { Message, TimelineEntry } from './api.ts';

const people: Record<string, string> = { contact: 'cliente', bot: 'bot', agent: 'agente', system: 'sistema' };
const kinds: Record<string, string> = { sticker: 'un sticker', template: 'plantilla' };

export function lineOfMessage({ author, direction, type, text }: Message): string {
  const who = author.kind === 'agent' ? (author.name ?? 'agente') : (people[author.kind] ?? author.kind);
  const said = text === null ? `[${kinds[type] ?? type}]` : `«${short(text)}»`;
  const how = direction === 'note' ? ' (nota interna)' : type === 'template' ? ' (plantilla)' : '';
  return `${who}${how}: ${said}`;
}

/** Where it goes, who did it, and why. */
export function lineOfMove({ from, to, fromPlace, toPlace, command, actor, reason }: TimelineEntry): string {
  const who = supervisorTexts.actors[actor.kind as keyof typeof supervisorTexts.actors] ?? actor.kind;
  const by = `${command}, ${who}${actor.name ? ` ${actor.name}` : ''}${reason ? `: ${reason}` : ''}`;
  const [before, after] = [where(from, fromPlace?.label), where(to, toPlace.label)];
  const move = from === null ? `empieza en ${after}` : before === after ? after : `${before} → ${after}`;
  return styleText('cyan', `→ ${move}`) + styleText('dim', `  (${by})`);
}

export function where(state: string | null, label: string | undefined): string {
  if (state === null) return '—';
  return state === 'BANDEJA' || state === 'AGENTE' ? `${state} · ${label ?? ''}` : state;
}

/** Columns as wide as their widest cell. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [styleText('bold', line(head)), ...rows.map(line)].map((one) => `  ${one}`).join('\n');
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
}
