CREATE TABLE "agent_reports" (
	"id" serial PRIMARY KEY NOT NULL,
	"run_id" integer NOT NULL,
	"agent" varchar(30) NOT NULL,
	"position" integer NOT NULL,
	"status" varchar(20) DEFAULT 'QUEUED' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_token" varchar(64),
	"lease_expires_at" timestamp (3) with time zone,
	"report_status" varchar(20),
	"score" double precision,
	"confidence" double precision,
	"report" jsonb,
	"claims" jsonb,
	"problems" jsonb,
	"model" varchar(100),
	"version" varchar(50),
	"input_tokens" integer,
	"output_tokens" integer,
	"latency_ms" double precision,
	"last_error" text,
	"queued_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "agent_reports_agent_check" CHECK ("agent_reports"."agent" in ('scanner', 'trend', 'research', 'quality', 'pricing', 'viral', 'competition', 'supply-chain', 'psychology', 'data-science', 'web-search', 'coordinator')),
	CONSTRAINT "agent_reports_status_check" CHECK ("agent_reports"."status" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED'))
);
--> statement-breakpoint
CREATE TABLE "analysis_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"product_id" integer NOT NULL,
	"status" varchar(20) DEFAULT 'QUEUED' NOT NULL,
	"asked_by" varchar(200) NOT NULL,
	"dossier" jsonb NOT NULL,
	"economics" jsonb,
	"margin_low" double precision,
	"margin_likely" double precision,
	"margin_high" double precision,
	"competition_level" varchar(20),
	"verdict" varchar(20),
	"verdict_rule" varchar(100),
	"rules_version" varchar(50),
	"verdict_reasons" jsonb,
	"verdict_input" jsonb,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "analysis_runs_status_check" CHECK ("analysis_runs"."status" in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
	CONSTRAINT "analysis_runs_verdict_check" CHECK ("analysis_runs"."verdict" in ('APPROVE', 'REVIEW', 'REJECT'))
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run_id" integer,
	"agent" varchar(30),
	"purpose" varchar(50) NOT NULL,
	"provider" varchar(50) NOT NULL,
	"model" varchar(100) NOT NULL,
	"status" varchar(20) NOT NULL,
	"reserved_usd" numeric(12, 6) NOT NULL,
	"settled_usd" numeric(12, 6),
	"input_tokens" integer,
	"cached_tokens" integer,
	"output_tokens" integer,
	"latency_ms" double precision,
	"prompt_hash" varchar(64),
	"request" jsonb,
	"response" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" serial PRIMARY KEY NOT NULL,
	"token_hash" varchar(64) NOT NULL,
	"role" varchar(20) NOT NULL,
	"email" text,
	"note" varchar(200),
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"accepted_by" text,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_role_check" CHECK ("invitations"."role" in ('owner', 'admin', 'reviewer', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" varchar(20) DEFAULT 'viewer' NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role_check" CHECK ("users"."role" in ('owner', 'admin', 'reviewer', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discovery_queries" (
	"id" serial PRIMARY KEY NOT NULL,
	"round" timestamp (3) with time zone NOT NULL,
	"question" varchar(50) NOT NULL,
	"status" varchar(20) DEFAULT 'QUEUED' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_token" varchar(64),
	"lease_expires_at" timestamp (3) with time zone,
	"model" varchar(100),
	"keywords_found" integer,
	"products_found" integer,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "discovery_queries_status_check" CHECK ("discovery_queries"."status" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED'))
);
--> statement-breakpoint
CREATE TABLE "trending_keywords" (
	"id" serial PRIMARY KEY NOT NULL,
	"keyword" varchar(200) NOT NULL,
	"category" varchar(200),
	"trend_strength" varchar(50),
	"search_count" integer DEFAULT 1 NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
	"first_discovered" timestamp (3) with time zone NOT NULL,
	"related_products" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source_urls" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	"muted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "trending_keywords_keyword_unique" UNIQUE("keyword")
);
--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"id" serial PRIMARY KEY NOT NULL,
	"action" varchar(200) NOT NULL,
	"entity_type" varchar(100) NOT NULL,
	"entity_id" text,
	"details" jsonb,
	"user_id" varchar(200),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"id" serial PRIMARY KEY NOT NULL,
	"first_id" integer NOT NULL,
	"last_id" integer NOT NULL,
	"rows" integer NOT NULL,
	"hash" varchar(64) NOT NULL,
	"previous_hash" varchar(64),
	"sealed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exchange_rates" (
	"day" date NOT NULL,
	"base" varchar(3) NOT NULL,
	"quote" varchar(3) NOT NULL,
	"rate" double precision NOT NULL,
	"source" varchar(200) NOT NULL,
	CONSTRAINT "exchange_rates_base_quote_day_pk" PRIMARY KEY("base","quote","day")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"step" varchar(50) NOT NULL,
	"payload" jsonb NOT NULL,
	"dedupe_id" varchar(200) NOT NULL,
	"not_before" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"received_at" timestamp (3) with time zone,
	"republished" integer DEFAULT 0 NOT NULL,
	"republish_after" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_keys" (
	"name" varchar(100) PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" serial PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"keys" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" varchar(100) PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" varchar(200) NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"task" varchar(30) NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"duration_ms" double precision,
	"outcome" varchar(20) NOT NULL,
	"detail" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "product_keys" (
	"key" varchar(600) PRIMARY KEY NOT NULL,
	"product_id" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" serial PRIMARY KEY NOT NULL,
	"title" varchar(500) NOT NULL,
	"description" text,
	"category" varchar(200),
	"image_url" varchar(1000),
	"source_url" varchar(1000),
	"trend_score" double precision,
	"trend_source" varchar(200),
	"search_volume" integer,
	"social_mentions" integer,
	"ai_category" varchar(200),
	"ai_keywords" jsonb,
	"ai_description" text,
	"profit_potential_score" double precision,
	"competition_level" varchar(50),
	"estimated_cost" numeric(12, 2),
	"suggested_price" numeric(12, 2),
	"potential_margin" double precision,
	"status" varchar(50) DEFAULT 'DISCOVERED' NOT NULL,
	"approved_by_user" boolean,
	"posted_platforms" jsonb,
	"platform_ids" jsonb,
	"discovered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"analyzed_at" timestamp (3) with time zone,
	"approved_at" timestamp (3) with time zone,
	"posted_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"currency" varchar(3),
	"quality_score" double precision,
	"viral_score" double precision,
	"verdict" varchar(20),
	"verdict_reasons" jsonb,
	"trend_breakdown" jsonb,
	"keyword_match" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"data_quality" double precision,
	"failed_runs" integer DEFAULT 0 NOT NULL,
	"analyze_after" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "products_status_check" CHECK ("products"."status" in ('DISCOVERED', 'ANALYZING', 'ANALYSIS_FAILED', 'PENDING_REVIEW', 'APPROVED', 'REJECTED', 'POSTED')),
	CONSTRAINT "products_verdict_check" CHECK ("products"."verdict" in ('APPROVE', 'REVIEW', 'REJECT')),
	CONSTRAINT "products_competition_check" CHECK ("products"."competition_level" in ('low', 'medium', 'high'))
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" serial PRIMARY KEY NOT NULL,
	"product_id" integer NOT NULL,
	"run_id" integer,
	"decision" varchar(20) NOT NULL,
	"reason" text,
	"decided_by" varchar(200) NOT NULL,
	"decided_by_name" varchar(200) NOT NULL,
	"decided_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" varchar(200),
	CONSTRAINT "decisions_decision_check" CHECK ("decisions"."decision" in ('approve', 'reject'))
);
--> statement-breakpoint
CREATE TABLE "listing_metrics" (
	"id" serial PRIMARY KEY NOT NULL,
	"listing_id" integer NOT NULL,
	"day" date NOT NULL,
	"views" integer,
	"clicks" integer,
	"sales" integer,
	"revenue" numeric(12, 2),
	"revenue_currency" varchar(3),
	"recorded_by" varchar(200) NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platform_listings" (
	"id" serial PRIMARY KEY NOT NULL,
	"product_id" integer NOT NULL,
	"platform" varchar(50) NOT NULL,
	"platform_listing_id" varchar(200),
	"listing_url" varchar(1000),
	"listing_status" varchar(100) DEFAULT 'DRAFT' NOT NULL,
	"views" integer,
	"clicks" integer,
	"sales" integer,
	"revenue" numeric(12, 2),
	"revenue_currency" varchar(3),
	"posted_by" varchar(200),
	"posted_at" timestamp (3) with time zone,
	"last_synced" timestamp (3) with time zone,
	CONSTRAINT "platform_listings_platform_check" CHECK ("platform_listings"."platform" in ('amazon', 'ebay', 'tiktok-shop', 'meta')),
	CONSTRAINT "platform_listings_status_check" CHECK ("platform_listings"."listing_status" in ('DRAFT', 'VALIDATED', 'SUBMITTED', 'LIVE', 'REJECTED', 'NEEDS_ATTENTION', 'WITHDRAWN'))
);
--> statement-breakpoint
CREATE TABLE "posting_attempts" (
	"id" serial PRIMARY KEY NOT NULL,
	"listing_id" integer NOT NULL,
	"sku" varchar(100) NOT NULL,
	"attempt" integer NOT NULL,
	"status" varchar(20) NOT NULL,
	"request" jsonb,
	"response" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sightings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"product_id" integer,
	"scan_id" integer,
	"origin" varchar(50) NOT NULL,
	"kind" varchar(20) NOT NULL,
	"external_id" varchar(300) NOT NULL,
	"title" varchar(500) NOT NULL,
	"url" varchar(1000),
	"image_url" varchar(1000),
	"price_amount" numeric(12, 2),
	"price_currency" varchar(3),
	"rank" integer,
	"engagement" double precision,
	"detail" jsonb NOT NULL,
	"mode" varchar(10) NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sightings_origin_check" CHECK ("sightings"."origin" in ('amazon-best-sellers', 'amazon-deals', 'tiktok', 'reddit', 'google-trends', 'instagram', 'pinterest', 'web', 'person')),
	CONSTRAINT "sightings_kind_check" CHECK ("sightings"."kind" in ('product', 'term', 'category', 'event'))
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" serial PRIMARY KEY NOT NULL,
	"source" varchar(50) NOT NULL,
	"planned_for" timestamp (3) with time zone NOT NULL,
	"status" varchar(20) DEFAULT 'QUEUED' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_token" varchar(64),
	"lease_expires_at" timestamp (3) with time zone,
	"outcome" varchar(20),
	"pages" integer,
	"found" integer,
	"new_products" integer,
	"merged_products" integer,
	"rejected" integer,
	"last_error" text,
	"snippet" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "scans_source_check" CHECK ("scans"."source" in ('amazon-best-sellers', 'amazon-deals', 'tiktok', 'reddit', 'google-trends', 'instagram', 'pinterest')),
	CONSTRAINT "scans_status_check" CHECK ("scans"."status" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED'))
);
--> statement-breakpoint
CREATE TABLE "trend_sources" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(200) NOT NULL,
	"source_type" varchar(100) NOT NULL,
	"url" varchar(1000),
	"enabled" boolean DEFAULT true NOT NULL,
	"products_found" integer DEFAULT 0 NOT NULL,
	"successful_posts" integer DEFAULT 0 NOT NULL,
	"last_scan" timestamp (3) with time zone,
	"scan_interval_minutes" integer DEFAULT 60 NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" varchar(20) DEFAULT 'stale' NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"state_why" text,
	"last_success" timestamp (3) with time zone,
	CONSTRAINT "trend_sources_name_unique" UNIQUE("name"),
	CONSTRAINT "trend_sources_name_check" CHECK ("trend_sources"."name" in ('amazon-best-sellers', 'amazon-deals', 'tiktok', 'reddit', 'google-trends', 'instagram', 'pinterest')),
	CONSTRAINT "trend_sources_state_check" CHECK ("trend_sources"."state" in ('live', 'sample', 'needs-key', 'blocked', 'stale', 'failed', 'off'))
);
--> statement-breakpoint
ALTER TABLE "agent_reports" ADD CONSTRAINT "agent_reports_run_id_analysis_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."analysis_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis_runs" ADD CONSTRAINT "analysis_runs_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_run_id_analysis_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."analysis_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_keys" ADD CONSTRAINT "product_keys_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_run_id_analysis_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."analysis_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_metrics" ADD CONSTRAINT "listing_metrics_listing_id_platform_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."platform_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_listings" ADD CONSTRAINT "platform_listings_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_attempts" ADD CONSTRAINT "posting_attempts_listing_id_platform_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."platform_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_scan_id_scans_id_fk" FOREIGN KEY ("scan_id") REFERENCES "public"."scans"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agent_reports_run_agent_idx" ON "agent_reports" USING btree ("run_id","agent");--> statement-breakpoint
CREATE INDEX "agent_reports_running_idx" ON "agent_reports" USING btree ("lease_expires_at") WHERE "agent_reports"."status" = 'RUNNING';--> statement-breakpoint
CREATE UNIQUE INDEX "analysis_runs_one_open_idx" ON "analysis_runs" USING btree ("product_id") WHERE "analysis_runs"."status" in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "analysis_runs_product_idx" ON "analysis_runs" USING btree ("product_id","id" desc);--> statement-breakpoint
CREATE INDEX "analysis_runs_finished_idx" ON "analysis_runs" USING btree ("finished_at" desc);--> statement-breakpoint
CREATE INDEX "model_calls_day_idx" ON "model_calls" USING btree ("created_at" desc,"model");--> statement-breakpoint
CREATE INDEX "model_calls_run_idx" ON "model_calls" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "accounts_user_idx" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "discovery_queries_round_question_idx" ON "discovery_queries" USING btree ("round","question");--> statement-breakpoint
CREATE INDEX "discovery_queries_open_idx" ON "discovery_queries" USING btree ("lease_expires_at") WHERE "discovery_queries"."status" in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "trending_keywords_steering_idx" ON "trending_keywords" USING btree ("search_count" desc,"expires_at");--> statement-breakpoint
CREATE INDEX "audit_logs_entity_idx" ON "audit_logs" USING btree ("entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "audit_logs_user_idx" ON "audit_logs" USING btree ("user_id","id" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedupe_idx" ON "outbox" USING btree ("dedupe_id");--> statement-breakpoint
CREATE INDEX "outbox_pending_idx" ON "outbox" USING btree ("republish_after") WHERE "outbox"."received_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_received_idx" ON "outbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "task_runs_task_idx" ON "task_runs" USING btree ("task","id" desc);--> statement-breakpoint
CREATE INDEX "product_keys_product_idx" ON "product_keys" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "products_to_analyze_idx" ON "products" USING btree ((jsonb_array_length("keyword_match") > 0) desc,"trend_score" desc nulls last,"id") WHERE "products"."status" = 'DISCOVERED';--> statement-breakpoint
CREATE INDEX "products_by_status_idx" ON "products" USING btree ("status","trend_score" desc nulls last,"id");--> statement-breakpoint
CREATE INDEX "decisions_product_idx" ON "decisions" USING btree ("product_id","id" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "listing_metrics_day_idx" ON "listing_metrics" USING btree ("listing_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "platform_listings_one_idx" ON "platform_listings" USING btree ("product_id","platform") WHERE "platform_listings"."listing_status" not in ('WITHDRAWN', 'REJECTED');--> statement-breakpoint
CREATE INDEX "platform_listings_product_idx" ON "platform_listings" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "posting_attempts_once_idx" ON "posting_attempts" USING btree ("listing_id","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "sightings_once_idx" ON "sightings" USING btree ("origin","external_id","seen_at");--> statement-breakpoint
CREATE INDEX "sightings_product_idx" ON "sightings" USING btree ("product_id","seen_at" desc);--> statement-breakpoint
CREATE INDEX "sightings_origin_idx" ON "sightings" USING btree ("origin","seen_at" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "scans_source_planned_idx" ON "scans" USING btree ("source","planned_for");--> statement-breakpoint
CREATE INDEX "scans_recent_idx" ON "scans" USING btree ("source","id" desc);--> statement-breakpoint
CREATE INDEX "scans_open_idx" ON "scans" USING btree ("lease_expires_at") WHERE "scans"."status" in ('QUEUED', 'RUNNING');