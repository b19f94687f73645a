import * as v from 'valibot';
import type { FormIssue, FormIssues, FormValues } from '../../domain/form';

export type ParsedForm<Value> =
  | { readonly value: Value; readonly issues: null; readonly values: FormValues }
  | { readonly value: null; readonly issues: FormIssues; readonly values: FormValues };

/** Fields whose names say that they hold a secret. They are never sent back. */
const SECRET_FIELD = /password|token|code/i;

/**
 * Reads a form by a valibot schema whose messages are issue codes: `v.pipe(v.string(), v.minLength(1, 'missing'))`.
 * Text is trimmed except in passwords. A field that stands in the form several times is read as a list where the
 * schema has a `v.array` there. Only the first issue of a field is reported.
 */
export function parseForm<const Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  data: FormData
): ParsedForm<v.InferOutput<Schema>> {
  const input: Record<string, unknown> = {};
  const values: Record<string, string> = {};
  for (const [name, entry] of Object.entries(schema.entries)) {
    const texts = data.getAll(name).map((value) => readText(name, value));
    input[name] = isList(entry) ? texts : (texts[0] ?? '');
    if (!SECRET_FIELD.test(name)) values[name] = texts.join(',');
  }
  const result = v.safeParse(schema, input);
  if (result.success) return { value: result.output, issues: null, values };
  const issues: Record<string, FormIssue> = {};
  for (const issue of result.issues) issues[String(issue.path?.[0]?.key ?? 'form')] ??= { code: issue.message };
  return { value: null, issues, values };
}

/** A file where text belongs counts as nothing. */
function readText(name: string, value: FormDataEntryValue): string {
  if (typeof value !== 'string') return '';
  return /password/i.test(name) ? value : value.trim();
}

function isList(schema: v.GenericSchema | v.GenericSchemaAsync): boolean {
  if (schema.type === 'array') return true;
  return 'pipe' in schema && Array.isArray(schema.pipe) && schema.pipe[0]?.type === 'array';
}
