import type { ServiceContext } from '../context';

/**
 * What a job runs with: nobody's rights (jobs call what needs none), the base language, today in the quarter's zone.
 * `origin` is the address that links in mails begin with.
 */
export type JobContext = ServiceContext & { readonly origin: string };

/**
 * Work that the product does by itself. It runs in one process at a time and may be cut off at any moment: it does
 * nothing twice because of that. What it says to people it gets from whoever puts the jobs together (`src/jobs.ts`),
 * as callbacks that compose a mail.
 */
export interface Job {
  /** Kept in `job_run`; never changes. */
  readonly name: string;
  /** Begins again so many minutes after it last began. */
  readonly everyMinutes: number;
  readonly run: (context: JobContext) => Promise<void>;
}
