import type { ClientSession } from 'mongoose';
import type { AgentDoc } from './agent.ts';
import { AgentModel, newAgent } from './agent.ts';
import { newId } from './ids.ts';
import { InboxModel, newInbox } from './inbox.ts';

/** The parts of an agent that whoever adds one may choose. */
export type AgentFields = Pick<AgentDoc, 'name'> &
  Partial<Pick<AgentDoc, 'email' | 'phone' | 'number' | 'capacity' | 'active' | 'role' | 'shifts' | 'rooms'>>;

/** Adds an agent together with the personal inbox that every agent has. Runs inside the transaction given. */
export async function addAgent(fields: AgentFields, session: ClientSession): Promise<AgentDoc> {
  const agent = newAgent({ ...fields, _id: newId('agt'), personalInboxId: newId('inb') });
  const inbox = newInbox({ _id: agent.personalInboxId, name: agent.name, kind: 'PERSONAL', ownerId: agent._id });
  await AgentModel.create([agent], { session });
  await InboxModel.create([inbox], { session });
  return agent;
}
