import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { deadlines } from '../domain/deadlines.ts';
import type { Actor, Conversation } from '../domain/state.ts';
import { isEscalated, placeOf } from '../domain/state.ts';
import { supervisorTexts as t } from '../texts/supervisor.ts';

export const keywordKey = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
export const flagKey = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.BOOL);
const keys = {
  state: keywordKey('RelevoState'),
  previous: keywordKey('RelevoPreviousState'),
  inbox: keywordKey('RelevoInbox'),
  agent: keywordKey('RelevoAgent'),
  channel: keywordKey('RelevoChannel'),
  sentiment: keywordKey('RelevoSentiment'),
  escalated: flagKey('RelevoEscalated'),
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
  const next = deadlines(c)[0];
  const rows = [
    [t.state, `**${c.chat.state}** — ${place.label}`],
    [t.previous, c.previous ? `${c.previous.state} — ${c.previous.place.label}` : '—'],
    [t.since, `${whenText(c.since)}, ${actorName(c.movedBy)}${c.reason ? ` (${c.reason})` : ''}`],
    [t.owner, place.agentName ?? t.nobody],
    [t.inbox, place.inboxName ?? '—'],
    [
      t.session,
      c.session.expiresAt === null
        ? t.sessions[c.session.status]
        : `${t.sessions[c.session.status]} ${whenText(c.session.expiresAt)}`,
    ],
    [t.waiting, c.waitingSince === null ? t.answered : whenText(c.waitingSince)],
    [t.lastCustomer, whenText(c.session.lastCustomerAt)],
    [t.lastMessage, whenText(c.lastMessageAt)],
    [t.next, next ? `${t.deadlines[next.kind]}: ${whenText(next.at)}` : '—'],
    [t.sentiment, c.sentiment],
    [t.escalated, isEscalated(c) ? `⚠️ ${t.yes}` : t.no],
  ];
  return page(place.label, rows);
}

export function page(title: string, rows: string[][]): string {
  return [
    `### ${escaped(title)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${escaped(value ?? '')} |`),
  ].join('\n');
}

export function whenText(at: number | null): string {
  return at === null ? '—' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function actorName({ kind, name }: Actor): string {
  return [t.actors[kind], name].filter(Boolean).join(' ');
}

/** Names come from people: nothing of them may act as Markdown. */
function escaped(text: string): string {
  return text.replace(/[|<>[\]`\r\n]/g, ' ');
}
