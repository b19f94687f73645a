import type { MapErrorReason } from './options';

/** What MapLibre tells of an error, as far as it is needed to name its reason. */
export interface MapFault {
  readonly error: Error;
  readonly sourceId?: string | undefined;
}

/**
 * Sorts MapLibre's errors: by class name where it has one (the class itself is not told apart from others
 * across bundles), by the source where one is named, by wording only for the worker, which has neither.
 */
export function reasonOf({ error, sourceId }: MapFault): MapErrorReason {
  if (error.name === 'GPUInitializationError') return 'no_webgl';
  if (error.message.startsWith('Worker failed')) return 'worker';
  if (sourceId?.startsWith('basemap')) return 'basemap';
  return sourceId === undefined ? 'style' : 'data';
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Whatever was thrown, as an `Error`. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
