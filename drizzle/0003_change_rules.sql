-- What makes upkeep traceable: rows before and after each change, past knowledge as views, a list of changed stock.

ALTER TABLE "audit_event" ALTER COLUMN "at" SET DEFAULT clock_timestamp();
--> statement-breakpoint
-- Where a row in `audit_row` names a change, the change is written in the same transaction, before or after; a change
-- takes back one that is there. No foreign keys: they lock the row that they point at, which wants the right to update
-- it, and nobody has that right on the audit list. Events never go, so looking is enough.
CREATE FUNCTION "audit_requires_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted integer;
BEGIN
  IF TG_TABLE_NAME = 'audit_row' THEN wanted := NEW.event_id; ELSE wanted := NEW.undoes_id; END IF;
  IF NOT EXISTS (SELECT FROM audit_event WHERE id = wanted) THEN
    RAISE EXCEPTION 'there is no change %', wanted USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "audit_row_has_event" AFTER INSERT ON "audit_row" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.event_id IS NOT NULL) EXECUTE FUNCTION "audit_requires_event"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "audit_event_undoes_one" AFTER INSERT ON "audit_event"
  FOR EACH ROW WHEN (NEW.undoes_id IS NOT NULL) EXECUTE FUNCTION "audit_requires_event"();
--> statement-breakpoint
CREATE TRIGGER "audit_row_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_row"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_refuse"();
--> statement-breakpoint
-- The trigger holds against a superuser, the missing right against everybody else.
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event", "audit_row" FROM PUBLIC, CURRENT_USER;
--> statement-breakpoint
-- The setting iq_ost.event names the change in whose transaction this happens, iq_ost.event_at its time. Rows that
-- appear outside of a change (seeding, a first import) count as known from the beginning.
CREATE FUNCTION "audit_record"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  after jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
  IF before = after THEN RETURN NULL; END IF;
  INSERT INTO audit_row (event_id, at, entity, row_key, old, new) VALUES (
    nullif(current_setting('iq_ost.event', true), '')::integer,
    coalesce(nullif(current_setting('iq_ost.event_at', true), '')::timestamptz, clock_timestamp()),
    TG_TABLE_NAME,
    CASE TG_TABLE_NAME
      WHEN 'unit_predecessor' THEN concat_ws(' ', coalesce(after, before)->>'unit_id', coalesce(after, before)->>'predecessor_id')
      ELSE coalesce(after, before)->>'id'
    END,
    before, after);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['building', 'building_renewal', 'storey', 'unit', 'unit_predecessor', 'occupancy',
    'tenancy', 'business', 'party'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I FOR EACH ROW
      WHEN (current_setting(''iq_ost.event'', true) <> '''') EXECUTE FUNCTION audit_record()', name || '_audit_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_record()',
      name || '_audit', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION "change_announce"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('change', NEW.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_event_announce" AFTER INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "change_announce"();
--> statement-breakpoint
-- With search_path "known, public" a query reads what was recorded at the instant iq_ost.known_at: of each row the
-- image before the first later change, or the row itself where none came later.
CREATE SCHEMA "known";
--> statement-breakpoint
CREATE FUNCTION "known"."known_at"() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT current_setting('iq_ost.known_at')::timestamptz
$$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
  key text;
BEGIN
  FOREACH name IN ARRAY ARRAY['building', 'building_renewal', 'storey', 'unit', 'unit_predecessor', 'occupancy',
    'tenancy', 'business'] LOOP
    key := CASE name WHEN 'unit_predecessor' THEN 'concat_ws('' '', t.unit_id, t.predecessor_id)' ELSE 't.id::text' END;
    EXECUTE format($view$
      CREATE VIEW known.%1$I AS
        SELECT t.* FROM public.%1$I t WHERE NOT EXISTS (SELECT FROM public.audit_row r
          WHERE r.entity = %1$L AND r.row_key = %2$s AND r.at > known.known_at())
        UNION ALL
        SELECT (jsonb_populate_record(NULL::public.%1$I, first.old)).* FROM (
          SELECT DISTINCT ON (r.row_key) r.old FROM public.audit_row r
          WHERE r.entity = %1$L AND r.at > known.known_at() ORDER BY r.row_key, r.id) first
        WHERE first.old IS NOT NULL$view$, name, key);
  END LOOP;
END $$;
--> statement-breakpoint
-- A unit cannot shrink away from under its occupancies.
CREATE FUNCTION "unit_reject_orphans"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM occupancy o JOIN unit u ON u.id = o.unit_id WHERE u.id = NEW.id AND NOT o.valid <@ u.valid) THEN
    RAISE EXCEPTION 'unit % has an occupancy outside its existence', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'occupancy_within_unit';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "unit_keeps_occupancies" AFTER UPDATE OF valid ON "unit"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "unit_reject_orphans"();
--> statement-breakpoint
-- The revision of the stock names the units that it is about, so that figures in memory can follow.
CREATE FUNCTION "stock_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current bigint;
  touched integer[];
  most constant integer := 2000;
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    IF TG_TABLE_NAME = 'unit' THEN
      SELECT array_agg(id) INTO touched FROM (SELECT id FROM changed LIMIT most + 1) c;
    ELSIF TG_TABLE_NAME IN ('occupancy', 'tenancy') AND TG_OP = 'UPDATE' THEN
      -- One that moves to another unit is about the unit that it leaves, too.
      SELECT array_agg(unit_id) INTO touched FROM
        (SELECT unit_id FROM changed UNION SELECT unit_id FROM former LIMIT most + 1) c;
    ELSIF TG_TABLE_NAME IN ('occupancy', 'tenancy') THEN
      SELECT array_agg(unit_id) INTO touched FROM (SELECT DISTINCT unit_id FROM changed LIMIT most + 1) c;
    ELSIF TG_TABLE_NAME = 'storey' THEN
      SELECT array_agg(id) INTO touched FROM (SELECT u.id FROM unit u JOIN changed c ON c.id = u.storey_id LIMIT most + 1) c;
    ELSE
      SELECT array_agg(id) INTO touched FROM (SELECT u.id FROM unit u JOIN changed c ON c.id = u.building_id LIMIT most + 1) c;
    END IF;
    IF touched IS NULL THEN RETURN NULL; END IF;
  END IF;
  UPDATE revision SET value = value + 1 WHERE scope = 'stock' RETURNING value INTO current;
  PERFORM pg_notify('revision', 'stock');
  IF TG_OP = 'TRUNCATE' OR cardinality(touched) > most THEN
    INSERT INTO stock_change (revision, unit_id) VALUES (current, NULL);
  ELSE
    INSERT INTO stock_change (revision, unit_id) SELECT current, unnest(touched);
  END IF;
  IF current % 100 = 0 THEN DELETE FROM stock_change WHERE revision < current - 2000; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['building', 'storey', 'unit', 'occupancy', 'tenancy'] LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_stock_revision', name);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION stock_raise()', name || '_stock_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS former NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION stock_raise()', name || '_stock_update', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION stock_raise()', name || '_stock_delete', name);
    EXECUTE format('CREATE TRIGGER %I AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION stock_raise()',
      name || '_stock_truncate', name);
  END LOOP;
END $$;

--> statement-breakpoint
-- Outlines of houses change far more rarely than units: what is worked out from all of them is kept longer.
INSERT INTO "revision" ("scope", "value") VALUES ('houses', 1);
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quarter', 'block', 'building', 'source'] LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION revision_raise(''houses'')',
      name || '_houses_revision', name);
  END LOOP;
END $$;
