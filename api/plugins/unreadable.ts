import type { Socket } from 'node:net';
import type { ErrorCode } from '../../domain/errors.ts';
import { errors } from '../../domain/errors.ts';
import { newId } from '../../models/ids.ts';
import { problem } from '../problem.ts';

/** Answers what is not HTTP that can be read, such as a header that is too large, before any route sees it. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ErrorCode = 'invalid-request';
  const { status } = errors[code];
  const body = JSON.stringify(problem(code, { detail: detailOf(error.code), errors: [] }).toBody(newId('req')));
  socket.end(
    [
      `HTTP/1.1 ${status} Bad Request`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function detailOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return 'The headers are too large.';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'The request did not come in time.' : 'The request is not valid HTTP.';
}
