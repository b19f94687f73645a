/** Why a value was refused: a message key, with what belongs into the message. */
export interface FormIssue {
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Issues by the name of their field; `form` is about the form as a whole. */
export type FormIssues = Readonly<Record<string, FormIssue>>;

/** What was typed, to be shown again; never a password or a file. */
export type FormValues = Readonly<Record<string, string>>;
