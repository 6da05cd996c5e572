import type { Texts } from '../../texts/es-ar.ts';
import { answerFrom } from './article-answer.ts';
import type { KnowledgeArticle } from './bot.ts';
import { type SmallTalk, smallTalkOf, subjectOf } from './small-talk.ts';
import { contactDataIn } from './contact-data.ts';
import { clauses } from '../../language/spanish.ts';
import type { Remembered, Turn } from './turn.ts';
import { wantsPerson } from './wants-person.ts';
import { isHalfheartedYes, isNo, isYes } from './yes-no.ts';

/** What a turn comes to, before a greeting is put in front of it. */
export type Outcome =
  | { kind: 'greet'; memory?: Partial<Remembered> }
  | { kind: 'say'; text: string; memory?: Partial<Remembered>; gap?: string; found?: Found; unhelped?: boolean }
  | { kind: 'handoff'; reason: string; angry?: boolean }
  | { kind: 'silent' };

/** Whether the knowledge base has answered, or what was asked is left open; neither in small talk. `unhelped`: so they say. */
export type Found = 'answer' | 'nothing';

export interface Basis {
  articles: readonly KnowledgeArticle[];
  texts: Texts;
  angry: boolean;
}

/** What the bot comes to by itself: anger or a wish, the answer to an offer, small talk, the knowledge base, a miss. */
export function decide(turn: Turn, memory: Remembered, { articles, texts, angry }: Basis): Outcome {
  const due = handoffDue(turn, memory, angry);
  if (due !== null) return { kind: 'handoff', ...due };
  if (turnsDown(turn, memory)) return declined(turn, articles, texts);

  if (turn.text === '') return wordless(turn, memory, texts);
  const talk = smallTalkOf(turn.text);
  if (talk === 'unhelped')
    return {
      kind: 'say',
      text: texts.notHelpful,
      memory: { offered: true, everOffered: true },
      ...gapOf(turn.before),
      found: 'nothing',
      unhelped: true,
    };
  if (callsOut(turn, memory))
    return { kind: 'say', text: texts.confirmPerson, memory: { offered: true, everOffered: true } };
  if (talk !== null) return chat(talk, memory, texts);

  const answer = answerFrom(articles, turn);
  if (answer === 'told') return told(turn, memory, texts);
  if (answer !== null)
    return { kind: 'say', text: answer.text, memory: { misses: 0, offered: false }, found: 'answer' };
  return miss(turn, memory, texts);
}

/** Why the chat has to go to people in this turn whatever there is to say, or null. Source: the domain's order of decisions. */
export function handoffDue(turn: Turn, memory: Remembered, angry: boolean): { reason: string; angry?: boolean } | null {
  const wish = callsOut(turn, memory) ? null : wantsPerson(turn.text);
  if (wish === 'no') return null;
  if (angry) return { reason: 'Cliente enojado', angry: true };
  if (wish === 'yes') return { reason: 'Pidió hablar con una persona' };
  const accepted = acceptance(turn, memory);
  return accepted === null ? null : { reason: accepted };
}

/** "¿Hay alguien ahí?" as the first words of a chat: a greeting that may well mean a person, so one is offered. */
function callsOut({ text }: Turn, { greeted }: Remembered): boolean {
  return !greeted && smallTalkOf(text) === 'greeting' && wantsPerson(text) === 'yes';
}

/** Whether the customer says that they want no person. */
export function turnsDown(turn: Turn, memory: Remembered): boolean {
  return wantsPerson(turn.text) === 'no' || (memory.offered && turn.texts.some(isNo));
}

/** Why the customer goes to a person after an offer, or null when they have not taken it. */
function acceptance(turn: Turn, memory: Remembered): string | null {
  if (turn.texts.some(isNo)) return null;
  // The first miss asks "other words, or a person?": a bare "ok, gracias" does not choose the person.
  const choosing = memory.misses === 1;
  if (memory.offered && turn.texts.some((text) => isYes(text) && !(choosing && isHalfheartedYes(text))))
    return 'Aceptó pasar con una persona';
  const data = turn.texts.map(contactDataIn).find((found) => found !== null);
  const leavesData =
    (memory.offered && data !== undefined) || (memory.everOffered && !memory.declined && data === 'address');
  return leavesData ? 'Dejó sus datos después de que se le ofreció una persona' : null;
}

