import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const isVitest = process.env.VITEST !== undefined;

/** What the pages of people with accounts are made of: the public loads nothing of it. */
const FOR_ACCOUNTS =
  /[\\/]ui[\\/](account|desk|edit|change)[\\/]|[\\/]primitives[\\/](Field|Form\w+|SubmitButton)\.|[\\/]messages[\\/](account|desk|edit|refusal)_/;
/** What the pages of records are made of, and the overview is not: in the shared file it would only weigh. */
const FOR_RECORDS =
  /[\\/]ui[\\/]record[\\/](names|trail|period|Record\w+|Prose|SourceNote|SourceList|NatureChip)\.|[\\/]i18n[\\/]record-codes|[\\/]messages[\\/](records_|codes_(measure|plan_status|milestone|funding|listing|status_note|area_note|nature))/;
const SHARED = /[\\/]src[\\/](lib[\\/](domain|ui)|i18n)[\\/]/;

/** What most pages share, in one file: many small ones compress badly and each costs a request. */
const bundleShared: Plugin = {
  name: 'bundle-shared',
  applyToEnvironment: ({ name }) => name === 'client',
  outputOptions: (options) => ({
    ...options,
    codeSplitting: {
      groups: [
        {
          name: 'shared',
          test: (id) => SHARED.test(id) && !FOR_ACCOUNTS.test(id) && !FOR_RECORDS.test(id),
          minShareCount: 8
        },
        { name: 'for-accounts', test: FOR_ACCOUNTS, minShareCount: 8 }
      ]
    }
  })
};

export default defineConfig({
  plugins: [
    sveltekit(),
    bundleShared,
    // Under Vitest the messages are compiled once beforehand (npm run messages).
    ...(isVitest
      ? []
      : [
          paraglideVitePlugin({
            project: './src/i18n/project.inlang',
            outdir: './src/i18n/paraglide',
            strategy: ['url', 'baseLocale'],
            outputStructure: 'message-modules'
          })
        ])
  ],
  worker: { format: 'es' },
  // Fonts stay files: the content policy allows none inside a style sheet.
  build: { target: 'es2022', assetsInlineLimit: (path) => (/\.woff2?$/.test(path) ? false : undefined) },
  test: {
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          environment: 'node',
          include: ['tests/{domain,map,i18n,geodata,ui}/**/*.test.ts']
        }
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/support/database-cluster.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2
        }
      },
      {
        extends: true,
        test: {
          name: 'contract',
          environment: 'node',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/built-app.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          maxWorkers: 1
        }
      }
    ]
  }
});
