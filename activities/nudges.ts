import { log } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { nextAssignment } from '../domain/assignment.ts';
import type { Output } from '../domain/rows.ts';
import { agentsOf, inboxesToLookAt, ruledInboxes, waitingIn, withWaiting } from '../models/assignment.ts';
import { lookAt } from '../workflows/assignment-look.ts';
import { asOfNow } from './assignment.ts';

const SIGNAL_MS = 5_000;

/** Telling the rules of inboxes that there may be something to do. A word lost is made up for by `lookWherePossible`. */
export interface Nudges {
  /** After a commit: a chat came into an inbox, or a place became free. Does not keep the commit waiting. */
  committed(outputs: readonly Output[]): void;
  /** An agent has come online. */
  cameOnline(agentId: string): void;
  /** Every inbox where a chat waits and there is somebody for it. */
  lookWherePossible(): Promise<void>;
}

export function createNudges(client: Client, presenceTimeout: () => Promise<number>): Nudges {
  const inboxes = new Set<string>();
  const agents = new Set<string>();
  let telling = false;

  return {
    committed(outputs) {
      for (const output of outputs) {
        if (output.type === 'releaseSlot') agents.add(output.agentId);
        const came = output.type === 'timeline' ? cameInto(output.row) : null;
        if (came !== null) inboxes.add(came);
      }
      begin();
    },

    cameOnline(agentId) {
      agents.add(agentId);
      begin();
    },

    async lookWherePossible() {
      const ruled = await ruledInboxes();
      const waiting = await withWaiting(ruled.map(({ _id }) => _id));
      const timeout = await presenceTimeout();
      for (const inbox of ruled.filter(({ _id }) => waiting.includes(_id))) {
        const candidates = (await agentsOf(inbox)).map((agent) => asOfNow(agent, inbox._id, timeout));
        const chats = await waitingIn(inbox._id, [], 10);
        if (nextAssignment(inbox.assignment.mode, chats, candidates)) await tell(inbox._id);
      }
    },
  };

  function begin(): void {
    if (!telling && inboxes.size + agents.size > 0)
      void tellAll().catch((error) => log.warn('an assignment rule was not told', { error: String(error) }));
  }

  /** One question at a time, for all that came meanwhile. */
  async function tellAll(): Promise<void> {
    telling = true;
    try {
      while (inboxes.size + agents.size > 0) {
        const of = { inboxIds: [...inboxes], agentIds: [...agents] };
        inboxes.clear();
        agents.clear();
        await Promise.all((await inboxesToLookAt(of)).map(tell));
      }
    } finally {
      telling = false;
    }
  }

  async function tell(inboxId: string): Promise<void> {
    await client.withDeadline(Date.now() + SIGNAL_MS, () =>
      client.workflow.signalWithStart('assignment', lookAt(inboxId)),
    );
  }
}

/** The inbox that a transition brought the chat into; null for any other line. */
function cameInto({ from, to, fromPlace, toPlace }: Extract<Output, { type: 'timeline' }>['row']): string | null {
  const came = to === 'BANDEJA' && (from !== 'BANDEJA' || fromPlace?.inboxId !== toPlace.inboxId);
  return came ? (toPlace.inboxId ?? null) : null;
}
