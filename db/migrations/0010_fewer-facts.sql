ALTER TABLE "product_facts" DROP CONSTRAINT "product_facts_marketplace_check";--> statement-breakpoint
ALTER TABLE "product_facts" DROP CONSTRAINT "product_facts_name_check";--> statement-breakpoint
DROP INDEX "product_facts_standing_idx";--> statement-breakpoint
CREATE UNIQUE INDEX "product_facts_standing_idx" ON "product_facts" USING btree ("product_id","name") WHERE "product_facts"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "product_facts" DROP COLUMN "marketplace";--> statement-breakpoint
ALTER TABLE "product_facts" ADD CONSTRAINT "product_facts_name_check" CHECK ("product_facts"."name" in ('weight', 'category', 'note'));