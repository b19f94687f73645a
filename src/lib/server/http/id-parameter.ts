import { readId } from '../../domain/id-list';

/** The id that a parameter of an address names; null where it names none. */
export function readIdParameter(url: URL, name: string): number | null {
  return readId(url.searchParams.get(name) ?? '');
}

/** The page of a list that an address asks for; anything but a number is the first. */
export function readPageParameter(url: URL): number {
  return Number(url.searchParams.get('page') ?? 1);
}

/** Text that was typed into a filter, cut to what can be meant. */
export function readTextParameter(url: URL, name: string): string {
  return (url.searchParams.get(name) ?? '').replaceAll('\0', ' ').trim().slice(0, 120);
}
