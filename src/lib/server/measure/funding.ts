import { sql } from 'drizzle-orm';
import type { FundingSource } from '../../domain/codes';
import type { ServiceContext } from '../context';

/** Public money of one source over all measures of a quarter, in cents. */
export interface FundingSum {
  readonly source: FundingSource;
  readonly plannedCents: number;
  readonly approvedCents: number | null;
  readonly paidCents: number | null;
}

/** The public money of all measures by who gives it. The owners' own money is never read. */
export async function sumFunding(context: ServiceContext): Promise<FundingSum[]> {
  const rows = await context.db.execute<FundingSum & Record<string, unknown>>(sql`
    select f.source, sum(f.planned_cents)::float8 as "plannedCents", sum(f.approved_cents)::float8 as "approvedCents",
      sum(f.paid_cents)::float8 as "paidCents"
    from funding_line f join measure on measure.id = f.measure_id
    where measure.quarter_id = (select id from quarter where slug = ${context.quarter}) and f.source <> 'owner'
    group by f.source order by array_position(array['federal', 'state', 'municipal', 'eu', 'other'], f.source)`);
  return rows.map(({ source, plannedCents, approvedCents, paidCents }) => ({
    source,
    plannedCents,
    approvedCents,
    paidCents
  }));
}
