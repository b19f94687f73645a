CREATE TABLE "offer_change" (
	"revision" bigint NOT NULL,
	"listing_id" integer
);
--> statement-breakpoint
CREATE INDEX "offer_change_revision" ON "offer_change" USING btree ("revision");--> statement-breakpoint
-- The revision of the offers names the listings that it is about, so that spaces in memory can follow.
CREATE FUNCTION "offers_raise"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current bigint;
  touched integer[];
  most constant integer := 2000;
BEGIN
  IF TG_OP <> 'TRUNCATE' THEN
    SELECT array_agg(id) INTO touched FROM (SELECT id FROM changed LIMIT most + 1) c;
    IF touched IS NULL THEN RETURN NULL; END IF;
  END IF;
  UPDATE revision SET value = value + 1 WHERE scope = 'offers' RETURNING value INTO current;
  PERFORM pg_notify('revision', 'offers');
  IF TG_OP = 'TRUNCATE' OR cardinality(touched) > most THEN
    INSERT INTO offer_change (revision, listing_id) VALUES (current, NULL);
  ELSE
    INSERT INTO offer_change (revision, listing_id) SELECT current, unnest(touched);
  END IF;
  IF current % 100 = 0 THEN DELETE FROM offer_change WHERE revision < current - 2000; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER "listing_offers_revision" ON "listing";
--> statement-breakpoint
CREATE TRIGGER "listing_offers_insert" AFTER INSERT ON "listing" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "offers_raise"();
--> statement-breakpoint
CREATE TRIGGER "listing_offers_update" AFTER UPDATE ON "listing" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "offers_raise"();
--> statement-breakpoint
CREATE TRIGGER "listing_offers_delete" AFTER DELETE ON "listing" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "offers_raise"();
--> statement-breakpoint
CREATE TRIGGER "listing_offers_truncate" AFTER TRUNCATE ON "listing"
  FOR EACH STATEMENT EXECUTE FUNCTION "offers_raise"();
