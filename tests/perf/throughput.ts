import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly durationMs: number;
}

/**
 * Requests a second that a server answers over kept connections, one request at a time on each. Spoken over
 * bare sockets, so that the client takes as little of the machine as it can.
 */
export async function measureThroughput(load: Load): Promise<number> {
  const lines = Object.entries(load.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${load.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join('')}\r\n`);
  const until = performance.now() + load.durationMs;
  const started = performance.now();
  const counts = await Promise.all(
    Array.from({ length: load.connections }, () => runConnection(load.port, { request, until }))
  );
  return (counts.reduce((sum, count) => sum + count, 0) / (performance.now() - started)) * 1000;
}

function runConnection(port: number, { request, until }: { request: Buffer; until: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(request));
    let count = 0;
    let received = 0;
    let expected: number | null = null;
    let head: Buffer = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (expected === null) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        expected = answerLength(head.toString('latin1', 0, end), end + 4);
      }
      if (received < expected) return;
      count += 1;
      received = 0;
      expected = null;
      head = Buffer.alloc(0);
      if (performance.now() < until) socket.write(request);
      else {
        socket.end();
        resolve(count);
      }
    });
  });
}

function answerLength(head: string, headLength: number): number {
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`expected 200, got ${head.split('\r\n')[0]}`);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('the answer has no content-length');
  return headLength + Number(length);
}
