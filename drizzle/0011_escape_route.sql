ALTER TABLE "unit" ADD COLUMN "has_second_escape_route" boolean;--> statement-breakpoint
-- The view of what was known names its columns: the new one joins them at the end.
CREATE OR REPLACE VIEW "known"."unit" AS
  SELECT t.* FROM "public"."unit" t WHERE NOT EXISTS (SELECT FROM "public"."audit_row" r
    WHERE r.entity = 'unit' AND r.row_key = t.id::text AND r.at > "known"."known_at"())
  UNION ALL
  SELECT (jsonb_populate_record(NULL::"public"."unit", first.old)).* FROM (
    SELECT DISTINCT ON (r.row_key) r.old FROM "public"."audit_row" r
    WHERE r.entity = 'unit' AND r.at > "known"."known_at"() ORDER BY r.row_key, r.id) first
  WHERE first.old IS NOT NULL;
