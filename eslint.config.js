import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What a layer may not import, by specifier; ARCHITECTURE.md has the table that this holds. */
const LAYERS = {
  server: { regex: '(^|/)server(/|$)', message: 'This layer does not know the server.' },
  map: { regex: '(^|/)lib/map(/|$)|^(\\.\\./)+map(/|$)', message: 'This layer does not know the map.' },
  mapInside: {
    regex: '((^|/)lib/|^(\\.\\./)+)map/(?!index(\\.ts)?$)',
    message: 'The map is used through map/index only.'
  },
  ui: { regex: '(^|/)lib/ui(/|$)|^(\\.\\./)+ui(/|$)', message: 'This layer does not know the user interface.' },
  i18n: { regex: 'i18n/', message: 'Words belong to the user interface.' },
  maplibre: { regex: '^(maplibre-gl|pmtiles|@protomaps/)', message: 'Only src/lib/map imports maplibre-gl.' },
  drizzle: { regex: '^(drizzle-orm|postgres$)', message: 'Only src/lib/server speaks to the database.' },
  turf: { regex: '^(@turf/|proj4)', message: 'Only domain/geometry imports turf and proj4.' },
  aliases: { regex: '^\\$', message: 'The command line runs this file too, where Kit and its aliases do not exist.' },
  app: { regex: '^\\$(app/(?!environment$)|env/)', message: 'This layer knows $app/environment only.' },
  node: { regex: '^node:', message: 'The domain is pure.' },
  sessions: {
    regex: '^(lucia$|@lucia-auth/|@node-rs/argon2$|otpauth$)',
    message: 'Only server/auth knows how people sign in.'
  },
  mailer: { regex: '^nodemailer(/|$)', message: 'Only server/mail sends mails.' },
  vagueName: {
    regex: '(^|/)(utils|util|helpers|helper|manager|common|types|misc)(\\.ts|\\.js)?$',
    message: 'Name a module after what it is about.'
  }
};

/**
 * @param {(keyof typeof LAYERS)[]} names
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbid = (...names) => forbidExactly('sessions', 'mailer', ...names);

/**
 * For the folders that own a package which is closed to all others.
 * @param {(keyof typeof LAYERS)[]} names
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbidExactly = (...names) => ({
  'no-restricted-imports': ['error', { patterns: [...names.map((name) => LAYERS[name]), LAYERS.vagueName] }]
});

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'data/',
      'node_modules/',
      'src/i18n/paraglide/',
      'tests/output/',
      'test-results/',
      'static/'
    ]
  },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // TypeScript knows every name; this rule does not.
      'no-undef': 'off',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      // Three are the rule of the house, an options object beyond; four are let pass.
      'max-params': ['error', 4],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='sql'][property.name='raw']",
          message: 'Build SQL from values and identifiers, never from text.'
        }
      ],
      ...forbid()
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      // `let { a, b } = $props()` is the idiom; the rule for Svelte knows it.
      'prefer-const': 'off',
      'svelte/prefer-const': [
        'error',
        { destructuring: 'all', excludedRunes: ['$props', '$bindable', '$derived', '$state'] }
      ],
      // Links carry the language and are built in one place; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['src/lib/domain/**'],
    rules: forbid('server', 'map', 'ui', 'i18n', 'maplibre', 'drizzle', 'turf', 'aliases', 'node')
  },
  {
    files: ['src/lib/domain/geometry.ts', 'src/lib/domain/geometry/**'],
    rules: forbid('server', 'map', 'ui', 'i18n', 'maplibre', 'drizzle', 'aliases', 'node')
  },
  { files: ['src/lib/server/**'], rules: forbid('map', 'ui', 'i18n', 'maplibre', 'turf', 'aliases') },
  {
    files: ['src/lib/server/auth/**'],
    rules: forbidExactly('mailer', 'map', 'ui', 'i18n', 'maplibre', 'turf', 'aliases')
  },
  {
    files: ['src/lib/server/mail/**'],
    rules: forbidExactly('sessions', 'map', 'ui', 'i18n', 'maplibre', 'turf', 'aliases')
  },
  { files: ['src/lib/map/**'], rules: forbid('server', 'ui', 'drizzle', 'turf', 'app') },
  {
    files: ['src/lib/ui/**', 'src/routes/**/*.svelte', 'src/routes/**/+page.ts', 'src/routes/**/+layout.ts'],
    rules: forbid('server', 'mapInside', 'maplibre', 'drizzle', 'turf')
  },
  {
    files: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts', 'src/hooks*.ts'],
    rules: forbid('map', 'ui', 'maplibre', 'drizzle', 'turf')
  },
  {
    files: ['tests/**'],
    rules: {
      ...forbidExactly(),
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.name='setTimeout']", message: 'Wait for a state, never for a time.' },
        {
          selector: "CallExpression[callee.property.name='waitForTimeout']",
          message: 'Wait for a state, never for a time.'
        }
      ]
    }
  }
);
