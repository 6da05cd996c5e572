import { activityInfo } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { concernsRooms } from '../../domain/rooms.ts';
import type { MessageRow, Output } from '../../domain/rows.ts';
import type { Conversation } from '../../domain/state.ts';
import type { RoomNews } from '../../workflows/room-news.ts';
import { newsFor } from '../../workflows/room-queue.ts';

/** Part of its time after which an attempt ends: one that came through later would repeat what was handed over. */
const GIVEN_UP = 0.8;

/** Hands what rooms may want to hear of a conversation to its queue. */
export async function handOverNews(client: Client, conversation: Conversation, outputs: Output[]): Promise<void> {
  const { policy } = conversation;
  const told = outputs.filter(
    (output) => concernsRooms(policy.rooms, conversation, output) || wasTold(conversation, output),
  );
  await handOver(
    client,
    conversation.id,
    told.flatMap((output) => newsOf(conversation, output)),
  );
}

/** The file of a customer's line is there, or will not be. */
export async function handOverFile(
  client: Client,
  conversation: Conversation,
  { id, media }: Pick<MessageRow, 'id' | 'media'>,
): Promise<void> {
  const { chat, policy, version } = conversation;
  if (chat.state !== 'AGENTE' || !policy.rooms?.agents.includes(chat.agent.id)) return;
  const output = { type: 'file' as const, messageId: id, media };
  await handOver(client, conversation.id, [{ id: `${id}-file`, contactId: conversation.id, version, output }]);
}

/** What was said to an agent's chat that they have not any more by now. */
function wasTold({ policy, previous }: Conversation, output: Output): boolean {
  const isLine = output.type === 'message' || output.type === 'edit' || output.type === 'status';
  return (
    isLine && previous?.place.agentId !== undefined && (policy.rooms?.agents.includes(previous.place.agentId) ?? false)
  );
}

async function handOver(client: Client, contactId: string, news: RoomNews[]): Promise<void> {
  if (news.length === 0) return;
  const deadline = Date.now() + GIVEN_UP * activityInfo().startToCloseTimeoutMs;
  const request = newsFor(contactId, news);
  await client.withDeadline(deadline, () => client.workflow.signalWithStart('roomNews', request));
}

function newsOf({ id: contactId, version }: Conversation, output: Output): RoomNews[] {
  const news = (id: string, one: RoomNews['output']) => [{ id, contactId, version, output: one }];
  switch (output.type) {
    case 'message':
      return news(output.row.id, output);
    case 'timeline':
      return news(`${output.row.seq}`, output);
    case 'alert':
      return news(output.row.id, output);
    case 'reaction':
      return news(`${output.row.messageId}-${output.row.v}`, output);
    case 'edit':
      return news(`${output.row.messageId}-edit-${output.row.at}`, output);
    case 'status':
      return news(`${output.row.messageId}-${output.row.status}`, output);
    default:
      return [];
  }
}
