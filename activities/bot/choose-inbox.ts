import { GENERAL } from '../../domain/vocabulary.ts';
import type { BotInbox } from './bot.ts';
import { cues, teams, topics } from './data/topics.ts';
import { smallTalkOf } from './small-talk.ts';
import { contentStems, fold, words } from '../../language/spanish.ts';
import { compileTerms, phraseOf, type Terms } from './terms.ts';

/**
 * The inbox that the conversation belongs to, or null when the texts do not say clearly enough (then General takes it).
 * `texts` are the customer's lines, oldest first. The score has no unit; it only orders inboxes.
 */
export function chooseInbox(
  inboxes: readonly BotInbox[],
  texts: readonly string[],
): { inbox: BotInbox; score: number } | null {
  const special = inboxes.filter((inbox) => inbox.id !== GENERAL);
  // Of two that are called alike the older takes it; neither keeps the other from it.
  const candidates = special.filter((inbox) => special.find((one) => nameOf(one) === nameOf(inbox)) === inbox);
  const about = topicsOf(texts);
  const said = new Set(texts.flatMap(contentStems));
  const everyWord = ` ${texts.flatMap(words).join(' ')} `;
  const ranked = candidates
    .map((inbox) => ({ inbox, score: scoreOf(scopeOf(inbox, candidates), about, said, everyWord) }))
    .sort((a, b) => b.score - a.score || (a.inbox.id < b.inbox.id ? -1 : 1));
  const [best, second] = ranked;
  if (best === undefined || best.score < enough) return null;
  if (second !== undefined && best.score < second.score * clearlyAhead) return null;
  return best;
}

/** What is in parentheses tells inboxes apart for people, and says nothing of what they take. */
function nameOf({ name }: BotInbox): string {
  return name.replace(/\s*\([^)]*\)/g, '').trim() || name;
}

const enough = 0.4;
const clearlyAhead = 1.15;
/** Many words of one topic do not outweigh all others. */
const mostPerTopic = 5;

/** How much the texts speak of each topic, by topic id. */
export function topicsOf(texts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) {
    // "Ok, espero" waits for no parcel.
    if (smallTalkOf(text) !== null) continue;
    const phrase = phraseOf(text);
    for (const { id, terms, strong } of compiled) {
      const weight = terms.count(phrase) + 2 * strong.count(phrase);
      if (weight > 0) found.set(id, Math.min(mostPerTopic, (found.get(id) ?? 0) + weight));
    }
    for (const { topic, pattern, weight } of cues) {
      if (pattern.test(phrase.plain)) found.set(topic, Math.min(mostPerTopic, (found.get(topic) ?? 0) + weight));
    }
  }
  // "¿Hacen envíos a Salta?" asks before buying: the parcel in it is not one that is on its way.
  const offered = found.get('shipping-offer') ?? 0;
  if (offered > 0 && !found.has('order')) found.set('delivery', Math.max(0, (found.get('delivery') ?? 0) - offered));
  return found;
}

interface Scope {
  /** How surely the inbox takes a topic, by topic id. */
  topics: Map<string, number>;
  /** Its own stems that no other inbox has, with their weight. */
  stems: Map<string, number>;
  /** Keywords of several words. */
  phrases: string[];
  name: string;
}

function scoreOf(scope: Scope, about: Map<string, number>, said: Set<string>, everyWord: string): number {
  let score = 0;
  for (const [id, weight] of about) score += weight * (scope.topics.get(id) ?? 0);
  for (const [stem, weight] of scope.stems) if (said.has(stem)) score += weight;
  for (const phrase of scope.phrases) if (everyWord.includes(phrase)) score += 4;
  if (everyWord.includes(scope.name)) score += 3;
  return score;
}

function scopeOf(inbox: BotInbox, all: readonly BotInbox[]): Scope {
  const others = all.filter((other) => other !== inbox);
  const shared = new Set(others.flatMap((other) => ownStems(other)));
  const sources: [text: string, weight: number][] = [
    [nameOf(inbox), 1.2],
    [inbox.keywords.join(', '), 1.5],
    [inbox.description, 0.8],
  ];
  const taken = new Map<string, number>();
  const stems = new Map<string, number>();
  const raise = (map: Map<string, number>, key: string, weight: number) =>
    map.set(key, Math.max(weight, map.get(key) ?? 0));
  for (const [text, weight] of sources) {
    const phrase = phraseOf(text);
    const plain = ` ${words(text).join(' ')} `;
    for (const { id, names, terms, strong } of compiled) {
      if (names.count(phrase) > 0) raise(taken, id, weight);
      else if (terms.count(phrase) + strong.count(phrase) > 0) raise(taken, id, weight * 0.8);
    }
    for (const team of teams)
      if (team.pattern.test(plain)) for (const id of team.topics) raise(taken, id, weight * 0.8);
    for (const stem of contentStems(text)) if (!shared.has(stem)) raise(stems, stem, weight);
  }
  const phrases = inbox.keywords
    .filter((keyword) => /\s/.test(keyword.trim()))
    .map((keyword) => ` ${words(keyword).join(' ')} `);
  return { topics: taken, stems, phrases, name: ` ${words(fold(nameOf(inbox))).join(' ')} ` };
}

function ownStems(inbox: BotInbox): string[] {
  return contentStems(`${nameOf(inbox)}\n${inbox.keywords.join('\n')}\n${inbox.description}`);
}

const compiled: { id: string; names: Terms; terms: Terms; strong: Terms }[] = topics.map((topic) => ({
  id: topic.id,
  names: compileTerms(topic.names),
  terms: compileTerms(topic.terms),
  strong: compileTerms(topic.strong),
}));
