/** Stands in for the API where a test is about starting and stopping alone. */
import { createServer } from 'node:http';
import { runPart } from '../../../config/lifecycle.ts';

await runPart({
  name: 'api',
  start: async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/health/ready' ? 200 : 404;
      response.end('{"status":"ok"}');
    });
    await new Promise<void>((resolve) => server.listen(Number(process.env.PORT), '127.0.0.1', resolve));
    return {
      stop: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  },
});
