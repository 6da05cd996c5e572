import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '../config/payload-codec.ts';

const inWorkflows = (file: string) => fileURLToPath(new URL(`../workflows/${file}`, import.meta.url));

/** The workflows as a worker runs and a replay repeats them; `encrypted` when payloads are. About three seconds. */
export function bundleWorkflows(
  options: { encrypted: boolean } & Pick<BundleOptions, 'logger'>,
): Promise<WorkflowBundleWithSourceMap> {
  const { encrypted, logger } = options;
  return bundleWorkflowCode({
    workflowsPath: inWorkflows('index.ts'),
    workflowInterceptorModules: [inWorkflows('interceptors.ts')],
    ...(encrypted ? { failureConverterPath: failureConverterPath() } : {}),
    ...(logger ? { logger } : {}),
  });
}
