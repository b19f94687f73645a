import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sends the same bytes to everybody, as fast as Node can: the limit that cached answers are set beside. */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const body = Buffer.concat(chunks);

const server = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
