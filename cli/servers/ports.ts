import { createServer } from 'node:net';

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  return listen(0, '127.0.0.1');
}

/** Whether a server could listen there now. */
export async function isFree(port: number, host: string): Promise<boolean> {
  return listen(port, host).then(
    () => true,
    () => false,
  );
}

function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
