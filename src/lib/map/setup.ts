import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

/** Tells MapLibre where the bundler has put its worker; without it a bundled map never loads. */
setWorkerUrl(workerUrl);
