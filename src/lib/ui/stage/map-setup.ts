import type { QuarterMapOptions } from '../../map/index';

/** What the map needs from the page's data; the rest of its options are the reader's settings. */
export type MapSetup = Pick<QuarterMapOptions, 'sources' | 'attributions' | 'camera' | 'maxBounds' | 'basemap'>;
