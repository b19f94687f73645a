import { assembleQuarter } from './steps/assemble';
import type { QuarterDataset } from './steps/dataset';
import { findGeodataFolder, readQuarter, type AuthoredFiles } from './steps/read';
import { checkReferences } from './steps/references';
import { validateFiles } from './steps/validate';

/**
 * Makes the data set of a quarter from its folder: read, validate, check references, lay out the geometry.
 * Deterministic and offline. Throws a GeodataError that names every wrong place.
 */
export function buildQuarter(slug: string, geodata = findGeodataFolder()): QuarterDataset {
  return buildFromFiles(readQuarter(slug, geodata));
}

/** As `buildQuarter`, from files that are read already. */
export function buildFromFiles(files: AuthoredFiles): QuarterDataset {
  const content = validateFiles(files);
  checkReferences(content);
  return assembleQuarter(content);
}
