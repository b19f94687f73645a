import { redirect } from '@sveltejs/kit';
import { can } from '../../domain/access';
import type { IsoDate } from '../../domain/interval';
import { readViewDate } from '../../domain/view-state';
import type { ServiceContext } from '../context';
import { asKnownOn } from '../change/past-knowledge';

interface Asked {
  readonly url: URL;
  readonly locals: { readonly context: ServiceContext };
}

/** Whose knowledge a page shows. */
export interface Known {
  /** The day at whose end it was recorded; null shows what is known now. */
  readonly on: IsoDate | null;
  /** An earlier day was asked for by somebody who may not, or it is no day that has come: the present is shown. */
  readonly isRefused: boolean;
}

/** Reads the parameter `known` and no other, so that a change of theme or filter loads nothing again. */
export function readKnown({ url, locals: { context } }: Asked): Known {
  const asked = url.searchParams.get('known');
  if (asked === null) return { on: null, isRefused: false };
  const day = readViewDate(asked);
  const isShown = day !== null && day <= context.today && can(context.actor, 'past-knowledge:read');
  return { on: isShown ? day : null, isRefused: !isShown };
}

/** Runs `read` on what was known on the day that the address asks for, else on the present. Errors as `read`. */
export function withKnowledge<T>(event: Asked, read: (context: ServiceContext) => Promise<T>): Promise<T> {
  const { on } = readKnown(event);
  const { context } = event.locals;
  return on === null ? read(context) : asKnownOn(context, on, read);
}

/** Leaves a page that changes records for the present, where an earlier knowledge is asked for. */
export function leavePastKnowledge({ url }: Pick<Asked, 'url'>): void {
  if (!url.searchParams.has('known')) return;
  const search = new URLSearchParams(url.searchParams);
  search.delete('known');
  redirect(303, search.size > 0 ? `${url.pathname}?${search}` : url.pathname);
}
