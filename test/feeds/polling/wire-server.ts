/** A wire to poll, on loopback: answers as a test says, and remembers who asked what. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WireServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: IncomingMessage[];
  /** Connections ever made. */
  readonly connections: () => number;
}

export async function startWireServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<WireServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
