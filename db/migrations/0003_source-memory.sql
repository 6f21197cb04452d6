ALTER TABLE "scans" ADD COLUMN "unchanged" integer;--> statement-breakpoint
ALTER TABLE "trend_sources" ADD COLUMN "next_try_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "trend_sources" ADD COLUMN "memory" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "trend_sources" ADD COLUMN "quota" jsonb;--> statement-breakpoint
ALTER TABLE "trend_sources" ADD COLUMN "rate_limit" jsonb;