/**
 * `npm test`: everything, each step also when an earlier one failed, and at the end how many tests passed and failed.
 * `npm test -- server` runs the named steps only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judgeStep, type Outcome, readPlaywrightOutcome, readVitestOutcome, type ReportReader } from './outcome';

interface Step {
  readonly name: string;
  /** A program of `node_modules` and what it is given. */
  readonly command: readonly [program: string, ...flags: string[]];
  readonly read?: ReportReader;
}

const OUTPUT = resolve('tests/output');
const reportPath = (name: string): string => resolve(OUTPUT, `${name}.json`);

const vitest = (project: string): Step => ({
  name: project,
  command: [
    'vitest/vitest.mjs',
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${reportPath(project)}`
  ],
  read: readVitestOutcome
});

/** What stands together runs at the same time: each of them is one thread by itself, tests take what there is. */
const STEPS: readonly (readonly Step[])[] = [
  [{ name: 'prepare', command: ['../src/cli/prepare.js'] }],
  [
    { name: 'lint', command: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
    { name: 'format', command: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
    {
      name: 'check',
      command: [
        'svelte-check/bin/svelte-check',
        '--tsconfig',
        './tsconfig.json',
        '--fail-on-warnings',
        '--output',
        'human'
      ]
    }
  ],
  [vitest('domain')],
  [vitest('server')],
  [vitest('contract')],
  // The contract tests have built the pages.
  [{ name: 'weigh', command: ['tsx/dist/cli.mjs', 'src/cli/weigh.ts'] }],
  [
    {
      name: 'e2e',
      command: [
        '@playwright/test/cli.js',
        'test',
        '--config',
        'tests/support/playwright.config.ts',
        '--reporter=list,json'
      ],
      read: readPlaywrightOutcome
    }
  ]
];

function run({ name, command: [program, ...flags] }: Step): Promise<number | null> {
  const child = spawn(process.execPath, [resolve('node_modules', program), ...flags], {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath(name) }
  });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', done);
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.flat().some((step) => step.name === name));
if (unknown.length > 0) throw new Error(`No such step: ${unknown.join(', ')}`);
mkdirSync(OUTPUT, { recursive: true });

async function runStep(step: Step): Promise<Outcome & { name: string }> {
  const path = reportPath(step.name);
  rmSync(path, { force: true });
  process.stdout.write(`\n== ${step.name}\n`);
  const exitCode = await run(step);
  return { name: step.name, ...judgeStep(exitCode, step.read && { path, read: step.read }) };
}

const outcomes: (Outcome & { name: string })[] = [];
for (const group of STEPS) {
  const due = group.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  outcomes.push(...(await Promise.all(due.map(runStep))));
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
writeFileSync(reportPath('summary'), `${JSON.stringify({ passed, failed })}\n`);
process.stdout.write('\n');
for (const { name, ...outcome } of outcomes) {
  process.stdout.write(`${name.padEnd(10)} ${outcome.passed} passed, ${outcome.failed} failed\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
