import type { MediaKind, MediaRules } from '../domain/media.ts';
import type { ReadyMedia } from '../models/media.ts';
import { inspect } from './inspect.ts';
import { storedSource } from './source.ts';
import type { Staged } from './staging.ts';

interface Taken {
  kind: MediaKind;
  /** What is asked of it; what our own people send has to fit more than what customers send us. */
  rules: MediaRules;
  library?: boolean | undefined;
  name?: string | undefined;
}

/** Checks a file by its bytes and makes it one of ours. Throws `MediaRefused`; discarding it is the caller's. */
export async function takeIn(staged: Staged, { kind, rules, library = false, name }: Taken): Promise<ReadyMedia> {
  const declared = { kind, mimeType: staged.declaredType, fileName: staged.fileName };
  const { preview, replacement, ...known } = await inspect(storedSource(staged.fileId, staged.size), declared, rules);
  const content = replacement ? await staged.replace(replacement) : { size: staged.size, sha256: staged.sha256 };
  const now = new Date();
  const fields = {
    ...known,
    ...content,
    kind,
    library,
    name: name ?? known.fileName,
    createdAt: now,
    lastUsedAt: now,
    removedAt: null,
    sent: false,
  };
  await staged.keep({ ...fields, preview: preview as never });
  const { id, fileId, uploadedBy } = staged;
  return { ...fields, _id: id, state: 'ready', fileId, uploadedBy, aliveAt: now, preview: null };
}
