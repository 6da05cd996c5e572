import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { deadlines } from '../domain/deadlines.ts';
import type { Conversation } from '../domain/state.ts';
import { isEscalated, placeOf } from '../domain/state.ts';
import { supervisorTexts as t } from '../texts/supervisor.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const keys = {
  state: keyword('RelevoState'),
  previous: keyword('RelevoPreviousState'),
  inbox: keyword('RelevoInbox'),
  agent: keyword('RelevoAgent'),
  channel: keyword('RelevoChannel'),
  sentiment: keyword('RelevoSentiment'),
  escalated: defineSearchAttributeKey('RelevoEscalated', SearchAttributeType.BOOL),
};

/** What supervisors filter by, as pairs; a value of null takes an attribute away. */
export function attributesOf(c: Conversation): SearchAttributeUpdatePair[] {
  const place = placeOf(c.chat);
  return [
    { key: keys.state, value: c.chat.state === 'NUEVO' ? null : c.chat.state },
    { key: keys.previous, value: c.previous?.state ?? null },
    { key: keys.inbox, value: place.inboxName ?? null },
    { key: keys.agent, value: place.agentName ?? null },
    { key: keys.channel, value: c.channel },
    { key: keys.sentiment, value: c.sentiment },
    { key: keys.escalated, value: isEscalated(c) },
  ];
}

/** Those pairs that differ from what was last set. */
export function changedAttributes(
  before: SearchAttributeUpdatePair[],
  after: SearchAttributeUpdatePair[],
): SearchAttributeUpdatePair[] {
  return after.filter(
    (pair, i) => before[i]?.value !== pair.value && !(pair.value === null && before[i] === undefined),
  );
}

/** The page a supervisor reads in the Temporal UI. It holds no text of any message. */
export function detailsOf(c: Conversation): string {
  const place = placeOf(c.chat);
  const when = (at: number | null) =>
    at === null ? '—' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const next = deadlines(c)[0];
  const actor = [t.actors[c.movedBy.kind], c.movedBy.name].filter(Boolean).join(' ');
  const rows = [
    [t.state, `**${c.chat.state}** — ${place.label}`],
    [t.previous, c.previous ? `${c.previous.state} — ${c.previous.place.label}` : '—'],
    [t.since, `${when(c.since)}, ${actor}${c.reason ? ` (${c.reason})` : ''}`],
    [t.owner, place.agentName ?? t.nobody],
    [t.inbox, place.inboxName ?? '—'],
    [
      t.session,
      c.session.expiresAt === null
        ? t.sessions[c.session.status]
        : `${t.sessions[c.session.status]} ${when(c.session.expiresAt)}`,
    ],
    [t.waiting, c.waitingSince === null ? t.answered : when(c.waitingSince)],
    [t.lastCustomer, when(c.session.lastCustomerAt)],
    [t.lastMessage, when(c.lastMessageAt)],
    [t.next, next ? `${t.deadlines[next.kind]}: ${when(next.at)}` : '—'],
    [t.sentiment, c.sentiment],
    [t.escalated, isEscalated(c) ? `⚠️ ${t.yes}` : t.no],
  ];
  return [
    `### ${escape_(place.label)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${escape_(value ?? '')} |`),
  ].join('\n');
}

/** Names come from people: nothing of them may act as Markdown. */
function escape_(text: string): string {
  return text.replace(/[|<>[\]`\r\n]/g, ' ');
}
