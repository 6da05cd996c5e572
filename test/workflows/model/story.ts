import { expect } from 'vitest';
import type { TimelineRow } from '../../../domain/rows.ts';
import type { Situation } from '../../../domain/state.ts';
import type { Trigger } from '../../../domain/transitions.ts';
import { cellOf } from '../../../domain/transitions.ts';
import { CERRADAS } from '../../../domain/vocabulary.ts';
import { storedAttention } from '../../support/stored-attention.ts';
import type { Play } from './play.ts';

/** Triggers that the timeline names otherwise. */
const triggers: Record<string, Trigger> = {
  bot: 'toBot',
  write: 'customerWrote',
  'session-ended': 'sessionEnded',
  'awaited-reply-missed': 'awaitedReplyMissed',
};

/** What the read model tells in the end holds together, and nothing acknowledged is missing. */
export async function assertStory({ chat, said }: Play): Promise<void> {
  if (said.customer.length + said.agents.length === 0) return;
  const [transcript, timeline] = [await chat.transcript(), await chat.timeline()];

  const by = (kind: string) => transcript.filter(({ author }) => author.kind === kind).map(({ _id }) => _id);
  expect(by('contact')).toEqual(said.customer);
  expect(by('agent')).toEqual(said.agents);

  let before: TimelineRow | null = null;
  for (const row of timeline) {
    expect(row.from, row.command).toBe(before?.to ?? null);
    before = row;
    if (row.command === 'bot-answer-discarded') continue;
    const cell = cellOf(triggers[row.command] ?? (row.command as Trigger), situation(row.from, row.fromPlace));
    expect(cell, `${row.command} in ${row.from}`).toHaveProperty('to');
    const { to } = cell as { to: readonly string[] };
    const where = situation(row.to, row.toPlace);
    const stayed = where === situation(row.from, row.fromPlace) && to.includes('same');
    expect(stayed || to.includes(where), `${row.command} leads from ${row.from} to ${where}`).toBe(true);
  }

  for (const { author, seq = 0 } of transcript) {
    if (author.kind !== 'bot') continue;
    expect(timeline.findLast((row) => row.seq < seq)?.to, 'who has the chat while the bot speaks').toBe('BOT');
  }

  const { stored, recounted } = await storedAttention(chat.id);
  expect(stored).toEqual(recounted);
}

function situation(state: TimelineRow['from'], place: TimelineRow['fromPlace']): Situation {
  if (state === null) return 'NUEVO';
  return state === 'BANDEJA' && place?.inboxId === CERRADAS ? 'CERRADAS' : state;
}
