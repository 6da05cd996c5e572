import type { Viewer } from '../domain/visibility.ts';

/** The conversations a viewer may see, as a query; the same rule as `canSee` (a test holds them together). */
export function visibleTo(viewer: Viewer): Record<string, unknown> {
  if (viewer.role !== 'agent') return {};
  return {
    $or: [
      { state: { $in: ['BOT', 'EXPIRADO'] } },
      { inboxKind: 'CERRADAS' },
      { state: 'BANDEJA', inboxId: { $in: [...(viewer.inboxIds ?? [])] } },
      { state: 'AGENTE', agentId: viewer.agentId ?? '' },
    ],
  };
}
