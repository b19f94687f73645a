-- Offers and the guide are traceable like facts; people who ask are not: what is about them must be deletable.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['listing', 'guide_step', 'advice_office'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I FOR EACH ROW
      WHEN (current_setting(''iq_ost.event'', true) <> '''') EXECUTE FUNCTION audit_record()', name || '_audit_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_record()',
      name || '_audit', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A translation has no id of its own: its key is what it translates.
CREATE OR REPLACE FUNCTION "audit_record"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  after jsonb;
  subject jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
  IF before = after THEN RETURN NULL; END IF;
  subject := coalesce(after, before);
  INSERT INTO audit_row (event_id, at, entity, row_key, old, new) VALUES (
    nullif(current_setting('iq_ost.event', true), '')::integer,
    coalesce(nullif(current_setting('iq_ost.event_at', true), '')::timestamptz, clock_timestamp()),
    TG_TABLE_NAME,
    CASE TG_TABLE_NAME
      WHEN 'unit_predecessor' THEN concat_ws(' ', subject->>'unit_id', subject->>'predecessor_id')
      WHEN 'translation' THEN concat_ws(' ', subject->>'entity', subject->>'entity_id', subject->>'field', subject->>'locale')
      ELSE subject->>'id'
    END,
    before, after);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Texts that people edit in every language: taking a change back brings the translations back, too.
CREATE TRIGGER "translation_audit_insert" AFTER INSERT ON "translation" FOR EACH ROW
  WHEN (current_setting('iq_ost.event', true) <> '' AND NEW.entity IN ('business', 'listing', 'guide_step', 'advice_office'))
  EXECUTE FUNCTION audit_record();
--> statement-breakpoint
CREATE TRIGGER "translation_audit" AFTER UPDATE OR DELETE ON "translation" FOR EACH ROW
  WHEN (OLD.entity IN ('business', 'listing', 'guide_step', 'advice_office')) EXECUTE FUNCTION audit_record();
--> statement-breakpoint
-- Of an offer before this version no image was kept: it counts as known from the beginning as it is now.
DROP VIEW "known"."business";
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['business', 'listing'] LOOP
    EXECUTE format($view$
      CREATE VIEW known.%1$I AS
        SELECT t.* FROM public.%1$I t WHERE NOT EXISTS (SELECT FROM public.audit_row r
          WHERE r.entity = %1$L AND r.row_key = t.id::text AND r.at > known.known_at())
        UNION ALL
        SELECT (jsonb_populate_record(NULL::public.%1$I, first.old)).* FROM (
          SELECT DISTINCT ON (r.row_key) r.old FROM public.audit_row r
          WHERE r.entity = %1$L AND r.at > known.known_at() ORDER BY r.row_key, r.id) first
        WHERE first.old IS NOT NULL$view$, name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What the space finder keeps in memory of offers; the units under them have the scope `stock`.
INSERT INTO "revision" ("scope", "value") VALUES ('offers', 1);
--> statement-breakpoint
CREATE TRIGGER "listing_offers_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "listing"
  FOR EACH STATEMENT EXECUTE FUNCTION "revision_raise"('offers');
