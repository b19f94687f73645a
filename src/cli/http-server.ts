import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode, errorText, StartupFailure } from '../lib/server/db/failure';
import type { Settings } from '../lib/server/db/settings';

/** How long requests may take to end when the program is told to end; streams are cut then. */
const GRACE_MS = 5_000;

/** An HTTP server that listens from the first moment and answers 503 until it is given its handler. */
export interface WebServer {
  /** Where people find it, such as `http://localhost:3000`. */
  readonly address: string;
  serve(handler: RequestListener): void;
  close(): Promise<void>;
}

/**
 * @param shortcut answers what it can before anything else is done for a request; false leaves it to the handler
 * @throws {StartupFailure} when the port is taken or may not be used
 */
export async function openWebServer(
  { host, port }: Pick<Settings, 'host' | 'port'>,
  shortcut?: (request: IncomingMessage, response: ServerResponse) => boolean
): Promise<WebServer> {
  const state: { handler: RequestListener; isClosing: boolean } = { handler: answerStarting, isClosing: false };
  const server = createServer((request, response) => {
    if (!state.isClosing && shortcut?.(request, response)) return;
    if (state.isClosing) response.setHeader('connection', 'close');
    response.once('close', () => state.isClosing && server.closeIdleConnections());
    state.handler(request, response);
  });
  await listen(server, host, port);
  return {
    address: `http://${displayHost(host)}:${(server.address() as AddressInfo).port}`,
    serve: (handler) => {
      state.handler = handler;
    },
    close: async () => {
      state.isClosing = true;
      const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(deadline);
    }
  };
}

function listen(server: Server, host: string | null, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen({ port, host: host ?? undefined }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function explain(error: Error, host: string | null, port: number): StartupFailure {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new StartupFailure(`Port ${port} is taken by another program; set PORT to another one.`, error);
    case 'EACCES':
      return new StartupFailure(`Port ${port} may only be used by an administrator; set PORT to another one.`, error);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupFailure(`HOST is "${host}", which is no address of this machine.`, error);
    default:
      return new StartupFailure(`Port ${port} cannot be opened: ${errorText(error)}.`, error);
  }
}

function displayHost(host: string | null): string {
  if (host === null || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  const isHealth = request.url?.split('?')[0] === '/health';
  response.writeHead(503, {
    'content-type': isHealth ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '2',
    refresh: '2'
  });
  response.end(isHealth ? JSON.stringify({ status: 'starting' }) : 'IQ_Ost startet gerade … · is starting …\n');
}
