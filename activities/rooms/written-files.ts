import { cancellationSignal } from '@temporalio/activity';
import type { MediaRef } from '../../domain/media.ts';
import { mediaRules } from '../../domain/media.ts';
import type { ChannelFile } from '../../domain/received-file.ts';
import { kindReceived } from '../../domain/received-file.ts';
import type { RoomEvent } from '../../domain/room-event.ts';
import type { AgentDoc } from '../../models/agent.ts';
import { MediaRefused } from '../../files/refuse.ts';
import { stage } from '../../files/staging.ts';
import { takeIn } from '../../files/take-in.ts';
import { mediaRef } from '../../models/media.ts';
import { roomTexts } from '../../texts/rooms.ts';
import type { FileSource } from '../files/source.ts';
import { Unfetched } from '../files/source.ts';

/** Files that agents send in rooms. */
export interface WrittenFiles {
  /** Makes a file one of ours; or gives why it cannot be sent on, for who sent it. */
  take(
    event: Extract<RoomEvent, { type: 'message' }>,
    file: ChannelFile,
    by: Pick<AgentDoc, '_id' | 'name'>,
  ): Promise<MediaRef | { refused: string }>;
}

export function createWrittenFiles(source: FileSource): WrittenFiles {
  return {
    async take({ messageType }, file, by) {
      const kind = kindReceived(messageType, file);
      const rules = mediaRules();
      const limit = rules[kind].maxBytes;
      const fileName = file.fileName ?? '';
      try {
        const { stream, mimeType } = await source.open(file, { limit, attempt: 1, signal: cancellationSignal() });
        const uploadedBy = { kind: 'agent' as const, id: by._id, name: by.name };
        const staged = await stage({ stream, fileName, declaredType: file.mimeType ?? mimeType, uploadedBy, limit });
        try {
          return mediaRef(await takeIn(staged, { kind, rules }));
        } catch (error) {
          await staged.discard().catch(() => undefined);
          throw error;
        }
      } catch (error) {
        if (error instanceof MediaRefused || (error instanceof Unfetched && error.final))
          return { refused: roomTexts.fileNotTaken };
        throw error;
      }
    },
  };
}
