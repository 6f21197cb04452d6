/** The contract of an agent: data and pure functions. One runner in lib/analysis does the calling. */
import { z } from "zod";
import type { AgentId } from "@/lib/core/words";
import { claim, type Dossier, type Metric } from "@/lib/core/evidence";

/** Which model a report needs; lib/models maps a role to a provider and a model. */
export const MODEL_ROLES = ["reasoning", "broad", "fast", "web"] as const;
export type ModelRole = (typeof MODEL_ROLES)[number];

/** A claim of the length that an answer has room for. */
export const boundedClaim = claim.extend({
  text: z.string().max(200),
  unit: z.string().max(24).nullable(),
  evidence: z.array(z.string().max(8)).max(12),
});

export const reportBase = {
  /** 0–100: how good the product looks from this agent's seat. */
  score: z.number().min(0).max(100),
  /** 0–1: how much the evidence carries the score. */
  confidence: z.number().min(0).max(1),
  summary: z.string().max(400),
  findings: z.array(z.string().max(220)).max(6),
  claims: z.array(boundedClaim).max(8),
};

export const abstention = z.object({ status: z.literal("abstained"), reason: z.string().min(1) });

/** What every report with a score has, whoever wrote it. */
export type OkReportBase = { status: "ok" } & z.infer<z.ZodObject<typeof reportBase>>;
export type OkReport = OkReportBase & Record<string, unknown>;
export type Abstention = z.infer<typeof abstention>;
export type Report = OkReport | Abstention;

/** The stored report of an agent whose own fields are `Fields`. */
export type ReportWith<Fields extends z.ZodRawShape> =
  | (OkReportBase & z.infer<z.ZodObject<Fields>>)
  | Abstention;

/** What an agent may read of the agents before it. */
export type EarlierReports = Partial<Record<AgentId, Report>>;

export type Message = { role: "system" | "user"; content: string };

export type AgentDefinition = {
  id: AgentId;
  title: string;
  persona: string;
  task: string;
  role: ModelRole;
  /** Most tokens of one answer, a model's own thinking included. */
  maxOutputTokens: number;
  /** Estimated tokens of its largest request and its longest answer together. */
  readonly mostTokens: number;
  /** What it is sent first where not everything fits, the most telling first. */
  evidence: readonly Metric[];
  /** The agents whose reports this one reads; all of them run before it. */
  reads: readonly AgentId[];
  /** Version of instructions and schema together; changes whenever either does. */
  readonly version: string;
  /** The text of instructions.md beside the definition. */
  instructions(): string;
  /** The stored shape: a union on `status`. */
  report: z.ZodType<Report>;
  /** The flat object a model answers with: nullable fields, nothing optional (strict JSON schema). */
  wire: z.ZodObject;
  /** The stored report of a wire object. Throws ZodError where an "ok" lacks what it must have. */
  fromWire(wire: unknown): Report;
  /** The wire object of a report: every field present, null where the report has none. */
  toWire(report: Report): Record<string, unknown>;
  /** System message (the same bytes for every product) and user message (reports, then dossier). */
  render(dossier: Dossier, earlier: EarlierReports): [system: Message, user: Message];
  /** What is wrong with a parsed report, beyond its schema; empty when nothing is. */
  check(report: Report, dossier: Dossier): string[];
};
