import { issueLink } from '../../../src/lib/server/auth/link';
import { expectNoFault, LOOKS } from '../../support/drivers/axe';
import { test } from '../../support/drivers/journey';
import type { PeopleDriver } from '../../support/drivers/people';

/** Pages of planners; map, strip and street face beside them are looked at elsewhere. */
const PAGES: Readonly<Record<string, (people: PeopleDriver) => Promise<readonly string[]>>> = {
  desk: async () => ['/desk', '/desk?house=eisenbahn', '/desk/changes', '/desk/changes/1'],
  records: async () => [
    '/buildings/1/edit?view=table',
    '/businesses/1/edit?view=table',
    '/units/3?view=table&known=2026-01-01'
  ],
  rules: async () => ['/admin/rules', '/admin/rules/1', '/admin/rules/new', '/desk/plans/zones'],
  guide: async () => [
    ...['/desk/guide', '/desk/guide/steps/1', '/desk/guide/steps/new', '/desk/guide/offices/1'],
    '/desk/guide/offices/new'
  ],
  plans: async (people) => {
    const plans = await people.get.database().sql<{ id: number }[]>`
      select id from use_plan where ref in ('hofgarten', 'markthof') order by ref`;
    return [
      ...['/desk/plans', '/desk/plans/new', '/plans'],
      ...plans.flatMap(({ id }) => [`/desk/plans/${id}`, `/plans/${id}?view=table&theme=plan`])
    ];
  },
  tables: async (people) => {
    const [draft] = await people.get.database().sql<{ id: number }[]>`
      select id from use_plan where ref = 'hofgarten'`;
    return [`/desk/plans/${draft!.id}/import`, `/plans/${draft!.id}/sheet`];
  },
  offers: async (people) => {
    const database = people.get.database();
    const [unit] = await database.sql<{ id: number }[]>`
      select u.id from unit u where u.kind = 'shop' and upper_inf(u.valid)
        and not exists (select from listing l where l.unit_id = u.id) order by u.id limit 1`;
    const token = await issueLink(database, { kind: 'confirm_listing', subject: '1', days: 1 });
    return [
      ...['/desk/listings', `/desk/listings/new?unit=${unit!.id}`, '/desk/listings/1', `/still-free?token=${token}`],
      ...['/desk/enquiries', '/desk/requests']
    ];
  }
};

/** Who looks at an area, where that is not a planner. */
const ROLES: Readonly<Record<string, 'administrator'>> = { rules: 'administrator' };

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.colorScheme}`, () => {
    test.use(look);

    for (const [area, listPaths] of Object.entries(PAGES)) {
      test(`no page of the desk (${area}) has a fault that axe can find, nor sticks out`, async ({
        people,
        site,
        page
      }) => {
        test.setTimeout(180_000);
        await people.given.signedIn(ROLES[area] ?? 'planner');
        for (const path of await listPaths(people)) {
          await expectNoFault({ site, page }, path, { except: ['.stage', '.timeline'] });
        }
      });
    }
  });
}
