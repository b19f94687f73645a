-- Rules that the schema language cannot say: exclusive intervals, no gaps, append-only audit, revisions, search.

ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_no_overlap"
  EXCLUDE USING gist ("unit_id" WITH =, "valid" WITH &&) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_no_overlap"
  EXCLUDE USING gist ("unit_id" WITH =, "valid" WITH &&) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE "building_renewal" ADD CONSTRAINT "building_renewal_no_overlap"
  EXCLUDE USING gist ("building_id" WITH =, "valid" WITH &&) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- Without overlap there is a gap exactly when the pieces together are not one range.
CREATE FUNCTION "occupancy_reject_gap"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched integer := CASE WHEN TG_OP = 'DELETE' THEN OLD.unit_id ELSE NEW.unit_id END;
  existence daterange;
  covered datemultirange;
BEGIN
  SELECT range_agg(o.valid) INTO covered FROM occupancy o WHERE o.unit_id = touched;
  IF covered IS NULL THEN RETURN NULL; END IF;
  IF covered <> datemultirange(range_merge(covered)) THEN
    RAISE EXCEPTION 'unit % has a gap between its occupancies', touched
      USING ERRCODE = 'check_violation', CONSTRAINT = 'occupancy_no_gap';
  END IF;
  SELECT u.valid INTO existence FROM unit u WHERE u.id = touched;
  IF existence IS NOT NULL AND NOT covered <@ existence THEN
    RAISE EXCEPTION 'unit % has an occupancy outside its existence', touched
      USING ERRCODE = 'check_violation', CONSTRAINT = 'occupancy_within_unit';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "occupancy_no_gap" AFTER INSERT OR UPDATE OR DELETE ON "occupancy"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "occupancy_reject_gap"();
--> statement-breakpoint
CREATE FUNCTION "audit_event_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit list is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_refuse"();
--> statement-breakpoint
INSERT INTO "revision" ("scope", "value") VALUES ('geometry', 1), ('attributes', 1), ('stock', 1);
--> statement-breakpoint
-- Raised once per statement; listeners hear it once per transaction (equal notifications are folded).
CREATE FUNCTION "revision_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE revision SET value = value + 1 WHERE scope = TG_ARGV[0];
  PERFORM pg_notify('revision', TG_ARGV[0]);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quarter', 'district', 'block', 'context_feature', 'building', 'storey', 'unit',
    'translation'] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION revision_raise(''geometry'')',
      name || '_geometry_revision', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['quarter', 'building', 'building_renewal', 'unit', 'occupancy', 'tenancy', 'business',
    'use_plan', 'use_plan_target', 'listing', 'measure', 'measure_building', 'milestone', 'funding_line',
    'indicator', 'observation', 'translation'] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION revision_raise(''attributes'')',
      name || '_attributes_revision', name);
  END LOOP;
  -- What vacancy figures are worked out from.
  FOREACH name IN ARRAY ARRAY['quarter', 'building', 'storey', 'unit', 'occupancy', 'tenancy'] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION revision_raise(''stock'')',
      name || '_stock_revision', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- One spelling for stored text and query: lower case, no accents, every "straße", "strasse", "str." ends in "str".
CREATE FUNCTION "search_normal"(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(
    regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, replace(value, 'ß', 'ss'))), 'str(asse|\.)', 'str', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;
--> statement-breakpoint
-- Streets are few and houses many: one entry per street takes the typing errors, an index leads on to its houses.
CREATE SEQUENCE "search_street_id" AS integer;
--> statement-breakpoint
CREATE INDEX "building_search_address" ON "building" ("quarter_id", search_normal("street"), lower(replace("house_number", ' ', '')));
--> statement-breakpoint
-- Lists of houses as one walks along the street.
CREATE INDEX "building_walk" ON "building"
  ("quarter_id", "street", (substring("house_number" from '^[0-9]{1,6}')::int), "house_number", "id");
--> statement-breakpoint
CREATE INDEX "building_district_walk" ON "building"
  ("district_id", "street", (substring("house_number" from '^[0-9]{1,6}')::int), "house_number", "id");
--> statement-breakpoint
CREATE INDEX "unit_search_code" ON "unit" (search_normal("code") text_pattern_ops);
--> statement-breakpoint
CREATE FUNCTION "search_index_streets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_entry (entity, entity_id, quarter_id, haystack, rank)
    SELECT 'street', nextval('search_street_id'), s.quarter_id, s.haystack, 0
    FROM (SELECT DISTINCT c.quarter_id, search_normal(c.street) AS haystack
      FROM (SELECT DISTINCT quarter_id, street FROM changed WHERE street IS NOT NULL) c) s
    WHERE NOT EXISTS (SELECT FROM search_entry e
      WHERE e.entity = 'street' AND e.quarter_id = s.quarter_id AND e.haystack = s.haystack);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "search_forget_streets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_entry e USING (SELECT DISTINCT quarter_id, search_normal(street) AS haystack FROM gone WHERE street IS NOT NULL) g
    WHERE e.entity = 'street' AND e.quarter_id = g.quarter_id AND e.haystack = g.haystack
      AND NOT EXISTS (SELECT FROM building b WHERE b.quarter_id = g.quarter_id AND search_normal(b.street) = g.haystack);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "building_search_insert" AFTER INSERT ON "building" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "search_index_streets"();
--> statement-breakpoint
CREATE TRIGGER "building_search_update" AFTER UPDATE ON "building" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "search_index_streets"();
--> statement-breakpoint
CREATE TRIGGER "building_search_update_forget" AFTER UPDATE ON "building" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "search_forget_streets"();
--> statement-breakpoint
CREATE TRIGGER "building_search_delete" AFTER DELETE ON "building" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "search_forget_streets"();
--> statement-breakpoint
CREATE FUNCTION "search_index_building"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_entry WHERE entity = 'building' AND entity_id = NEW.id;
  IF NEW.name IS NOT NULL THEN
    INSERT INTO search_entry (entity, entity_id, quarter_id, haystack, rank) VALUES ('building', NEW.id, NEW.quarter_id,
      search_normal(NEW.name), CASE WHEN NEW.block_id IS NULL THEN 0 ELSE 1 END);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "building_search_name" AFTER INSERT ON "building"
  FOR EACH ROW WHEN (NEW.name IS NOT NULL) EXECUTE FUNCTION "search_index_building"();
--> statement-breakpoint
CREATE TRIGGER "building_search_rename" AFTER UPDATE OF name, block_id ON "building"
  FOR EACH ROW WHEN (NEW.name IS NOT NULL OR OLD.name IS NOT NULL) EXECUTE FUNCTION "search_index_building"();
--> statement-breakpoint
CREATE FUNCTION "search_index_business"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_entry WHERE entity = 'business' AND entity_id = NEW.id;
  IF NEW.is_public THEN
    INSERT INTO search_entry (entity, entity_id, quarter_id, haystack, rank)
      VALUES ('business', NEW.id, NEW.quarter_id, search_normal(NEW.name), 2);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "business_search" AFTER INSERT OR UPDATE OF name, is_public ON "business"
  FOR EACH ROW EXECUTE FUNCTION "search_index_business"();
--> statement-breakpoint
CREATE FUNCTION "search_forget"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_entry WHERE entity = TG_ARGV[0] AND entity_id = OLD.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "building_search_forget" AFTER DELETE ON "building"
  FOR EACH ROW WHEN (OLD.name IS NOT NULL) EXECUTE FUNCTION "search_forget"('building');
--> statement-breakpoint
CREATE TRIGGER "business_search_forget" AFTER DELETE ON "business" FOR EACH ROW EXECUTE FUNCTION "search_forget"('business');
