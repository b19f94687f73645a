import { sql, type SQL } from 'drizzle-orm';
import type { Office, OfficeText } from '../../domain/guide';
import type { ServiceContext } from '../context';
import { localText } from '../record/translation';

export type OfficeRow = { [Key in keyof Office]: Office[Key] };

/** Columns of an `OfficeRow`, of an office named `office` with its source named `office_source`. */
export function officeColumns(context: Pick<ServiceContext, 'locale'>): SQL {
  const text = (field: OfficeText) =>
    localText(context, {
      entity: 'advice_office',
      field,
      id: sql`office.id`,
      base: sql`office.${sql.identifier(field)}`
    });
  return sql`office.id, ${text('name')} as name, ${text('description')} as description, office.address,
    to_json(office.languages) as languages, office.email, office.phone, office.website,
    office.opening_hours as "openingHours", office_source.nature`;
}

/** The driver leaves JSON as text. */
export function toOffice(row: OfficeRow): Office {
  const { id, name, description, address, email, phone, website, openingHours, nature } = row;
  const languages =
    typeof row.languages === 'string' ? (JSON.parse(row.languages as string) as string[]) : row.languages;
  return { id, name, description, address, languages, email, phone, website, openingHours, nature };
}

/** Everybody who can be asked in this quarter: first those who advise in most languages, then by name. */
export async function listOffices(context: ServiceContext): Promise<readonly Office[]> {
  const rows = await context.db.execute<OfficeRow>(sql`
    select ${officeColumns(context)} from advice_office office
    join quarter q on q.id = office.quarter_id and q.slug = ${context.quarter}
    join source office_source on office_source.id = office.source_id
    order by cardinality(office.languages) desc, office.name, office.id`);
  return rows.map(toOffice);
}
