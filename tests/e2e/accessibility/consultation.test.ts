import { issueLink } from '../../../src/lib/server/auth/link';
import { expectNoFault, LOOKS } from '../../support/drivers/axe';
import { makeComments, makeConsultation } from '../../support/drivers/consultation';
import { test } from '../../support/drivers/own-app';

test.describe.configure({ mode: 'default' });

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.colorScheme}`, () => {
    test.use(look);

    test('no page around a consultation has a fault that axe can find, nor sticks out', async ({
      people,
      site,
      page
    }) => {
      test.setTimeout(180_000);
      const database = people.get.database();
      const plan = await makeConsultation(database, { title: `Hofplan ${look.language}` });
      const [first] = await makeComments(database, plan);
      const over = await makeConsultation(database, { title: `Alter Hofplan ${look.language}` });
      await makeComments(database, over);
      await database.sql`update use_plan set consultation_to = current_date - 1, consultation_from = current_date - 2
        where id = ${over.id}`;
      const secret = await issueLink(database, { kind: 'comment', subject: String(first), days: 1 });
      await people.given.signedIn('planner');
      for (const path of [
        `/plans/${plan.id}/consultation?unit=${plan.unitId}`,
        `/plans/${plan.id}/consultation?outcome=declined`,
        `/plans/${over.id}/consultation`,
        `/comments/${secret}?sent=yes`,
        `/desk/plans/${plan.id}/comments`,
        `/desk/plans/${plan.id}/comments?view=all`
      ]) {
        await expectNoFault({ site, page }, path);
      }
    });
  });
}
