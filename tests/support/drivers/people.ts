import type { BrowserContext } from '@playwright/test';
import type { GrantableRole } from '../../../src/lib/domain/access';
import { SESSION_COOKIE } from '../../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount, type AccountOptions, type TestAccount } from '../accounts';

const QUARTER = 'iq-ost';

/** The database of the application that runs under test. */
export function openAppDatabase(): OpenDatabase {
  const dataDirectory = process.env.E2E_DATA_DIR;
  const credentials = dataDirectory === undefined ? null : readCredentials(dataDirectory);
  const url = credentials === null ? process.env.E2E_DATABASE_URL : databaseUrl(credentials);
  if (url === undefined) {
    throw new Error(
      'Where is the database of the application? Set E2E_DATA_DIR or E2E_DATABASE_URL beside E2E_BASE_URL.'
    );
  }
  return openDatabase(url, { poolSize: 1, applicationName: 'iq-ost-e2e' });
}

/** People with accounts, made in the database of the running application and signed in without a form. */
export function drivePeople(context: BrowserContext, baseUrl: string, open: () => OpenDatabase) {
  /** An account for `role`, or one without any for null. */
  const known = (role: GrantableRole | null, options: AccountOptions = {}): Promise<TestAccount> =>
    createAccount(open().db, QUARTER, { ...options, ...(role && { role }) });

  return {
    given: {
      known,
      /**
       * Signs the browser in as somebody new with this role. `browser` is the test's own unless another context is
       * given, for a second person in one test.
       */
      async signedIn(
        role: GrantableRole | null,
        { browser = context, ...options }: AccountOptions & { readonly browser?: BrowserContext } = {}
      ): Promise<TestAccount> {
        const person = await known(role, options);
        const secret = await beginTestSession(open().db, QUARTER, person.id);
        const cookie = { name: SESSION_COOKIE, value: secret, url: baseUrl, httpOnly: true, sameSite: 'Lax' } as const;
        await browser.addCookies([cookie]);
        return person;
      }
    },
    get: {
      /** The application's database, to look at what was stored. */
      database: () => open()
    }
  };
}

export type PeopleDriver = ReturnType<typeof drivePeople>;
