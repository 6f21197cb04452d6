CREATE TABLE "product_facts" (
	"id" serial PRIMARY KEY NOT NULL,
	"product_id" integer NOT NULL,
	"name" varchar(40) NOT NULL,
	"marketplace" varchar(20),
	"value" numeric(14, 4),
	"unit" varchar(20),
	"words" text,
	"source" varchar(300),
	"stated_by" varchar(200) NOT NULL,
	"stated_by_name" varchar(200) NOT NULL,
	"stated_at" timestamp (3) with time zone NOT NULL,
	"removed_by" varchar(200),
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "product_facts_name_check" CHECK ("product_facts"."name" in ('price', 'cost', 'weight', 'category', 'note', 'freight', 'duty', 'packaging', 'referral', 'closing', 'per-order', 'fulfilment', 'payment', 'returns', 'advertising')),
	CONSTRAINT "product_facts_marketplace_check" CHECK ("product_facts"."marketplace" in ('amazon', 'ebay', 'tiktok-shop', 'meta'))
);
--> statement-breakpoint
ALTER TABLE "product_facts" ADD CONSTRAINT "product_facts_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "product_facts_standing_idx" ON "product_facts" USING btree ("product_id","name",coalesce("marketplace", '')) WHERE "product_facts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "product_facts_product_idx" ON "product_facts" USING btree ("product_id","id" desc);