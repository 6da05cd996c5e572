import type { Client } from '@temporalio/client';
import type { RoomBuilderActivities } from '../../workflows/room-builder.ts';
import type { RoomEventActivities } from '../../workflows/room-events.ts';
import type { RoomNewsActivities } from '../../workflows/room-news.ts';
import { buildNow } from '../../workflows/room-queue.ts';
import type { FileSource } from '../files/source.ts';
import { createRoomBuilder } from './builder.ts';
import { createCases } from './cases.ts';
import { createRoomEvents } from './events.ts';
import { createJoinRequests } from './join-requests.ts';
import { createRoomMessages } from './messages.ts';
import { createRoomNews } from './news.ts';
import { createPosts } from './posts.ts';
import type { RoomProvider } from './provider.ts';
import { createRegistrations } from './registrations.ts';
import { createWaitingCases } from './waiting-cases.ts';
import { createWrittenFiles } from './written-files.ts';

export interface RoomsDeps {
  client: Client;
  /** Null: there are no rooms; what is told of them is dropped. */
  provider: RoomProvider | null;
  /** Where the files of rooms are had from. */
  files: FileSource;
  presenceTimeout(): Promise<number>;
  pace(): Promise<number>;
  cameOnline(agentId: string): void;
}

type RoomActivities = RoomNewsActivities & RoomEventActivities & RoomBuilderActivities;

/** The agents' side in the groups of a messenger. */
export function createRooms({ client, provider, files, presenceTimeout, pace, cameOnline }: RoomsDeps): RoomActivities {
  if (!provider) {
    return {
      tellRooms: async () => undefined,
      takeRoomEvent: async () => undefined,
      buildRooms: async () => ({ again: null }),
    };
  }
  const build = async () => {
    await client.workflow.signalWithStart('roomBuilder', buildNow());
  };
  const posts = createPosts(provider, build);
  const registrations = createRegistrations(posts);
  const cases = createCases(posts, build);
  const joinRequests = createJoinRequests(provider);
  const showWaiting = createWaitingCases(posts, cases);
  const takeMessage = createRoomMessages({
    client,
    posts,
    registrations,
    files: createWrittenFiles(files),
    presenceTimeout,
    cameOnline,
    build,
  });
  return {
    ...createRoomNews({ provider, posts, cases }),
    ...createRoomEvents({ provider, posts, cases, joinRequests, takeMessage, build, pace }),
    ...createRoomBuilder({ provider, registrations, cases, joinRequests, showWaiting, pace }),
  };
}
