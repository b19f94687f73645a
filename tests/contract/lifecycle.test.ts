import { request } from 'node:http';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBuiltApp } from '../support/built-app';
import { Program } from '../support/program';

describe('/health', () => {
  it('says as JSON that the product serves, from which database and which quarter', async () => {
    const response = await fetch(`${inject('baseUrl')}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: 'embedded',
      quarter: 'iq-ost'
    });
  });
});

describe('npm start', () => {
  let dataDirectory: string;

  beforeAll(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-start-'));
    chmodSync(dataDirectory, 0o755);
  });

  afterAll(() => rmSync(dataDirectory, { recursive: true }));

  it('refuses a second start on the same data and leaves the first serving, then ends cleanly', async () => {
    const app = await startBuiltApp({ DATA_DIR: dataDirectory });
    const second = new Program({
      program: 'src/cli/start.ts',
      environment: { DATA_DIR: dataDirectory, PORT: '0', HOST: '127.0.0.1' }
    });
    expect(await second.waitForExit()).toBe(1);
    expect(second.errors).toContain(
      `already runs on this data directory as process ${app.program.pid} at ${app.baseUrl}`
    );
    expect((await fetch(`${app.baseUrl}/health`)).status).toBe(200);
    await app.close();
    expect(app.program.errors).toBe('');
  });

  it('starts a second time without building or seeding again', async () => {
    const app = await startBuiltApp({ DATA_DIR: dataDirectory });
    expect(app.program.output).toBe(`IQ_Ost listens at ${app.baseUrl}\n`);
    await app.close();
  });

  it('finishes a request that is under way when it is told to end', async () => {
    const app = await startBuiltApp({ DATA_DIR: dataDirectory });
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const pending = request(`${app.baseUrl}/`, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode));
        void app.close().catch(reject);
      });
      pending.once('error', reject);
      pending.end();
    });
    expect(await answer).toBe(200);
    expect(await app.program.waitForExit()).toBe(0);
  });
});
