/**
 * Evaluated once in a worker instead of once in every workflow: what has no state of its own.
 */
import '../domain/advance.ts';
import '../domain/auto-reply.ts';
import '../domain/decide.ts';
import '../domain/file-ticket.ts';
import '../domain/happen.ts';
import '../domain/helpdesk.ts';
import '../domain/received-file.ts';
import '../domain/tickets.ts';
import '../texts/es-ar.ts';
import '../texts/supervisor.ts';

// The SDK takes a stack for every promise of a workflow, by default with so many frames that a tenth of the worker's
// time goes there. This many still tell where something waits or fails.
Error.stackTraceLimit = 4;
