import { sql } from 'drizzle-orm';
import type { SurveyMethod } from '../../domain/codes';
import type { ServiceContext } from '../context';
import { executeKept } from '../db/kept-statement';
import { source } from '../db/schema';
import { getQuarter } from '../quarter';

/** What a source that the desk stands behind is called; German, as all base texts. */
const TITLES: Readonly<Record<SurveyMethod, string>> = {
  visit: 'Begehung',
  owner: 'Auskunft der Eigentümerin oder des Eigentümers',
  user: 'Auskunft der Nutzerin oder des Nutzers',
  register: 'Register der Verwaltung',
  press: 'Presse und Aushang',
  other: 'Eigene Erfassung'
};

/** The source that stands for a way of knowing in this quarter, made at its first use. */
export async function findSurveySource(context: ServiceContext, method: SurveyMethod): Promise<number> {
  const key = `survey/${context.quarter}/${method}`;
  const [found] = await executeKept<{ id: number }>(context.db, sql`select id from source where key = ${key}`);
  if (found) return found.id;
  const { settings } = await getQuarter(context);
  const { publisher, licence, licenceUrl, attribution, nature } = settings.survey;
  const [made] = await context.db
    .insert(source)
    .values({ key, title: TITLES[method], publisher, licence, licenceUrl, attribution, nature })
    .onConflictDoUpdate({ target: source.key, set: { publisher } })
    .returning({ id: source.id });
  return made!.id;
}
