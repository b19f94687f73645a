import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export interface Fetched {
  readonly body: Buffer;
  /** Names and values in turn, without those that Node sets by itself. */
  readonly headers: readonly string[];
}

/** One request over the kept connection. Throws where the answer is not 200. */
export function fetchBytes(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode !== 200) reject(new Error(`${url} answered ${statusCode}`));
        else resolve({ body: Buffer.concat(chunks), headers: ownHeaders(response.rawHeaders) });
      });
    }).on('error', reject);
  });
}

const SET_BY_NODE = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

function ownHeaders(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 && !SET_BY_NODE.has(name.toLowerCase()) ? [name, raw[index + 1]!] : []
  );
}

/**
 * Median time in milliseconds of `rounds` calls, after one that does not count. `prepare` goes before each call
 * and takes no part in its time.
 */
export async function medianMs(
  rounds: number,
  act: (round: number) => Promise<unknown>,
  prepare?: (round: number) => Promise<unknown>
): Promise<number> {
  await prepare?.(0);
  await act(0);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await prepare?.(round);
    const started = performance.now();
    await act(round);
    times.push(performance.now() - started);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function closeConnections(): void {
  agent.destroy();
}

/** A bare `node:http` server in a process of its own that sends the same answer, for as long as `use` runs. */
export async function withBareServer<T>({ body, headers }: Fetched, use: (port: number) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/perf/bare-server.ts'], {
    stdio: ['pipe', 'pipe', 'inherit']
  });
  child.stdin.write(`${JSON.stringify(headers)}\n`);
  child.stdin.end(body);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  try {
    return await use(Number(line.toString()));
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
