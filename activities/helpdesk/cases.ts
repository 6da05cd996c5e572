import { setTimeout as pause } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { HelpdeskWork } from '../../domain/helpdesk.ts';
import type { MediaRef } from '../../domain/media.ts';
import type { Conversation } from '../../domain/state.ts';
import { ConversationModel } from '../../models/conversation.ts';
import type { HelpdeskCaseDoc } from '../../models/helpdesk-case.ts';
import { changeCase, HelpdeskCaseModel, keepCase } from '../../models/helpdesk-case.ts';
import type { MessageDoc } from '../../models/message.ts';
import { MessageModel } from '../../models/message.ts';
import type { Settings } from '../../models/settings.ts';
import { helpdeskTexts as texts } from '../../texts/helpdesk-ticket.ts';
import type { ConversationActivities } from '../contract.ts';
import { TIMEOUT_MS } from './ask.ts';
import type { HelpdeskParts } from './by-method.ts';
import { helpdeskOf } from './by-method.ts';
import type { Helpdesk, Matter, MatterLine, Note } from './helpdesk.ts';
import { HelpdeskError } from './helpdesk.ts';

export interface CasesDeps extends HelpdeskParts {
  settings(): Promise<Settings>;
  chatUrl(contactId: string): string;
  /** A link to a file that is good without a key for as long as a case is worked on. */
  mediaUrl(mediaId: string): string;
}

type Open = Extract<HelpdeskWork, { kind: 'open' }>;
const MOST_LINES = 1000;
const STORED_WITHIN_MS = 3_000;
const LONGEST_WAIT_MS = 120_000;

/** Cases in helpdesks: opened once, told of what follows once. */
export function createCases(deps: CasesDeps): Pick<ConversationActivities, 'openHelpdeskCase' | 'addToHelpdeskCase'> {
  const deskOf = async (method: Open['method']): Promise<Helpdesk> => {
    const desk = helpdeskOf(method, (await deps.settings()).handoff, deps);
    if (!desk) throw new HelpdeskError('refused', `${method} is not set up any more`);
    return desk;
  };
  return {
    openHelpdeskCase: (work) =>
      told(deps, async () => {
        const desk = await deskOf(work.method);
        const before = await HelpdeskCaseModel.findById(work.caseId).lean();
        const kept = before ?? (await compose(work, desk, deps));
        if (kept.ticketId !== null && kept.url !== null) return { ticketId: kept.ticketId, url: kept.url };
        const found = kept.attempted ? await desk.find(kept._id, kept.createdAt) : null;
        await changeCase(kept._id, { attempted: true });
        const opened = found ?? (await desk.open(kept.body, kept._id));
        await changeCase(kept._id, opened);
        return opened;
      }),

    addToHelpdeskCase: ({ caseId, method, messageIds }) =>
      told(deps, async () => {
        const kept = await HelpdeskCaseModel.findById(caseId).lean();
        const key = messageIds[0] ?? '';
        if (!kept?.ticketId || kept.added.includes(key)) return;
        const desk = await deskOf(method);
        await desk.add(kept.ticketId, await noteOf(kept, messageIds, deps), activityInfo().attempt);
        await HelpdeskCaseModel.updateOne({ _id: caseId }, { $addToSet: { added: key } });
      }),
  };
}

/** Failures as the workflow should hear of them: for good, after the wait that was asked for, or as they come. */
async function told<T>({ timeoutMs = TIMEOUT_MS }: CasesDeps, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof HelpdeskError)) throw error;
    const { message, trouble, isFinal, waitMs } = error;
    // An attempt that nobody heard of may still be under way there: looking for it at once would be too early.
    const wait = waitMs ?? (trouble === 'timeout' ? timeoutMs / 2 : null);
    throw ApplicationFailure.create({
      type: isFinal ? 'HelpdeskRefused' : 'HelpdeskNotNow',
      message,
      nonRetryable: isFinal,
      ...(wait === null ? {} : { nextRetryDelay: Math.min(wait, LONGEST_WAIT_MS) }),
    });
  }
}

async function compose(work: Open, desk: Helpdesk, deps: CasesDeps): Promise<HelpdeskCaseDoc> {
  const { caseId, contactId, method, reason } = work;
  const conversation = await stored(work);
  const { email } = conversation.profile;
  if (!email) throw new HelpdeskError('refused', 'the contact has no e-mail address any more');
  const name = nameOf(conversation) ?? email;
  const lines = await linesOf({ contactId, direction: { $in: ['in', 'out'] }, seq: { $lte: work.upToSeq } }, deps);
  const subject = texts.subject.replace('{nombre}', name);
  const chatUrl = deps.chatUrl(contactId);
  const matter: Matter = { externalId: caseId, contactId, subject, reason, email, name, chatUrl, lines };
  return keepCase({ _id: caseId, contactId, method, body: desk.compose(matter) });
}

/** The conversation once it is written as far as the case tells of it. */
async function stored({ contactId, version }: Open): Promise<Conversation> {
  for (const end = Date.now() + STORED_WITHIN_MS; ; await pause(50)) {
    const doc = await ConversationModel.findById(contactId, { v: 1, conversation: 1 }).lean();
    if (doc && doc.v >= version) return doc.conversation;
    if (Date.now() > end) throw new Error('the conversation is not stored yet');
  }
}

async function noteOf(kept: HelpdeskCaseDoc, messageIds: string[], deps: CasesDeps): Promise<Note> {
  const lines = await linesOf({ _id: { $in: messageIds }, contactId: kept.contactId }, deps);
  if (lines.length < messageIds.length) throw new Error('the messages are not stored yet');
  const conversation = (await ConversationModel.findById(kept.contactId, { conversation: 1 }).lean())?.conversation;
  const email = conversation?.profile.email;
  if (!conversation || !email) throw new HelpdeskError('refused', 'the contact has no e-mail address any more');
  const text = lines.map(({ text: said }) => said).join('\n');
  const at = lines[0]?.at ?? new Date().toISOString();
  return { id: messageIds[0] ?? '', email, name: nameOf(conversation) ?? email, text, at };
}

/** The lines that match, oldest first; the newest where there are too many. */
async function linesOf(filter: object, deps: CasesDeps): Promise<MatterLine[]> {
  const { timeZone } = (await deps.settings()).account;
  const clock = new Intl.DateTimeFormat('es-AR', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const docs = await MessageModel.find({ ...filter, seq: { $exists: true } })
    .sort({ seq: -1 })
    .limit(MOST_LINES)
    .lean<MessageDoc[]>();
  return docs.toReversed().map((doc) => {
    const { kind, name } = doc.author;
    return {
      id: doc._id,
      from: kind,
      author: name ? `${name} (${texts.authors[kind]})` : texts.authors[kind],
      text: wordsOf(doc, deps),
      at: new Date(doc.at).toISOString(),
      time: clock.format(doc.at),
    };
  });
}

/** What a line says, with a link to its file. What the customer took back is left out. */
function wordsOf({ text, media, type, deletedAt }: MessageDoc, { mediaUrl }: CasesDeps): string {
  if (deletedAt) return `[${texts.deleted}]`;
  const { id, fileName } = (media ?? {}) as Partial<MediaRef>;
  const file = id ? `[${type}] ${fileName ?? ''} ${mediaUrl(id)}`.replace(/\s+/g, ' ') : null;
  return [text, file].filter(Boolean).join('\n') || `[${type}]`;
}

function nameOf({ profile: { name, firstName, lastName } }: Conversation): string | null {
  return ([firstName, lastName].filter(Boolean).join(' ') || name) ?? null;
}
