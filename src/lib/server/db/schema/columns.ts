import { customType, integer, timestamp } from 'drizzle-orm/pg-core';
import { formatDateRange, parseDateRange, type DateRange } from '../../../domain/interval';

/** Half-open range of days; `from: null` and `to: null` are open ends. */
export const dateRange = customType<{ data: DateRange; driverData: string }>({
  dataType: () => 'daterange',
  toDriver: formatDateRange,
  fromDriver: parseDateRange
});

/** West, south, east, north in WGS84 degrees, kept as a native `box` for its GiST index. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export const bounds = customType<{ data: Bounds; driverData: string }>({
  dataType: () => 'box',
  toDriver: ([west, south, east, north]) => `((${east},${north}),(${west},${south}))`,
  fromDriver: (text) => {
    const [east, north, west, south] = text.replace(/[()]/g, '').split(',').map(Number) as [
      number,
      number,
      number,
      number
    ];
    return [west, south, east, north];
  }
});

/** Bytes; postgres.js gives a Buffer. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

export const identity = () => integer('id').primaryKey().generatedByDefaultAsIdentity();
export const recordedAt = () => timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow();
