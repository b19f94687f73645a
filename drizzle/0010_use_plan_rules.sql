-- Plans, their hints and ratios, and measures begun from them are traceable; what the public says on a plan is not: it
-- must be deletable.
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
      WHEN 'measure_building' THEN concat_ws(' ', subject->>'measure_id', subject->>'building_id')
      WHEN 'translation' THEN concat_ws(' ', subject->>'entity', subject->>'entity_id', subject->>'field', subject->>'locale')
      ELSE subject->>'id'
    END,
    before, after);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['use_plan', 'use_plan_target', 'use_plan_area', 'plan_follow_up', 'plan_ratio', 'plan_rule',
    'block', 'measure', 'measure_building'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I FOR EACH ROW
      WHEN (current_setting(''iq_ost.event'', true) <> '''') EXECUTE FUNCTION audit_record()', name || '_audit_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_record()',
      name || '_audit', name);
  END LOOP;
END $$;
--> statement-breakpoint
DROP TRIGGER "translation_audit_insert" ON "translation";
--> statement-breakpoint
DROP TRIGGER "translation_audit" ON "translation";
--> statement-breakpoint
CREATE TRIGGER "translation_audit_insert" AFTER INSERT ON "translation" FOR EACH ROW
  WHEN (current_setting('iq_ost.event', true) <> ''
    AND NEW.entity IN ('business', 'listing', 'guide_step', 'advice_office', 'use_plan', 'plan_rule', 'measure'))
  EXECUTE FUNCTION audit_record();
--> statement-breakpoint
CREATE TRIGGER "translation_audit" AFTER UPDATE OR DELETE ON "translation" FOR EACH ROW
  WHEN (OLD.entity IN ('business', 'listing', 'guide_step', 'advice_office', 'use_plan', 'plan_rule', 'measure'))
  EXECUTE FUNCTION audit_record();
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['use_plan', 'use_plan_target', 'use_plan_area'] LOOP
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
-- A plan that is no draft is what people were asked about or what was decided: nothing draws on it any more. Only the
-- author's folder may, which says so for its transaction.
CREATE FUNCTION "use_plan_is_authored"() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('iq_ost.authoring', true), '') = 'on'
$$;
--> statement-breakpoint
CREATE FUNCTION "use_plan_refuse"(plan integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'plan % is not a draft any more', plan USING ERRCODE = 'check_violation', CONSTRAINT = 'use_plan_frozen';
END $$;
--> statement-breakpoint
CREATE FUNCTION "use_plan_keep_content"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen integer;
BEGIN
  IF use_plan_is_authored() THEN RETURN coalesce(NEW, OLD); END IF;
  SELECT p.id INTO frozen FROM (SELECT id, status FROM public.use_plan
    WHERE id IN ((to_jsonb(OLD)->>'plan_id')::integer, (to_jsonb(NEW)->>'plan_id')::integer) FOR SHARE) p
    WHERE p.status <> 'draft' LIMIT 1;
  IF frozen IS NOT NULL THEN PERFORM use_plan_refuse(frozen); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER "use_plan_target_kept" BEFORE INSERT OR UPDATE OR DELETE ON "use_plan_target"
  FOR EACH ROW EXECUTE FUNCTION "use_plan_keep_content"();
--> statement-breakpoint
CREATE TRIGGER "use_plan_area_kept" BEFORE INSERT OR UPDATE OR DELETE ON "use_plan_area"
  FOR EACH ROW EXECUTE FUNCTION "use_plan_keep_content"();
--> statement-breakpoint
-- What is decided on a plan may still change, one way only; what the plan says may not.
CREATE FUNCTION "use_plan_keep_head"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF use_plan_is_authored() OR OLD.status = 'draft' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' THEN PERFORM use_plan_refuse(OLD.id); END IF;
  IF (NEW.quarter_id, NEW.block_id, NEW.ref, NEW.series, NEW.version, NEW.based_on_id, NEW.title, NEW.summary, NEW.horizon_on)
    IS DISTINCT FROM
    (OLD.quarter_id, OLD.block_id, OLD.ref, OLD.series, OLD.version, OLD.based_on_id, OLD.title, OLD.summary, OLD.horizon_on)
    OR OLD.status = 'withdrawn' OR (OLD.status = 'adopted' AND (NEW.status <> 'withdrawn'
      OR (NEW.adopted_on, NEW.decision, NEW.consultation_from, NEW.consultation_to)
        IS DISTINCT FROM (OLD.adopted_on, OLD.decision, OLD.consultation_from, OLD.consultation_to)))
  THEN PERFORM use_plan_refuse(OLD.id); END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "use_plan_kept" BEFORE UPDATE OR DELETE ON "use_plan"
  FOR EACH ROW EXECUTE FUNCTION "use_plan_keep_head"();
--> statement-breakpoint
CREATE FUNCTION "use_plan_keep_words"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen integer;
BEGIN
  IF use_plan_is_authored() THEN RETURN coalesce(NEW, OLD); END IF;
  SELECT id INTO frozen FROM public.use_plan WHERE status <> 'draft' AND id IN (
    CASE WHEN to_jsonb(OLD)->>'entity' = 'use_plan' THEN (to_jsonb(OLD)->>'entity_id')::integer END,
    CASE WHEN to_jsonb(NEW)->>'entity' = 'use_plan' THEN (to_jsonb(NEW)->>'entity_id')::integer END) LIMIT 1;
  IF frozen IS NOT NULL THEN PERFORM use_plan_refuse(frozen); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER "translation_use_plan_kept_insert" BEFORE INSERT ON "translation"
  FOR EACH ROW WHEN (NEW.entity = 'use_plan') EXECUTE FUNCTION "use_plan_keep_words"();
--> statement-breakpoint
CREATE TRIGGER "translation_use_plan_kept" BEFORE UPDATE OR DELETE ON "translation"
  FOR EACH ROW WHEN (OLD.entity = 'use_plan') EXECUTE FUNCTION "use_plan_keep_words"();
--> statement-breakpoint
-- Drawing on a draft is told to those who draw, and has no public page read again.
INSERT INTO "revision" ("scope", "value") VALUES ('plans', 1);
--> statement-breakpoint
DROP TRIGGER "use_plan_attributes_revision" ON "use_plan";
--> statement-breakpoint
DROP TRIGGER "use_plan_target_attributes_revision" ON "use_plan_target";
--> statement-breakpoint
CREATE FUNCTION "use_plan_content_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_public boolean := true;
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
    is_public := EXISTS (SELECT FROM changed c JOIN public.use_plan p ON p.id = c.plan_id WHERE p.status <> 'draft');
  END IF;
  IF is_public THEN
    UPDATE revision SET value = value + 1 WHERE scope = 'attributes';
    PERFORM pg_notify('revision', 'attributes');
  END IF;
  UPDATE revision SET value = value + 1 WHERE scope = 'plans';
  PERFORM pg_notify('revision', 'plans');
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['use_plan_target', 'use_plan_area'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION use_plan_content_raise()', name || '_revision_insert', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION use_plan_content_raise()', name || '_revision_update', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION use_plan_content_raise()', name || '_revision_delete', name);
    EXECUTE format('CREATE TRIGGER %I AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION use_plan_content_raise()', name || '_revision_truncate', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION "use_plan_head_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(to_jsonb(OLD)->>'status', 'draft') <> 'draft' OR coalesce(to_jsonb(NEW)->>'status', 'draft') <> 'draft' THEN
    UPDATE revision SET value = value + 1 WHERE scope = 'attributes';
    PERFORM pg_notify('revision', 'attributes');
  END IF;
  UPDATE revision SET value = value + 1 WHERE scope = 'plans';
  PERFORM pg_notify('revision', 'plans');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "use_plan_revision" AFTER INSERT OR UPDATE OR DELETE ON "use_plan"
  FOR EACH ROW EXECUTE FUNCTION "use_plan_head_raise"();
--> statement-breakpoint
-- What a plan says of each unit where there is room for one thing: of a divided one the largest part, of a joined one
-- what its lead says.
DO $$
DECLARE
  folder text;
BEGIN
  FOREACH folder IN ARRAY ARRAY['public', 'known'] LOOP
    EXECUTE format('CREATE VIEW %1$I."use_plan_unit" AS
      SELECT DISTINCT ON (u.plan_id, u.unit_id) u.plan_id, u.unit_id, g.id AS target_id, g.use_class, g.wish, g.reason,
        g.translations, g.target_on
      FROM %1$I.use_plan_target u JOIN %1$I.use_plan_target g
        ON g.plan_id = u.plan_id AND g.unit_id = coalesce(u.joined_to_id, u.unit_id) AND g.joined_to_id IS NULL
      WHERE u.part = 1 ORDER BY u.plan_id, u.unit_id, g.area_sqm DESC NULLS LAST, g.part', folder);
  END LOOP;
END $$;
