export type { LiveEvent, LiveEvents } from './events.ts';
export type { ProblemBody, ProblemCode } from './problem.ts';
export { RelevoProblem } from './problem.ts';
export type { Relevo, RelevoOptions, Schemas } from './relevo.ts';
export { createRelevo } from './relevo.ts';
export type { components, operations, paths } from './schema.ts';
