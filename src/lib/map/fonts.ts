import arabicMedium from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2?url';
import arabicSemibold from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url';
import cyrillicMedium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-cyrillic-500-normal.woff2?url';
import cyrillicSemibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-cyrillic-600-normal.woff2?url';
import latinMedium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url';
import latinSemibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';
import latinExtMedium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-500-normal.woff2?url';
import latinExtSemibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-600-normal.woff2?url';
import vietnameseMedium from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-vietnamese-500-normal.woff2?url';
import vietnameseSemibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-vietnamese-600-normal.woff2?url';
import type { StyleSpecification } from 'maplibre-gl';

/**
 * Which file draws which characters; MapLibre joins Arabic letters by their presentation forms (U+FB50 on),
 * which the Arabic file holds. Vietnamese comes before extended Latin, where the two overlap.
 */
const RANGES = {
  arabic: ['U+0600-06FF', 'U+0750-077F', 'U+0870-08FF', 'U+FB50-FDFF', 'U+FE70-FEFC'],
  latin: ['U+0000-00FF', 'U+0131', 'U+0152-0153', 'U+02C6', 'U+02DA', 'U+02DC', 'U+2000-206F', 'U+20AC', 'U+2122'],
  vietnamese: ['U+0102-0103', 'U+0110-0111', 'U+0128-0129', 'U+0168-0169', 'U+01A0-01A1', 'U+01AF-01B0', 'U+1EA0-1EF9'],
  cyrillic: ['U+0301', 'U+0400-045F', 'U+0490-0491', 'U+04B0-04B1', 'U+2116'],
  latinExt: ['U+0100-02AF', 'U+1E00-1E9F', 'U+1EF2-1EFF', 'U+2C60-2C7F', 'U+A720-A7FF']
};

function faces(files: Readonly<Record<keyof typeof RANGES, string>>): { url: string; 'unicode-range': string[] }[] {
  return (Object.keys(RANGES) as (keyof typeof RANGES)[]).map((script) => ({
    url: new URL(files[script], document.baseURI).href,
    'unicode-range': RANGES[script]
  }));
}

/** Our own typeface for the labels, from this origin; a file is only fetched when a character needs it. */
export function fontFaces(): NonNullable<StyleSpecification['font-faces']> {
  const medium = faces({
    arabic: arabicMedium,
    latin: latinMedium,
    vietnamese: vietnameseMedium,
    cyrillic: cyrillicMedium,
    latinExt: latinExtMedium
  });
  const semibold = faces({
    arabic: arabicSemibold,
    latin: latinSemibold,
    vietnamese: vietnameseSemibold,
    cyrillic: cyrillicSemibold,
    latinExt: latinExtSemibold
  });
  return {
    'IBM Plex Sans Medium': medium,
    'IBM Plex Sans SemiBold': semibold,
    // The names inside the text expressions of a Protomaps basemap.
    'Noto Sans Regular': medium,
    'Noto Sans Medium': semibold,
    'Noto Sans Italic': medium
  };
}
