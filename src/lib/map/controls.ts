import type { ControlPosition, IControl, Map as MaplibreMap } from 'maplibre-gl';
import type { MapForm } from '../domain/view-state';
import type { MapLabels } from './options';

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines of the buttons in a 24 by 24 grid. */
const ICONS = {
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  compass: 'M12 3l4 9H8z',
  form: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  home: 'M4 11l8-7 8 7M6.5 9.5V20h11V9.5'
} as const;
type Button = keyof typeof ICONS;

export interface ControlActions {
  zoomBy(steps: 1 | -1): void;
  turnNorth(): void;
  toggleForm(): void;
  goHome(): void;
}

export interface QuarterControls extends IControl {
  setLabels(labels: MapLabels): void;
  setForm(form: MapForm): void;
}

/** Where buttons and credits go: at the end of the line, which is left where the page runs from right to left. */
export function controlCorner(edge: 'top' | 'bottom', isRtl: boolean): ControlPosition {
  return `${edge}-${isRtl ? 'left' : 'right'}`;
}

/** Zoom, compass, form and home as one group of buttons: everything that dragging does can be done with them. */
export function createControls(
  actions: ControlActions,
  initial: { labels: MapLabels; form: MapForm }
): QuarterControls {
  let { labels, form } = initial;
  let container: HTMLElement | null = null;
  let needle: SVGElement | null = null;
  let map: MaplibreMap | null = null;
  const buttons = new Map<Button, HTMLButtonElement>();

  const turnNeedle = (): void => {
    if (map === null || needle === null) return;
    needle.style.transform = `rotate(${-map.getBearing()}deg)`;
  };
  const relabel = (): void => {
    container?.setAttribute('aria-label', labels.controls);
    const titles: Record<Button, string> = {
      zoomIn: labels.zoomIn,
      zoomOut: labels.zoomOut,
      compass: labels.compass,
      form: form === 'flat' ? labels.storeys : labels.flat,
      home: labels.home
    };
    for (const [name, button] of buttons) {
      button.title = titles[name];
      button.setAttribute('aria-label', titles[name]);
    }
  };
  const press: Record<Button, () => void> = {
    zoomIn: () => actions.zoomBy(1),
    zoomOut: () => actions.zoomBy(-1),
    compass: () => actions.turnNorth(),
    form: () => actions.toggleForm(),
    home: () => actions.goHome()
  };

  return {
    onAdd(added) {
      map = added;
      container = document.createElement('div');
      container.className = 'maplibregl-ctrl maplibregl-ctrl-group quarter-controls';
      container.setAttribute('role', 'group');
      for (const name of Object.keys(ICONS) as Button[]) {
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset.control = name;
        const icon = drawIcon(name);
        if (name === 'compass') needle = icon;
        button.append(icon);
        button.addEventListener('click', press[name]);
        buttons.set(name, button);
        container.append(button);
      }
      relabel();
      turnNeedle();
      map.on('rotate', turnNeedle);
      return container;
    },
    onRemove() {
      map?.off('rotate', turnNeedle);
      container?.remove();
      buttons.clear();
      [container, needle, map] = [null, null, null];
    },
    setLabels(next) {
      labels = next;
      relabel();
    },
    setForm(next) {
      form = next;
      relabel();
    }
  };
}

function drawIcon(name: Button): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  icon.append(path);
  if (name === 'compass') {
    const south = document.createElementNS(SVG, 'path');
    south.setAttribute('d', 'M12 21l-4-9h8z');
    south.setAttribute('class', 'south');
    icon.append(south);
  }
  return icon;
}
