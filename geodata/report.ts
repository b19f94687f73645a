import { contains } from '../src/lib/domain/interval';
import { buildQuarter } from './build';
import type { OccupancyData, QuarterDataset } from './steps/dataset';
import { GeodataError } from './steps/problems';
import { listQuarters } from './steps/read';

/** `npm run geodata`: checks every quarter's folder and says in a few lines what it holds. */
function main(): number {
  const slugs = process.argv.length > 2 ? process.argv.slice(2) : listQuarters();
  let exitCode = 0;
  for (const slug of slugs) {
    try {
      process.stdout.write(`${describe(buildQuarter(slug))}\n`);
    } catch (error) {
      if (!(error instanceof GeodataError)) throw error;
      process.stderr.write(`${slug}: ${error.problems.length} problems\n${error.message}\n`);
      exitCode = 1;
    }
  }
  return exitCode;
}

function describe(data: QuarterDataset): string {
  const units = data.buildings.flatMap(({ storeys }) => storeys.flatMap((storey) => storey.units));
  const { from, to } = data.settings.timeSpan;
  const today = new Date().toISOString().slice(0, 10);
  const first = Number(from.slice(0, 4));
  const years = Array.from({ length: Number(to.slice(0, 4)) - first }, (_, i) => `${first + i}-06-30`);
  const shown = [...years.filter((day) => day < today), today];
  const rates = shown.map(
    (day) =>
      `${day.slice(0, 4)} ${percent(
        units.flatMap(({ occupancies }) => occupancies),
        day
      )}`
  );
  return [
    `${data.slug}: ${data.name.base}`,
    `  ${data.buildings.length} buildings, ${units.length} units, ${count(units, ({ occupancies }) => occupancies.length)} dated states`,
    `  ${data.districts.length} districts, ${data.contextFeatures.length} features around, ${data.businesses.length} businesses, ${data.measures.length} measures`,
    `  ${data.plans.map(({ ref, targets }) => `plan ${ref} with ${targets.length} targets`).join(', ')}, ${data.listings.length} listings`,
    `  units vacant: ${rates.join(', ')}`
  ].join('\n');
}

function count<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** Vacant units among those occupied, in interim use or vacant (V1). */
function percent(occupancies: readonly OccupancyData[], day: string): string {
  const states = occupancies.filter(({ valid }) => contains(valid, day)).map(({ status }) => status);
  const vacant = states.filter((status) => status === 'vacant').length;
  const stock = states.filter((status) => ['occupied', 'interim', 'vacant'].includes(status)).length;
  return stock === 0 ? '–' : `${((100 * vacant) / stock).toFixed(0)} %`;
}

process.exitCode = main();
