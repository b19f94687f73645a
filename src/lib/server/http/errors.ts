import { error } from '@sveltejs/kit';
import { DomainError, type DomainErrorKind } from '../../domain/errors';

/** The only place where a refusal of the domain becomes an HTTP status. */
export const STATUS_BY_KIND: Readonly<Record<DomainErrorKind, number>> = {
  not_found: 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409
};

/** Runs `service` and turns its DomainError into SvelteKit's expected error; unknown errors pass through. */
export async function guard<T>(service: () => Promise<T>): Promise<T> {
  try {
    return await service();
  } catch (cause) {
    if (cause instanceof DomainError) error(STATUS_BY_KIND[cause.kind], { message: cause.message, code: cause.code });
    throw cause;
  }
}
