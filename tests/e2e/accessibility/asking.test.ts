import { addDays, dayAt } from '../../../src/lib/domain/interval';
import { issueLink } from '../../../src/lib/server/auth/link';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { expectNoFault, LOOKS } from '../../support/drivers/axe';
import { makePublicOffer, makeVacantUnit } from '../../support/drivers/offers';
import { test } from '../../support/drivers/own-app';

test.describe.configure({ mode: 'default' });

/** An enquiry in the middle of things, with an answer, a viewing and a counsellor to come; and a request. */
async function makeSeeker(database: OpenDatabase, listingId: number) {
  const { sql } = database;
  const day = addDays(dayAt(new Date(), 'Europe/Berlin'), 9);
  const [enquiry] = await sql<{ id: string }[]>`
    with kept as (insert into enquiry_statistic (quarter_id, received_on, outcome)
      select id, current_date, 'viewing' from quarter where slug = 'iq-ost' returning id, quarter_id)
    insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, phone, use_class, state, consented_at,
      counselling_language, counselling_consented_at, first_answered_at, expires_on)
    select quarter_id, ${listingId}::integer, id, 'ar', 'Amal Haddad', 'amal.haddad.mit.einer.langen.adresse@example.org',
      '+49 341 123456', 'gastronomy', 'viewing', now(), 'vi', now(), now(), current_date + 300 from kept returning id`;
  const id = enquiry!.id;
  await sql`insert into enquiry_message (enquiry_id, author, body) values
    (${id}, 'seeker', ${'Guten Tag,\n\nich möchte den Raum gern ansehen.\n\nAmal'}), (${id}, 'office', 'Gern!'), (${id}, 'note', 'Ruft an.')`;
  await sql`insert into viewing (enquiry_id, starts_at, duration_minutes, place, state) values
    (${id}, ${`${day} 14:30+01`}, 30, 'Eisenbahnstraße 85, Hofeingang', 'proposed'),
    (${id}, ${`${day} 10:00+01`}, 30, 'Eisenbahnstraße 85', 'cancelled')`;
  const [request] = await sql<{ id: string }[]>`
    insert into space_request (quarter_id, kind, criteria, locale, email, name, message, consented_at, confirmed_at,
      alerts_from, counselling_language, counselling_consented_at, expires_on)
    select id, 'idea', '{"kind":"idea","idea":{"use":"gastronomy","minSqm":40,"maxSqm":120,"maxRentCents":90000,"startsOn":null,"needs":["toilet","extractor"],"languages":["ar","vi"]}}',
      'ar', 'dana@example.org', 'Dana', 'Ein kleines Café.', now(), now(), now(), 'vi', now(), current_date + 300
    from quarter where slug = 'iq-ost' returning id`;
  const [own, manage, confirm] = await Promise.all([
    issueLink(database, { kind: 'enquiry', subject: id, days: 9 }),
    issueLink(database, { kind: 'manage_request', subject: request!.id, days: 9 }),
    issueLink(database, { kind: 'confirm_request', subject: request!.id, days: 9 })
  ]);
  const ofSeeker = [`/enquiries/${own}`, `/requests/${manage}`, `/requests/confirm/${confirm}`];
  return [...ofSeeker, '/desk/enquiries?view=all', `/desk/enquiries/${id}`, '/desk/requests', '/account'];
}

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.colorScheme}`, () => {
    test.use(look);

    test('no page around an enquiry has a fault that axe can find, nor sticks out', async ({ people, site, page }) => {
      test.setTimeout(180_000);
      const database = people.get.database();
      const unit = await makeVacantUnit(database, `BLICK-${look.language}`);
      const owned = { unitId: unit.id, organisationId: null, title: 'Eckladen mit Blick' };
      const paths = await makeSeeker(database, await makePublicOffer(database, owned));
      const planner = await people.given.signedIn('planner');
      await database.sql`update account set languages = '{vi}' where id = ${planner.id}`;
      for (const path of paths) {
        await expectNoFault({ site, page }, path);
      }
      await database.sql`delete from enquiry where name = 'Amal Haddad'`;
      await database.sql`delete from space_request where name = 'Dana'`;
    });
  });
}
