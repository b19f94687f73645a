import { sql, type SQL } from 'drizzle-orm';
import type { SourceNature } from '../../domain/codes';
import type { Provenance } from '../../domain/provenance';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { localText } from './translation';

export type ProvenanceRow = {
  sourceKey: string;
  sourceTitle: string;
  publisher: string;
  licence: string;
  licenceUrl: string | null;
  attribution: string;
  retrievedOn: string | null;
  nature: SourceNature;
  sourceNote: string | null;
};

/** Columns of a `ProvenanceRow`, of a source named `source`, in the reader's language. */
export function provenanceColumns(context: Pick<ServiceContext, 'locale'>): SQL {
  const text = (field: 'title' | 'note') =>
    localText<string | null>(context, {
      entity: 'source',
      field,
      id: sql`source.id`,
      base: sql`source.${sql.identifier(field)}`
    });
  return sql`source.key as "sourceKey", ${text('title')} as "sourceTitle", source.publisher, source.licence,
    source.licence_url as "licenceUrl", source.attribution, source.retrieved_on::text as "retrievedOn", source.nature,
    ${text('note')} as "sourceNote"`;
}

export function toProvenance(row: ProvenanceRow): Provenance {
  return {
    key: row.sourceKey,
    title: row.sourceTitle,
    publisher: row.publisher,
    licence: row.licence,
    licenceUrl: row.licenceUrl,
    attribution: row.attribution,
    retrievedOn: row.retrievedOn,
    nature: row.nature,
    note: row.sourceNote
  };
}

export interface DisplayedSource extends Provenance {
  readonly url: string | null;
}

/**
 * Every source that the quarter shows something of, official ones first: the attribution of the map and the
 * page about the data.
 */
export async function listSources(context: ServiceContext): Promise<DisplayedSource[]> {
  const quarter = await getQuarter(context);
  const rows = await context.db.execute<ProvenanceRow & { url: string | null }>(sql`
    with house as (select id, source_id from building where quarter_id = ${quarter.id}),
    home as (select unit.id, unit.source_id from unit join house on house.id = unit.building_id)
    select ${provenanceColumns(context)}, source.url from source where source.id in (
      select source_id from house
      union select source_id from home
      union select o.source_id from occupancy o join home on home.id = o.unit_id
      union select r.source_id from building_renewal r join house on house.id = r.building_id
      union select source_id from district where quarter_id = ${quarter.id}
      union select source_id from block where quarter_id = ${quarter.id}
      union select source_id from context_feature where quarter_id = ${quarter.id} and not is_superseded
      union select source_id from renewal_area where quarter_id = ${quarter.id}
      union select source_id from business where quarter_id = ${quarter.id} and is_public
      union select source_id from use_plan where quarter_id = ${quarter.id} and status <> 'draft'
      union select source_id from plan_ratio where quarter_id = ${quarter.id}
      union select source_id from listing where quarter_id = ${quarter.id} and status in ('public', 'reserved')
      union select source_id from guide_step where quarter_id = ${quarter.id} and is_published
      union select source_id from advice_office where quarter_id = ${quarter.id}
      union select source_id from measure where quarter_id = ${quarter.id}
      union select v.source_id from observation v join indicator i on i.id = v.indicator_id and i.quarter_id = ${quarter.id})
    order by array_position(array['official', 'derived', 'assumption', 'illustrative'], source.nature), source.key`);
  return rows.map((row) => ({ ...toProvenance(row), url: row.url }));
}
