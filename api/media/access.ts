import type { Caller } from '../../domain/caller.ts';
import { seesDeleted } from '../../domain/caller.ts';
import type { Viewer } from '../../domain/visibility.ts';
import type { MediaDoc, ReadyMedia } from '../../models/media.ts';
import { findMedia } from '../../models/media.ts';
import { isInChat, isInVisibleChat, isSent } from '../../models/media-visibility.ts';

/**
 * A file that a caller may read now, or null: of the library, of a chat that the caller may see, or the caller's own
 * and not yet sent. An integrator reads all. `whole`: also a file of a message that was taken back.
 */
export async function readableMedia(
  id: string,
  caller: Caller,
  viewer: Viewer,
  whole = seesDeleted(caller),
): Promise<ReadyMedia | null> {
  const media = await findMedia(id);
  if (!media) return null;
  if (media.library) return media;
  if (await isSent(id)) return (await isInVisibleChat(id, viewer, whole)) ? media : null;
  if (media.removedAt) return null;
  if (caller.role === 'integrator') return media;
  const { kind, id: uploader } = uploaderOf(caller);
  return media.uploadedBy.kind === kind && media.uploadedBy.id === uploader ? media : null;
}

export function uploaderOf({ agentId, keyId, name }: Caller): MediaDoc['uploadedBy'] {
  return agentId ? { kind: 'agent', id: agentId, name } : { kind: 'integrator', id: keyId, name };
}

/** A file that a visitor may send: one they uploaded themselves. */
export async function visitorUpload(id: string, contactId: string): Promise<ReadyMedia | null> {
  const media = await findMedia(id);
  return media?.uploadedBy.kind === 'visitor' && media.uploadedBy.id === contactId ? media : null;
}

/** A file that a visitor may read: one of a message of the visitor's own chat, not of a note. */
export async function visitorMedia(id: string, contactId: string): Promise<ReadyMedia | null> {
  return (await isInChat(id, contactId)) ? findMedia(id) : null;
}
