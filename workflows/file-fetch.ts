import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { FileError } from '../domain/received-file.ts';
import { fileErrors } from '../domain/received-file.ts';
import { supervisorTexts } from '../texts/supervisor.ts';
import { FILE_QUEUE } from './queues.ts';

/** The line that carries the file. */
export interface FileLine {
  contactId: string;
  messageId: string;
}

export interface FileActivities {
  /** Makes the file one of ours and names it in its line; what has been done is not done again. Fails with a `FileError`. */
  fetchFile(line: FileLine): Promise<void>;
  /** Says in the line that the file is not to be had. */
  recordUnfetched(line: FileLine & { error: FileError }): Promise<void>;
}

const { fetchFile } = proxyActivities<FileActivities>({
  taskQueue: FILE_QUEUE,
  startToCloseTimeout: '5 min',
  heartbeatTimeout: '30 s',
  scheduleToCloseTimeout: '6 h',
  retry: { initialInterval: '2 s', backoffCoefficient: 3, maximumInterval: '30 min' },
  summary: supervisorTexts.activities.fetchFile,
});
const { recordUnfetched } = proxyActivities<FileActivities>({
  taskQueue: FILE_QUEUE,
  startToCloseTimeout: '10 s',
  retry: { maximumInterval: '1 min' },
  summary: supervisorTexts.activities.recordUnfetched,
});

/** Fetches the file of one line, and gives up after hours; the conversation waits for none of it. */
export async function fileFetch(line: FileLine): Promise<void> {
  setCurrentDetails(supervisorTexts.fileFetch);
  try {
    await fetchFile(line);
  } catch (error) {
    await recordUnfetched({ ...line, error: errorOf(error) });
  }
}

/** What the last attempt failed with; whatever is no word about the file says that nothing was heard of it. */
function errorOf(error: unknown): FileError {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const told = fileErrors.find((code) => code === (one as { type?: unknown }).type);
    if (told) return told;
  }
  return 'unreachable';
}
