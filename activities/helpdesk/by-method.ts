import type { Settings } from '../../models/settings.ts';
import type { Helpdesk } from './helpdesk.ts';
import { createGorgias } from './gorgias.ts';
import { createZendesk } from './zendesk.ts';

/** What a helpdesk needs beside its account. `open` gives a secret of the settings in clear. */
export interface HelpdeskParts {
  allowedAddresses(url: string): Promise<string[]>;
  open(sealed: string): string;
  timeoutMs?: number;
}

export type HelpdeskMethod = 'zendesk' | 'gorgias';

/** The helpdesk of a method as the settings know it; null where they do not. */
export function helpdeskOf(
  method: HelpdeskMethod,
  handoff: Settings['handoff'],
  parts: HelpdeskParts,
): Helpdesk | null {
  const { zendesk, gorgias } = handoff;
  if (method === 'zendesk' && zendesk)
    return createZendesk({ ...zendesk, apiToken: parts.open(zendesk.apiToken) }, parts);
  if (method === 'gorgias' && gorgias) return createGorgias({ ...gorgias, apiKey: parts.open(gorgias.apiKey) }, parts);
  return null;
}
