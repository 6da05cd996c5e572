import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '../config/payload-codec.ts';

export interface BundleChoice extends Pick<BundleOptions, 'logger'> {
  /** When payloads are. */
  encrypted: boolean;
  /** Further modules with interceptors, of a replay that looks on. */
  observers?: string[];
  /** The folder of the workflows; another one where a change of them is tried. */
  folder?: URL;
}

/** The workflows as a worker runs and a replay repeats them. About three seconds. */
export function bundleWorkflows(choice: BundleChoice): Promise<WorkflowBundleWithSourceMap> {
  const { encrypted, logger, observers = [], folder = new URL('../workflows/', import.meta.url) } = choice;
  const inWorkflows = (file: string) => fileURLToPath(new URL(file, folder));
  return bundleWorkflowCode({
    workflowsPath: inWorkflows('index.ts'),
    workflowInterceptorModules: [inWorkflows('interceptors.ts'), ...observers],
    preloadModules: [inWorkflows('preloaded.ts')],
    ...(encrypted ? { failureConverterPath: failureConverterPath() } : {}),
    ...(logger ? { logger } : {}),
  });
}