function declined(turn: Turn, articles: readonly KnowledgeArticle[], texts: Texts): Outcome {
  const memory = { offered: false, declined: true, misses: 0 };
  const rest = clauses(turn.text).filter((clause) => wantsPerson(clause) !== 'no' && !isNo(clause));
  const answer = answerFrom(articles, { ...turn, subject: subjectOf(rest.join('\n')) });
  if (answer !== null && answer !== 'told') return { kind: 'say', text: answer.text, memory };
  const leaving = turn.texts.some((text) => smallTalkOf(text) === 'bye');
  return { kind: 'say', text: leaving ? texts.bye : texts.declined, memory };
}

function wordless(turn: Turn, memory: Remembered, texts: Texts): Outcome {
  if (turn.unreadable) return { kind: 'say', text: texts.onlyText, memory: { offered: true, everOffered: true } };
  if (!memory.greeted) return { kind: 'greet', memory: { gestured: true } };
  return memory.gestured ? { kind: 'silent' } : { kind: 'say', text: texts.sticker, memory: { gestured: true } };
}

function chat(talk: Exclude<SmallTalk, 'unhelped'>, memory: Remembered, texts: Texts): Outcome {
  switch (talk) {
    case 'greeting':
      return { kind: 'greet', memory: { offered: false } };
    case 'wait':
      return { kind: 'say', text: texts.waiting };
    case 'ack':
      return memory.greeted ? { kind: 'say', text: texts.acknowledged } : { kind: 'greet' };
    case 'emoji':
    case 'laugh':
      if (!memory.greeted) return { kind: 'greet', memory: { gestured: true } };
      return memory.gestured
        ? { kind: 'silent' }
        : { kind: 'say', text: talk === 'emoji' ? texts.sticker : texts.laugh, memory: { gestured: true } };
    case 'identity':
      return { kind: 'say', text: texts.whoIAm, memory: { offered: true, everOffered: true } };
    case 'contact':
      return { kind: 'say', text: texts.contactLeft, memory: { offered: true, everOffered: true } };
    case 'introduction':
      return { kind: 'say', text: texts.introduced, memory: { offered: false } };
    case 'opener':
    case 'thanks':
    case 'bye':
    case 'wellbeing':
    case 'apology':
    case 'justTesting':
      // What is offered now is help: a later "ok" does not take the person that was offered before.
      return { kind: 'say', text: texts[talk], memory: { offered: false } };
  }
}

/** Who asks again what was just answered lacks something in it. */
function told(turn: Turn, memory: Remembered, texts: Texts): Outcome {
  const kept = { misses: memory.misses + 1, offered: true, everOffered: true };
  return { kind: 'say', text: texts.toldAlready, memory: kept, ...gapOf(turn.text), found: 'nothing', unhelped: true };
}

/** Two misses in a row offer a person; whoever has turned one down, or comes from one, is first asked for more. */
export function miss(turn: Turn, memory: Remembered, texts: Texts): Extract<Outcome, { kind: 'say' }> {
  const spared = memory.misses === 0 && (memory.declined || memory.returnedAt !== 0);
  const kept = { misses: memory.misses + 1, offered: !spared, everOffered: memory.everOffered || !spared };
  return {
    kind: 'say',
    text: missText(memory.misses, spared, texts),
    memory: kept,
    ...gapOf(turn.text),
    found: 'nothing',
  };
}

function missText(misses: number, spared: boolean, texts: Texts): string {
  if (misses === 0) return spared ? texts.cannotAnswer : texts.notUnderstood;
  return misses % 2 === 1 ? texts.offerPerson : texts.offerStands;
}

/** A number or a code alone is no question. */
export function gapOf(text: string | null): { gap?: string } {
  return text !== null && /\p{L}{2,}(?![\p{L}\d]*-?\d)/u.test(text) ? { gap: text } : {};
}
