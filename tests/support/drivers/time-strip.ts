import { expect, type Page } from '@playwright/test';
import { fromDayNumber } from '../../../src/lib/domain/interval';
import { say, type Locale } from './words';

/** The strip of time: slider, buttons, date field and play. */
export function driveTimeStrip(page: Page, language: Locale) {
  const slider = () => page.getByRole('slider', { name: say(language, 'house_time_slider') });
  const button = (key: string) => page.locator('.time').getByRole('button', { name: say(language, key), exact: true });
  const date = async () => fromDayNumber(Number(await slider().getAttribute('aria-valuenow')));

  return {
    when: {
      async slides(key: string): Promise<void> {
        await slider().press(key);
      },
      async goesBackAYear(): Promise<void> {
        await button('house_time_previous').click();
      },
      async goesOnAYear(): Promise<void> {
        await button('house_time_next').click();
      },
      async returnsToToday(): Promise<void> {
        await button('house_time_today').click();
      },
      async plays(): Promise<void> {
        await button('house_time_play').click();
      },
      async pauses(): Promise<void> {
        await button('house_time_pause').click();
      },
      async enters(day: string): Promise<void> {
        const field = page.locator('.time input[type="date"]');
        await field.fill(day);
        await field.dispatchEvent('change');
      }
    },
    get: { date, slider, button },
    then: {
      async showsDay(day: string): Promise<void> {
        await expect.poll(date, 'day of the slider').toBe(day);
        await expect(page.locator('.time input[type="date"]')).toHaveValue(day);
      }
    }
  };
}

export type TimeStripDriver = ReturnType<typeof driveTimeStrip>;
