import { condition, setCurrentDetails } from '@temporalio/workflow';
import { supervisorTexts } from '../texts/supervisor.ts';

/**
 * Keeps one name of a contact for good: what it stands for is in the memo that it was started with, and its id is taken
 * by whoever came first. It does nothing, and never ends.
 */
export async function alias(): Promise<void> {
  setCurrentDetails(supervisorTexts.alias);
  await condition(() => false);
}
