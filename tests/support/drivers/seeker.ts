import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { STAMP_FIELD, type PublicForm } from '../../../src/lib/domain/public-form';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { issueStamp } from '../../../src/lib/server/http/public-form';
import { say, type Locale } from './words';

const READING_MS = 60_000;

export interface SeekerDriverOptions {
  readonly page: Page;
  readonly language: Locale;
  /** The database of the application that runs under test. */
  readonly database: OpenDatabase;
}

/** Somebody without an account, who looks for a space and fills in the forms for that. */
export function driveSeeker({ page, language, database }: SeekerDriverOptions) {
  return {
    given: {
      /** The form on show was made a minute ago: a test reads faster than the form lets anybody be. */
      async hasRead(form: PublicForm): Promise<void> {
        const stamp = await issueStamp(database, form, new Date(Date.now() - READING_MS));
        await page
          .locator(`input[name="${STAMP_FIELD}"]`)
          .evaluate((field: HTMLInputElement, value) => (field.value = value), stamp);
      }
    },
    when: {
      /** Fills in what the form about an offer wants to know, and leaves its words as they are proposed. */
      async introducesThemself({ name, email }: { readonly name: string; readonly email: string }): Promise<void> {
        await page.locator('input[name="name"]').fill(name);
        await page.locator('input[name="email"]').fill(email);
        await page.locator('input[name="consent"]').check();
      },
      async sendsEnquiry(): Promise<void> {
        await page.getByRole('button', { name: say(language, 'enquiry_submit') }).click();
      }
    },
    get: {
      /** The offers that a mail address asked about, and in which language. */
      async enquiries(email: string): Promise<readonly { listingId: number; locale: string }[]> {
        return database.db.execute<{ listingId: number; locale: string }>(
          sql`select listing_id as "listingId", locale from enquiry where email = ${email} order by created_at`
        );
      }
    }
  };
}

export type SeekerDriver = ReturnType<typeof driveSeeker>;
