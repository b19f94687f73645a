import { createSubscriber } from 'svelte/reactivity';
import { readIds } from '../../domain/id-list';

const KEY = 'favourites';
/** Told on this page; other pages of the browser hear `storage`. */
const CHANGED = 'favourites-changed';
const MOST = 100;

/** Nothing is kept here: the browser's storage is the one place, and this only tells when to look again. */
const follow = createSubscriber((update) => {
  addEventListener(CHANGED, update);
  addEventListener('storage', update);
  return () => {
    removeEventListener(CHANGED, update);
    removeEventListener('storage', update);
  };
});

/** Ids of the remembered offers, the newest last; empty on the server and where the browser keeps nothing. */
export function listFavourites(): readonly number[] {
  if (typeof window === 'undefined') return [];
  follow();
  return readIds(readStored());
}

/** Remembers offers. False where the browser lets nothing be kept. */
export function addFavourites(ids: readonly number[]): boolean {
  const others = readIds(readStored()).filter((id) => !ids.includes(id));
  return store([...others, ...ids].slice(-MOST));
}

/** Forgets offers. False where the browser lets nothing be kept. */
export function dropFavourites(ids: readonly number[]): boolean {
  return store(readIds(readStored()).filter((id) => !ids.includes(id)));
}

/** Storage may be forbidden altogether; reading it throws then. */
function readStored(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch (thrown) {
    if (thrown instanceof DOMException) return '';
    throw thrown;
  }
}

function store(ids: readonly number[]): boolean {
  try {
    if (ids.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, ids.join());
  } catch (thrown) {
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
  dispatchEvent(new Event(CHANGED));
  return true;
}
