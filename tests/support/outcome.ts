import { existsSync, readFileSync } from 'node:fs';

/** How many tests of a run passed and failed, by its own report. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** A file that could not even be loaded has no failed test of its own and counts as one. */
export function readVitestOutcome(text: string): Outcome {
  const report = JSON.parse(text) as VitestReport;
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Errors outside of a test, such as a server that did not start, count as one each. */
export function readPlaywrightOutcome(text: string): Outcome {
  const { stats, errors } = JSON.parse(text) as PlaywrightReport;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

export type ReportReader = (text: string) => Outcome;

/**
 * The outcome of one step from its exit code and report. A step without tests is one check; one that was to report
 * tests and reported none has failed.
 */
export function judgeStep(
  exitCode: number | null,
  report?: { readonly path: string; readonly read: ReportReader }
): Outcome {
  if (report === undefined) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const outcome = existsSync(report.path) ? report.read(readFileSync(report.path, 'utf8')) : { passed: 0, failed: 0 };
  const hasUnseenFailure = outcome.failed === 0 && (exitCode !== 0 || outcome.passed === 0);
  return hasUnseenFailure ? { ...outcome, failed: 1 } : outcome;
}
