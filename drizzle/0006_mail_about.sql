ALTER TABLE "mail" ADD COLUMN "about" text;--> statement-breakpoint
CREATE INDEX "mail_about" ON "mail" USING btree ("about");