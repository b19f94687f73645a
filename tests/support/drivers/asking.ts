import { expect, type Locator } from '@playwright/test';
import { driveSeeker, type SeekerDriverOptions } from './seeker';
import { say } from './words';

/** Forms around enquiries and requests, and the pages that only a link of a mail opens. */
export function driveAsking(options: SeekerDriverOptions) {
  const { page, language } = options;
  const form = (): Locator => page.locator('main form:has(input[name="stamp"])');
  const submit = (): Locator => form().locator('button');
  const field = (name: string): Locator => form().locator(`[name="${name}"]`);
  const press = (scope: Locator, key: string) =>
    scope.getByRole('button', { name: say(language, key), exact: true }).click();

  return {
    given: driveSeeker(options).given,
    when: {
      async fills(values: Readonly<Record<string, string>>): Promise<void> {
        for (const [name, value] of Object.entries(values)) await field(name).fill(value);
      },
      async wantsCounselling(code: string): Promise<void> {
        await field('counsellingLanguage').selectOption(code);
        await field('counsellingConsent').check();
      },
      async agrees(): Promise<void> {
        await field('consent').check();
      },
      async sends(): Promise<void> {
        await submit().click();
      },
      /** Sends until the form is taken, as somebody does who is told that it went too fast. */
      async sendsUntil(path: RegExp): Promise<void> {
        await expect(async () => {
          await submit().click();
          await page.waitForURL(path, { timeout: 1000, waitUntil: 'commit' });
        }).toPass();
      },
      async accepts(): Promise<void> {
        await press(page.locator('form[action="?/accept"]'), 'enquiry_viewing_accept');
      },
      async writes(text: string): Promise<void> {
        const reply = page.locator('form[action="?/reply"]');
        await reply.locator('textarea').fill(text);
        await press(reply, 'enquiry_reply_submit');
      },
      async deletesAll(): Promise<void> {
        const end = page.locator('form[action="?/delete"]');
        await end.locator('input[name="sure"]').check();
        await press(end, 'enquiry_delete');
      }
    },
    get: { form, field },
    then: {
      /** The address opens nothing, or no longer, and the page says so in words of its own. */
      async findsLinkDead(path: string): Promise<void> {
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(404);
        await expect(page.locator('main h1')).toHaveText(say(language, 'enquiry_link_gone'));
      }
    }
  };
}

export type AskingDriver = ReturnType<typeof driveAsking>;
