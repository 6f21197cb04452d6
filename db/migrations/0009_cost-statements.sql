CREATE TABLE "cost_statements" (
	"product_id" integer NOT NULL,
	"input" varchar(20) NOT NULL,
	"place" varchar(20) NOT NULL,
	"low" double precision NOT NULL,
	"likely" double precision NOT NULL,
	"high" double precision NOT NULL,
	"unit" varchar(3) NOT NULL,
	"note" varchar(200) DEFAULT '' NOT NULL,
	"stated_by" varchar(200) NOT NULL,
	"stated_by_name" varchar(200) NOT NULL,
	"stated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cost_statements_product_id_input_place_pk" PRIMARY KEY("product_id","input","place"),
	CONSTRAINT "cost_statements_input_check" CHECK ("cost_statements"."input" in ('price', 'unit-cost', 'quote', 'freight', 'duty', 'packaging', 'referral', 'fulfilment', 'payment', 'returns', 'advertising')),
	CONSTRAINT "cost_statements_place_check" CHECK ("cost_statements"."place" in ('all', 'amazon', 'ebay', 'tiktok-shop', 'meta')),
	CONSTRAINT "cost_statements_range_check" CHECK ("cost_statements"."low" between 0 and "cost_statements"."likely" and "cost_statements"."likely" <= "cost_statements"."high")
);
