import { z } from 'zod';
import type { Graph } from '../../activities/whatsapp/graph.ts';
import { GraphError } from '../../activities/whatsapp/graph.ts';
import { newId } from '../../models/ids.ts';
import type { TemplateDoc } from '../../models/template.ts';
import { TemplateModel } from '../../models/template.ts';
import { problem } from '../problem.ts';
import { allOf } from './payload.ts';

/** Pages that are read at most: 20,000 templates. */
const PAGES = 100;
const LONGEST = 4096;

const statuses: Readonly<Record<string, TemplateDoc['status']>> = {
  APPROVED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  DISABLED: 'rejected',
  PAUSED: 'paused',
};
const listed = z.looseObject({
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(15),
  status: z.string(),
  components: z.array(z.looseObject({ type: z.string(), text: z.string().optional().catch(undefined) })).catch([]),
});
const page = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({ next: z.string().optional(), cursors: z.looseObject({ after: z.string() }).optional() })
    .optional()
    .catch(undefined),
});

export interface Synchronised {
  added: number;
  changed: number;
  unchanged: number;
}

/** Takes over the templates that the account has at Meta; others stay, since other channels have templates too. */
export async function synchroniseTemplates(graph: Graph, businessAccountId: string): Promise<Synchronised> {
  const done: Synchronised = { added: 0, changed: 0, unchanged: 0 };
  for (const { name, language, status, components } of await templatesAt(graph, businessAccountId)) {
    const body = components.find(({ type }) => type === 'BODY')?.text?.slice(0, LONGEST);
    if (body) done[await put({ name, language, body, status: statuses[status] ?? 'pending' })] += 1;
  }
  return done;
}

async function templatesAt(graph: Graph, businessAccountId: string): Promise<z.output<typeof listed>[]> {
  const all: z.output<typeof listed>[] = [];
  let after = '';
  for (let n = 0; n < PAGES; n += 1) {
    const query = new URLSearchParams({ fields: 'name,language,status,components', limit: '200' });
    if (after !== '') query.set('after', after);
    const answer = await graph
      .call('GET', `/${encodeURIComponent(businessAccountId)}/message_templates?${query}`)
      .catch((error: unknown) => {
        const detail = error instanceof GraphError ? error.message : 'WhatsApp did not answer.';
        throw problem('channel-failed', { detail });
      });
    const { data, paging } = page.parse(answer);
    all.push(...allOf(listed, data));
    after = paging?.next === undefined ? '' : (paging.cursors?.after ?? '');
    if (after === '') break;
  }
  return all;
}

async function put(told: Pick<TemplateDoc, 'name' | 'language' | 'body' | 'status'>): Promise<keyof Synchronised> {
  const { name, language, body, status } = told;
  const now = new Date();
  const fresh = { _id: newId('tpl'), body, status, createdAt: now, updatedAt: now, version: 1 };
  const made = await TemplateModel.updateOne({ name, language }, { $setOnInsert: fresh }, { upsert: true });
  if (made.upsertedCount > 0) return 'added';
  const old = { name, language, $or: [{ body: { $ne: body } }, { status: { $ne: status } }] };
  const { modifiedCount } = await TemplateModel.updateOne(old, {
    $set: { body, status, updatedAt: now },
    $inc: { version: 1 },
  });
  return modifiedCount > 0 ? 'changed' : 'unchanged';
}
