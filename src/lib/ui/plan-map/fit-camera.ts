import type { MapCamera } from '../../map/index';

/** The size of the map for which quarters author their camera. */
const AUTHORED_WIDTH_PX = 760;
const AUTHORED_HEIGHT_PX = 560;

/** The authored camera shows the block on a wide map; a smaller one steps back as far as it is smaller. */
export function fitCamera(
  camera: MapCamera,
  { clientWidth, clientHeight }: Pick<HTMLElement, 'clientWidth' | 'clientHeight'>
): MapCamera {
  const share = Math.min(1, clientWidth / AUTHORED_WIDTH_PX, clientHeight / AUTHORED_HEIGHT_PX);
  return { ...camera, zoom: camera.zoom + Math.log2(Math.max(share, 0.1)) };
}
