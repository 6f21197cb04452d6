CREATE TABLE "queue_dlq" (
	"id" text PRIMARY KEY NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_flow_controls" (
	"id" text PRIMARY KEY NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" bigint NOT NULL,
	"not_before" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"retried" integer NOT NULL,
	"deduplication_id" text,
	"finished_at" bigint,
	"envelope" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_queues" (
	"id" text PRIMARY KEY NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_schedules" (
	"id" text PRIMARY KEY NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_url_groups" (
	"id" text PRIMARY KEY NOT NULL,
	"record" json NOT NULL
);
--> statement-breakpoint
CREATE INDEX "queue_messages_finished_at" ON "queue_messages" USING btree ("finished_at");