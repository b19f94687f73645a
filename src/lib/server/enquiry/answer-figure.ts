import { and, eq, gt, lte } from 'drizzle-orm';
import { disclosedAnswers, sumAnswers, type AnswerFigure } from '../../domain/enquiry';
import { addMonths } from '../../domain/interval';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { enquiryStatistic } from '../db/schema';
import { getQuarter } from '../quarter';

const MONTHS = 12;

/**
 * How long people waited for a first answer in the last year, as the public may know it; null where too few were
 * answered.
 */
export async function getAnswerFigure(context: ServiceContext): Promise<ReturnType<typeof disclosedAnswers>> {
  const { settings } = await getQuarter(context);
  return disclosedAnswers(await readFigure(context), settings.parameters.disclosureK);
}

/**
 * The same as counted, for those who look after all offers.
 * @throws {DomainError} `forbidden`
 */
export async function getExactAnswerFigure(context: ServiceContext): Promise<AnswerFigure> {
  assertCapable(context, 'listing:publish');
  return readFigure(context);
}

async function readFigure(context: ServiceContext): Promise<AnswerFigure> {
  const { id } = await getQuarter(context);
  const { today, db } = context;
  const rows = await db
    .select({ minutes: enquiryStatistic.firstAnswerMinutes })
    .from(enquiryStatistic)
    .where(
      and(
        eq(enquiryStatistic.quarterId, id),
        gt(enquiryStatistic.receivedOn, addMonths(today, -MONTHS)),
        lte(enquiryStatistic.receivedOn, today)
      )
    );
  return sumAnswers(rows.map(({ minutes }) => minutes));
}
