import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  bigserial,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import {
  AGENT_IDS,
  COMPETITION_LEVELS,
  REPORT_STATUSES,
  RUN_STATUSES,
  STEP_STATUSES,
  VERDICTS,
} from "@/lib/core/words";
import type { CheckedClaim, Dossier } from "@/lib/core/evidence";
import { oneOf, time } from "./columns";
import { products } from "./products";

/** One analysis of one product: twelve agent steps in order. */
export const analysisRuns = pgTable(
  "analysis_runs",
  {
    id: serial("id").primaryKey(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    status: varchar("status", { length: 20, enum: RUN_STATUSES }).notNull().default("QUEUED"),
    /** The product it was made for, where a merge has brought it here: it never speaks for the product it came to. */
    mergedFrom: integer("merged_from"),
    /** Who asked: `schedule`, or the id of a person. */
    askedBy: varchar("asked_by", { length: 200 }).notNull(),
    dossier: jsonb("dossier").$type<Dossier>().notNull(),
    /** The margin's arithmetic in full, as lib/economics returned it; null without price or cost. */
    economics: jsonb("economics").$type<Record<string, unknown>>(),
    marginLow: doublePrecision("margin_low"),
    marginLikely: doublePrecision("margin_likely"),
    marginHigh: doublePrecision("margin_high"),
    competitionLevel: varchar("competition_level", { length: 20, enum: COMPETITION_LEVELS }),
    verdict: varchar("verdict", { length: 20, enum: VERDICTS }),
    /** The id of the rule that fired, and the version of the rule file. */
    verdictRule: varchar("verdict_rule", { length: 100 }),
    rulesVersion: varchar("rules_version", { length: 50 }),
    verdictReasons: jsonb("verdict_reasons").$type<string[]>(),
    /** The inputs of the verdict, as computed. */
    verdictInput: jsonb("verdict_input").$type<Record<string, unknown>>(),
    lastError: text("last_error"),
    createdAt: time("created_at").notNull().defaultNow(),
    startedAt: time("started_at"),
    finishedAt: time("finished_at"),
  },
  (table) => [
    oneOf("analysis_runs_status_check", table.status, RUN_STATUSES),
    oneOf("analysis_runs_verdict_check", table.verdict, VERDICTS),
    // one open run per product: two ticks that choose the same product start it once
    uniqueIndex("analysis_runs_one_open_idx")
      .on(table.productId)
      .where(sql`${table.status} in ('QUEUED', 'RUNNING')`),
    // the runs of a product, newest first
    index("analysis_runs_product_idx").on(table.productId, sql`${table.id} desc`),
    // the mix of verdicts over the last hundred, and throughput (health)
    index("analysis_runs_finished_idx").on(sql`${table.finishedAt} desc`),
  ],
);

/** One agent's step in a run, from queued to its checked report. All twelve rows are written when the run starts. */
export const agentReports = pgTable(
  "agent_reports",
  {
    id: serial("id").primaryKey(),
    runId: integer("run_id")
      .notNull()
      .references(() => analysisRuns.id, { onDelete: "cascade" }),
    agent: varchar("agent", { length: 30, enum: AGENT_IDS }).notNull(),
    /** 1–12, the running order. */
    position: integer("position").notNull(),
    status: varchar("status", { length: 20, enum: STEP_STATUSES }).notNull().default("QUEUED"),
    attempt: integer("attempt").notNull().default(0),
    leaseToken: varchar("lease_token", { length: 64 }),
    leaseExpiresAt: time("lease_expires_at"),
    reportStatus: varchar("report_status", { length: 20, enum: REPORT_STATUSES }),
    score: doublePrecision("score"),
    confidence: doublePrecision("confidence"),
    report: jsonb("report").$type<Record<string, unknown>>(),
    claims: jsonb("claims").$type<CheckedClaim[]>(),
    /** Findings of the agent's own check; shown beside the report. */
    problems: jsonb("problems").$type<string[]>(),
    /** `rules` for the embedded analyst. */
    model: varchar("model", { length: 100 }),
    version: varchar("version", { length: 50 }),
    inputTokens: integer("input_tokens"),
    outputTokens: integer("output_tokens"),
    latencyMs: doublePrecision("latency_ms"),
    /** The call whose stored answer was taken again instead of paying for the same one; null where the call was made. */
    reusedFrom: bigint("reused_from", { mode: "number" }),
    lastError: text("last_error"),
    /** While the step waits for a limit or a budget: until when, and for what, in a sentence. */
    waitUntil: time("wait_until"),
    waitReason: text("wait_reason"),
    queuedAt: time("queued_at"),
    startedAt: time("started_at"),
    finishedAt: time("finished_at"),
  },
  (table) => [
    oneOf("agent_reports_agent_check", table.agent, AGENT_IDS),
    oneOf("agent_reports_status_check", table.status, STEP_STATUSES),
    // no report is ever double; also serves the claim of a step and the page of a run
    uniqueIndex("agent_reports_run_agent_idx").on(table.runId, table.agent),
    // what the health task sweeps: claimed and not finished
    index("agent_reports_running_idx")
      .on(table.leaseExpiresAt)
      .where(sql`${table.status} = 'RUNNING'`),
  ],
);

/** The spend ledger: reserved before the call, settled after it. */
export const modelCalls = pgTable(
  "model_calls",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    runId: integer("run_id").references(() => analysisRuns.id, { onDelete: "set null" }),
    /** Whose budget it counts towards; null for calls that belong to no product. */
    productId: integer("product_id").references(() => products.id, { onDelete: "set null" }),
    agent: varchar("agent", { length: 30 }),
    /** Version of the agent or the question that asked. */
    version: varchar("version", { length: 50 }),
    purpose: varchar("purpose", { length: 50 }).notNull(),
    provider: varchar("provider", { length: 50 }).notNull(),
    model: varchar("model", { length: 100 }).notNull(),
    status: varchar("status", { length: 20, enum: ["RESERVED", "SETTLED", "FAILED"] }).notNull(),
    /** US dollars; six decimals, because one call costs fractions of a cent. */
    reservedUsd: numeric("reserved_usd", { precision: 12, scale: 6 }).notNull(),
    settledUsd: numeric("settled_usd", { precision: 12, scale: 6 }),
    /** True where nobody knows what the call has cost: it is settled with all that was reserved for it. */
    estimated: boolean("estimated").notNull().default(false),
    inputTokens: integer("input_tokens"),
    cachedTokens: integer("cached_tokens"),
    outputTokens: integer("output_tokens"),
    latencyMs: doublePrecision("latency_ms"),
    promptHash: varchar("prompt_hash", { length: 64 }),
    request: jsonb("request").$type<unknown>(),
    response: jsonb("response").$type<unknown>(),
    error: text("error"),
    createdAt: time("created_at").notNull().defaultNow(),
    settledAt: time("settled_at"),
  },
  (table) => [
    // the spend of a day, and the quota used of a model
    index("model_calls_day_idx").on(sql`${table.createdAt} desc`, table.model),
    // the bodies that retention has yet to forget, oldest first
    index("model_calls_bodies_idx")
      .on(table.createdAt)
      .where(sql`${table.request} is not null or ${table.response} is not null`),
    // the calls of a run
    index("model_calls_run_idx").on(table.runId),
    // the spend of a product on a day
    index("model_calls_product_idx").on(table.productId, table.createdAt),
    // an answer to the same question that is young enough
    index("model_calls_reuse_idx")
      .on(table.promptHash, table.createdAt)
      .where(sql`${table.status} = 'SETTLED'`),
    // calls whose end nobody has told (health)
    index("model_calls_open_idx")
      .on(table.createdAt)
      .where(sql`${table.status} = 'RESERVED'`),
  ],
);
