import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';

const isVitest = process.env.VITEST !== undefined;

/** What the pages of people with accounts are made of: the public loads nothing of it. */
const FOR_ACCOUNTS =
  /[\\/]ui[\\/](account|desk|edit|change)[\\/]|[\\/]primitives[\\/](Field|Form\w+|SubmitButton)\.|[\\/]domain[\\/]audit-action\.|[\\/]messages[\\/](account|desk|edit|refusal)_/;
/** Components, rules and formats of ours. */
const OWN = /[\\/]src[\\/](lib[\\/](domain|ui)|i18n)[\\/]/;
const MESSAGES = /[\\/]paraglide[\\/]messages/;
/** Messages that the overview says, or could say: all of them are imported through one file that knows all others. */
const OVERVIEW_MESSAGES = /[\\/]messages[\\/]((app|house|figures|codes)_|map_loading)/;
/** Labels of codes that stand on other pages. */
const OTHER_LABELS =
  /[\\/]messages[\\/]codes_(absence|action|author|bound|context|counselling|disclosure|energy|enquiry|file|funding|group|guide|indicator|listing|measure|milestone|nature|need|party|place|plan_status|precision|request|status_note|survey|tenancy|viewing|wish|area_note)/;

/** The modules that the overview is made of; everything below them that is imported on demand is left out. */
const OVERVIEW_PAGES = ['+layout', '+error', '(map)/+layout', '(map)/+page'].flatMap((page) =>
  ['.svelte', '.ts'].map((ending) => fileURLToPath(new URL(`src/routes/${page}${ending}`, import.meta.url)))
);

/** The modules that the overview loads before anybody has touched it, without the messages. */
function listOverviewModules(context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (id: string): void => {
    if (found.has(id) || MESSAGES.test(id)) return;
    const info = context.getModuleInfo(id);
    if (info === null) return;
    found.add(id);
    [...info.importedIds].forEach(follow);
  };
  OVERVIEW_PAGES.forEach(follow);
  return found;
}

/**
 * What the overview shares with most other pages, in one file: many small ones compress badly and each costs a
 * request. What other pages share among themselves would only weigh in it.
 */
const bundleShared: Plugin = {
  name: 'bundle-shared',
  applyToEnvironment: ({ name }) => name === 'client',
  outputOptions(options) {
    let overview: ReadonlySet<string> | null = null;
    return {
      ...options,
      codeSplitting: {
        groups: [
          {
            name(id, context) {
              if (MESSAGES.test(id)) return OVERVIEW_MESSAGES.test(id) && !OTHER_LABELS.test(id) ? 'shared' : null;
              overview ??= listOverviewModules(context);
              return overview.has(id) ? 'shared' : null;
            },
            test: (id) => OWN.test(id) && !FOR_ACCOUNTS.test(id),
            minShareCount: 3
          },
          { name: 'for-accounts', test: FOR_ACCOUNTS, minShareCount: 8 }
        ]
      }
    };
  }
};

/** The list of all pages, which every page loads first. */
const PAGE_LIST = /[\\/]entry[\\/]app\./;

/**
 * What is fetched along with a module that is imported on demand. In the list of all pages the names of their scripts
 * would weigh more than all else in it: a page's script names what it needs by itself; only styles must be there before.
 */
function listPreloads(_: string, files: string[], { hostId }: { readonly hostId: string }): string[] {
  return PAGE_LIST.test(hostId) ? files.filter((file) => file.endsWith('.css')) : files;
}

/** The test files of a worker share what they import, which was most of their time; what a file sets it gives back. */
const SHARED_MODULES = { isolate: false, unstubGlobals: true, setupFiles: ['tests/support/own-locale.ts'] };

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
  build: {
    target: 'es2022',
    assetsInlineLimit: (path) => (/\.woff2?$/.test(path) ? false : undefined),
    modulePreload: { resolveDependencies: listPreloads }
  },
  test: {
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          environment: 'node',
          ...SHARED_MODULES,
          include: ['tests/{domain,map,i18n,geodata,ui}/**/*.test.ts']
        }
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          ...SHARED_MODULES,
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
          maxWorkers: 2
        }
      }
    ]
  }
});
