import type { Actor } from '../domain/access';
import type { IsoDate } from '../domain/interval';
import type { Database } from './db/client';

/** What every service is called with first: who asks, in which language, on which day, on which database. */
export interface ServiceContext {
  readonly db: Database;
  readonly actor: Actor;
  readonly locale: string;
  /** Slug of the quarter that is shown. */
  readonly quarter: string;
  /** Today in the quarter's time zone. */
  readonly today: IsoDate;
}
