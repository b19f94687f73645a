export type DomainErrorKind = 'not_found' | 'forbidden' | 'invalid' | 'conflict';

/**
 * The one error that services and pure rules throw on purpose. `code` is a message key that the edge
 * translates; `details` are plain values to put into that message (never restricted data).
 */
export class DomainError extends Error {
  readonly kind: DomainErrorKind;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(kind: DomainErrorKind, code: string, details: Record<string, string | number> = {}, cause?: unknown) {
    super(`${kind}: ${code}`, cause === undefined ? undefined : { cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}
