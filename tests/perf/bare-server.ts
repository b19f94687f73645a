import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Sends the same bytes to everybody, as fast as Node can: the limit that cached answers are set beside. Reads a
 * line with the headers as a JSON list, then the body.
 */
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const input = Buffer.concat(chunks);
const end = input.indexOf('\n');
const headers = JSON.parse(input.toString('utf8', 0, end)) as string[];
const body = input.subarray(end + 1);

const server = createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
