import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/caller.ts';
import { AgentModel } from '../../models/agent.ts';
import type { KeyDoc } from '../../models/key.ts';
import { KeyModel } from '../../models/key.ts';
import type { Directory } from '../directory.ts';
import { notActive } from '../plugins/auth.ts';
import { problem } from '../problem.ts';
import { spendTicket } from './tickets.ts';

/** Who listens, and until when the key is good. */
export interface Admitted {
  caller: Caller;
  expiresAt: Date | null;
}

/** The caller of the header's key, or of the ticket's; 401 for neither, 403 for an agent who is not active. */
export async function admitted(
  request: FastifyRequest,
  ticket: string | null,
  directory: Directory,
): Promise<Admitted> {
  const keyId = ticket === null ? request.caller.keyId : await spendTicket(ticket);
  const key = keyId === null ? null : await validKey(keyId);
  if (!key) {
    throw problem(
      'unauthorized',
      ticket === null ? {} : { detail: 'The ticket is spent or too old: ask for another.' },
    );
  }
  const { _id, role, name, agentId, expiresAt } = key;
  if (agentId !== null && !(await isActive(agentId))) {
    throw notActive();
  }
  const caller = { role, keyId: _id, agentId, name: (agentId && directory.agentName(agentId)) || name };
  return { caller, expiresAt };
}

/** As the store has it now: whether the key is good, and its agent active. */
export async function maySpeak({ keyId, agentId }: Caller): Promise<boolean> {
  return (await validKey(keyId)) !== null && (agentId === null || (await isActive(agentId)));
}

async function validKey(keyId: string): Promise<KeyDoc | null> {
  const key = await KeyModel.findOne({ _id: keyId, revokedAt: null }).lean();
  return key && (key.expiresAt === null || key.expiresAt.getTime() > Date.now()) ? key : null;
}

async function isActive(agentId: string): Promise<boolean> {
  return (await AgentModel.exists({ _id: agentId, active: true, deletedAt: null })) !== null;
}
