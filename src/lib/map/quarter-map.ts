import { AttributionControl, Map as MaplibreMap } from 'maplibre-gl';
import { TOKENS } from '../domain/palette';
import './setup';
import { resolveSources } from './absolute-address';
import { loadBasemap } from './basemap';
import { createCameraMoves, isInSight, isSameCamera, readCamera } from './camera';
import { controlCorner, createControls } from './controls';
import { fontFaces } from './fonts';
import { listenToPointer, targetAt } from './interaction';
import { isAbort, reasonOf, toError } from './map-error';
import type {
  MapErrorReason,
  MapLabels,
  MapPadding,
  MapSources,
  OutlineDrawing,
  QuarterMap,
  QuarterMapOptions
} from './options';
import { boundsOfMarks } from './place-marks';
import { probeMap } from './probe';
import { fetchQuarter, stockDay } from './quarter-data';
import { createReadyQueue } from './ready-queue';
import { createScene, type SceneOptions } from './scene';
import { composeStyle } from './style/quarter-style';

/** Draws the quarter into a container that has a size. Throws MapLibre's error when there is no WebGL2. */
export function drawQuarter(container: HTMLElement, options: QuarterMapOptions): QuarterMap {
  const life = new AbortController();
  const { signal } = life;
  const sources = resolveSources(options.sources, document.baseURI);
  const sceneOptions: SceneOptions = {
    ...options,
    sources,
    fontFaces: fontFaces(),
    latitude: options.camera.center[1],
    day: stockDay([], options.day)
  };
  const style = composeStyle(sceneOptions);
  const map = new MaplibreMap({
    container,
    style,
    center: [...options.camera.center] as [number, number],
    zoom: options.camera.zoom,
    pitch: options.form === 'flat' ? 0 : options.camera.pitch,
    bearing: options.camera.bearing,
    maxBounds: [...options.maxBounds] as [number, number, number, number],
    minZoom: 11,
    maxZoom: 20.5,
    maxPitch: 70,
    hash: options.hash ?? true,
    attributionControl: false,
    canvasContextAttributes: { antialias: true },
    locale: { 'Map.Title': options.labels.title, 'AttributionControl.ToggleAttribution': options.labels.attribution }
  });
  container.dataset.scheme = options.scheme;
  const queue = createReadyQueue(signal);
  const scene = createScene(map, sceneOptions, style);
  const moves = createCameraMoves(map, { home: options.camera, reducedMotion: options.reducedMotion });

  const reported = new Set<MapErrorReason>();
  const report = (reason: MapErrorReason, cause: Error): void => {
    if (signal.aborted || isAbort(cause) || reported.has(reason)) return;
    reported.add(reason);
    options.onError(reason, cause);
  };
  map.on('error', ({ error, ...rest }) => {
    const sourceId = 'sourceId' in rest && typeof rest.sourceId === 'string' ? rest.sourceId : undefined;
    report(reasonOf({ error: toError(error), sourceId }), toError(error));
  });
  map.on('webglcontextlost', () => {
    queue.close();
    report('context_lost', new Error('The graphics context was lost'));
  });
  let isFirstStyle = true;
  map.on('style.load', () => {
    if (!isFirstStyle) {
      scene.restore();
      reported.delete('context_lost');
      options.onRecover?.();
    }
    isFirstStyle = false;
    queue.open();
  });
  map.on('move', () => queue.run(scene.followCamera));
  map.on('zoomend', () => queue.run(scene.followZoom));
  let isFollowing = false;
  map.on('move', () => {
    if (!isFollowing) options.onMove?.(readCamera(map));
  });
  let drawing: OutlineDrawing | null = null;
  listenToPointer(map, {
    isPaused: () => drawing !== null,
    onSelect: options.onSelect,
    onHover(hovered) {
      queue.run(() => scene.hover(hovered));
      options.onHover?.(hovered === null ? null : { kind: hovered.kind, id: hovered.id });
    }
  });

  let held = '';
  const bringData = async (next: MapSources): Promise<void> => {
    const asked = [next.units, next.houses, next.roofs, next.districts].join(' ');
    if (asked === held) return;
    held = asked;
    try {
      const data = await fetchQuarter(next, signal);
      // Of two changes in a row the first may arrive last.
      if (held === asked) queue.run(() => scene.setData(data));
    } catch (thrown) {
      if (held === asked) held = '';
      report('data', toError(thrown));
    }
  };
  const arrivals = Promise.all([
    bringData(sources),
    options.basemap === undefined
      ? null
      : loadBasemap(options.basemap, { attribution: options.attributions.basemap, signal })
          .then((basemap) => queue.run(() => scene.setBasemap(basemap)))
          .catch((thrown: unknown) => report('basemap', toError(thrown)))
  ]);

  let covered: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 };
  const setForm = (form: QuarterMapOptions['form']): void => {
    if (signal.aborted) return;
    controls.setForm(form);
    queue.run(() => {
      if (scene.settings.form === form) return;
      scene.setSettings({ form });
      moves.tiltFor(form);
    });
  };
  const controls = createControls(
    {
      zoomBy: moves.zoomBy,
      turnNorth: moves.turnNorth,
      goHome: () => moves.resetView(scene.settings.form),
      toggleForm() {
        const form = scene.settings.form === 'flat' ? 'storeys' : 'flat';
        setForm(form);
        options.onFormChange?.(form);
      }
    },
    options
  );
  const credits = new AttributionControl({ compact: undefined });
  const place = (isRtl: boolean): void => {
    map.addControl(controls, controlCorner('top', isRtl));
    map.addControl(credits, controlCorner('bottom', isRtl));
  };
  place(options.isRtl);
  let { isRtl } = options;
  const relabel = (labels: MapLabels): void => {
    controls.setLabels(labels);
    map.getCanvas().setAttribute('aria-label', labels.title);
    const toggle = container.querySelector('.maplibregl-ctrl-attrib-button');
    toggle?.setAttribute('title', labels.attribution);
    toggle?.setAttribute('aria-label', labels.attribution);
  };

  return {
    paintUnits: (painted) => queue.run(() => scene.paint({ kind: 'units', painted })),
    paintBuildings: (painted) => queue.run(() => scene.paint({ kind: 'buildings', painted })),
    setForm,
    setScheme(scheme) {
      if (signal.aborted) return;
      container.dataset.scheme = scheme;
      queue.run(() => scene.setSettings({ scheme }));
    },
    setLocale(locale, words) {
      if (signal.aborted) return;
      if (words.isRtl !== isRtl) {
        isRtl = words.isRtl;
        map.removeControl(controls);
        map.removeControl(credits);
        place(isRtl);
      }
      relabel(words.labels);
      queue.run(() => scene.setSettings({ locale }));
    },
    setSelection: (selection) => queue.run(() => scene.select(selection)),
    setDay: (day) => queue.run(() => scene.setDay(day)),
    setMarks: (marks, { keepsCamera = false } = {}) =>
      queue.run(() => {
        const isFirst = scene.places.length === 0;
        scene.setPlaces(marks);
        const inSight = marks.filter(({ lon, lat }) => isInSight(map, [lon, lat], covered)).length;
        const isEnough = isFirst ? inSight === marks.length : inSight > 0;
        const bounds = boundsOfMarks(marks);
        if (bounds !== null && !isEnough && !keepsCamera) moves.fitBounds(bounds, { padding: 56, maxZoom: 17.5 });
      }),
    setLitMark: (mark) => queue.run(() => scene.lightPlace(mark)),
    setAreas: (areas, litId = null) => queue.run(() => scene.setAreas(areas, litId)),
    setCamera(camera) {
      if (signal.aborted || isSameCamera(camera, readCamera(map))) return;
      isFollowing = true;
      map.jumpTo({ ...camera, center: [...camera.center] as [number, number] });
      isFollowing = false;
    },
    pick(clientX, clientY) {
      const { left, top, width, height } = map.getCanvas().getBoundingClientRect();
      const [x, y] = [clientX - left, clientY - top];
      if (!queue.isOpen || x < 0 || y < 0 || x > width || y > height) return null;
      const found = targetAt(map, [x, y]);
      return found && { kind: found.kind, id: found.id };
    },
    async drawOutlines(listener) {
      const [{ createOutlineDrawing }] = await Promise.all([import('./outline-drawing'), queue.whenOpen()]);
      if (signal.aborted) return null;
      drawing?.stop();
      const begun = createOutlineDrawing(map, { color: TOKENS[scene.settings.scheme].teal, listener });
      drawing = begun;
      return {
        ...begun,
        stop() {
          if (signal.aborted || drawing !== begun) return;
          begun.stop();
          drawing = null;
        }
      };
    },
    setSources: (next) => void bringData(resolveSources(next, document.baseURI)),
    setPadding: (padding) => {
      covered = padding;
      queue.run(() => moves.setPadding(padding));
    },
    flyTo: (camera) => queue.run(() => moves.flyTo(camera)),
    fitBounds: (bounds, fit) => queue.run(() => moves.fitBounds(bounds, fit)),
    resetView: () => queue.run(() => moves.resetView(scene.settings.form)),
    resize: () => queue.run(() => void map.resize()),
    async whenIdle() {
      await arrivals;
      await queue.whenOpen();
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        void map.once('idle', () => resolve());
        map.triggerRepaint();
      });
    },
    destroy() {
      if (signal.aborted) return;
      drawing?.stop();
      life.abort();
      map.remove();
    },
    probe: probeMap(map, scene, queue)
  };
}
