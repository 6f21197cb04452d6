CREATE TABLE "product_moves" (
	"id" serial PRIMARY KEY NOT NULL,
	"kind" varchar(10) NOT NULL,
	"part_id" integer NOT NULL,
	"whole_id" integer NOT NULL,
	"part_title" varchar(500) NOT NULL,
	"whole_title" varchar(500) NOT NULL,
	"moved" jsonb NOT NULL,
	"moved_by" varchar(200) NOT NULL,
	"moved_by_name" varchar(200) NOT NULL,
	"moved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" varchar(200),
	CONSTRAINT "product_moves_kind_check" CHECK ("product_moves"."kind" in ('merge', 'split'))
);
--> statement-breakpoint
CREATE TABLE "product_separations" (
	"low_id" integer NOT NULL,
	"high_id" integer NOT NULL,
	"said_by" varchar(200) NOT NULL,
	"said_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_separations_low_id_high_id_pk" PRIMARY KEY("low_id","high_id")
);
--> statement-breakpoint
CREATE TABLE "product_suggestions" (
	"low_id" integer NOT NULL,
	"high_id" integer NOT NULL,
	"probability" double precision NOT NULL,
	"because" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_suggestions_low_id_high_id_pk" PRIMARY KEY("low_id","high_id")
);
--> statement-breakpoint
CREATE TABLE "product_words" (
	"product_id" integer PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "word_counts" (
	"word" varchar(100) PRIMARY KEY NOT NULL,
	"products" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "sightings_once_idx";--> statement-breakpoint
ALTER TABLE "analysis_runs" ADD COLUMN "merged_from" integer;--> statement-breakpoint
ALTER TABLE "product_separations" ADD CONSTRAINT "product_separations_low_id_products_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_separations" ADD CONSTRAINT "product_separations_high_id_products_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_suggestions" ADD CONSTRAINT "product_suggestions_low_id_products_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_suggestions" ADD CONSTRAINT "product_suggestions_high_id_products_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_words" ADD CONSTRAINT "product_words_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_moves_part_idx" ON "product_moves" USING btree ("part_id","id" desc);--> statement-breakpoint
CREATE INDEX "product_moves_whole_idx" ON "product_moves" USING btree ("whole_id","id" desc);--> statement-breakpoint
CREATE INDEX "product_separations_high_idx" ON "product_separations" USING btree ("high_id");--> statement-breakpoint
CREATE INDEX "product_suggestions_high_idx" ON "product_suggestions" USING btree ("high_id");--> statement-breakpoint
CREATE INDEX "product_words_idx" ON "product_words" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE UNIQUE INDEX "sightings_once_idx" ON "sightings" USING btree ("origin","external_id","seen_at",coalesce("detail" ->> 'list', ''));