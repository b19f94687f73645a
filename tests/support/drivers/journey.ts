import { test as base, expect } from '@playwright/test';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { driveFinder, type FinderDriver } from './finder';
import { driveHouseSection, type HouseSectionDriver } from './house-section';
import { driveMap, type MapDriver } from './map';
import { Network } from './network';
import { drivePage, type PageDriver } from './page';
import { drivePeople, openAppDatabase, type PeopleDriver } from './people';
import { driveTable, type TableDriver } from './table';
import { driveTimeStrip, type TimeStripDriver } from './time-strip';
import type { Locale } from './words';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface JourneyOptions {
  /** The language in which pages are opened. */
  readonly language: Locale;
}

export interface JourneyFixtures {
  readonly network: Network;
  readonly site: PageDriver;
  readonly map: MapDriver;
  readonly house: HouseSectionDriver;
  readonly table: TableDriver;
  readonly time: TimeStripDriver;
  readonly finder: FinderDriver;
  readonly people: PeopleDriver;
}

/**
 * A test of the running product through its drivers. Whatever it does, no page may ask another host, set a cookie
 * (except the forms that sign somebody in or out), come without a content security policy, answer with a server error or complain on the console.
 */
export const test = base.extend<JourneyOptions & JourneyFixtures>({
  language: ['de', { option: true }],
  network: [
    async ({ context, baseURL }, use) => {
      if (baseURL === undefined) throw new Error('There is no address: was the application started?');
      const network = new Network(context, new URL(baseURL).origin);
      await use(network);
      expect(await network.findFaults()).toEqual([]);
    },
    { auto: true }
  ],
  site: async ({ page, network, language }, use) => use(drivePage({ page, network, language })),
  map: async ({ page }, use) => use(driveMap(page)),
  house: async ({ page }, use) => use(driveHouseSection(page)),
  table: async ({ page }, use) => use(driveTable(page)),
  time: async ({ page, language }, use) => use(driveTimeStrip(page, language)),
  finder: async ({ page, language }, use) => use(driveFinder(page, language)),
  people: async ({ context, baseURL }, use) => {
    let opened: OpenDatabase | undefined;
    await use(drivePeople(context, baseURL ?? '', () => (opened ??= openAppDatabase())));
    await opened?.close();
  }
});

export { expect };
