import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a channel keeps the files of its customers: answers by path. */
export interface FileHost {
  base: string;
  /** How often each path was asked for. */
  asked: Record<string, number>;
  on(path: string, answer: (response: ServerResponse, request: IncomingMessage) => void): string;
  gives(path: string, bytes: Buffer, type?: string): string;
  close(): void;
}

export async function openFileHost(): Promise<FileHost> {
  const answers = new Map<string, Parameters<FileHost['on']>[1]>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    host.asked[path] = (host.asked[path] ?? 0) + 1;
    const answer = answers.get(path);
    if (answer) answer(response, request);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: FileHost = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: {},
    on(path, answer) {
      answers.set(path, answer);
      return host.base + path;
    },
    gives: (path, bytes, type = 'application/octet-stream') =>
      host.on(path, (response) => response.writeHead(200, { 'content-type': type }).end(bytes)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}
