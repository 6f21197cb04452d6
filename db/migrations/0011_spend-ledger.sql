ALTER TABLE "agent_reports" ADD COLUMN "reused_from" bigint;--> statement-breakpoint
ALTER TABLE "agent_reports" ADD COLUMN "wait_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "agent_reports" ADD COLUMN "wait_reason" text;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "product_id" integer;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "version" varchar(50);--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "estimated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "discovery_queries" ADD COLUMN "wait_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "discovery_queries" ADD COLUMN "wait_reason" text;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_calls_product_idx" ON "model_calls" USING btree ("product_id","created_at");--> statement-breakpoint
CREATE INDEX "model_calls_reuse_idx" ON "model_calls" USING btree ("prompt_hash","created_at") WHERE "model_calls"."status" = 'SETTLED';--> statement-breakpoint
CREATE INDEX "model_calls_open_idx" ON "model_calls" USING btree ("created_at") WHERE "model_calls"."status" = 'RESERVED';