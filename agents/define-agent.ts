import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { REPORT_STATUSES } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import { abstention, reportBase, type AgentDefinition, type OkReportBase, type Report } from "./agent";
import { checkReport } from "./check-report";
import { estimateTokens } from "./estimate-tokens";
import { renderUserMessage } from "./render";
import { bounded, listLimits, unbounded } from "./wire-schema";

type Described = Pick<
  AgentDefinition,
  "id" | "title" | "persona" | "task" | "role" | "maxOutputTokens" | "evidence" | "reads"
>;

type OwnParts<Fields extends z.ZodRawShape> = {
  /** The report's own fields, beside the ones every report has. */
  fields: Fields;
  /** What is wrong with an "ok" report of this agent, beyond what is checked for every agent. */
  check?: (report: OkReportBase & z.infer<z.ZodObject<Fields>>, dossier: Dossier) => string[];
  /** Evidence ids that the report itself brings along. */
  ownIds?: (report: OkReportBase & z.infer<z.ZodObject<Fields>>) => string[];
  /** The field that holds text exactly as it was read; it is stored, not spoken. */
  verbatim?: keyof Fields & string;
};

/** Appended to every system message; says how the wire object is filled. */
const ANSWER_FORM = [
  "",
  "## The form of the answer",
  "",
  "Answer with one JSON object of the given schema and nothing else. Every field is present.",
  'With status "ok", `reason` is null and every other field that the schema does not describe as unknown is filled.',
  'With status "abstained", `reason` says in one sentence what is missing, and every other field is null.',
  "`score` runs from 0 to 100, `confidence` from 0 to 1. A claim states at most one number, in `text` exactly as in",
  "`value`, with its unit, and lists in `evidence` the ids of the dossier items in which that number stands.",
].join("\n");

/** The same in every answer; `listLimits` of the agent's own shape follows. */
const LENGTHS = "Keep sentences under 30 words, the summary under 60. Longest lists: ";

/**
 * Estimated tokens of one request: instructions, schema, data and answer together, under 7,000 real ones, since estimates
 * are high. Groq's free plan takes 8,000 a minute and refuses a larger request outright; the rest is for what the
 * provider adds and for texts in no known language.
 */
const REQUEST_TOKENS = 7_300;
/** Tokens of reports and dossier that a request holds at most, room or not: more is read with less care. */
const MOST_DATA_TOKENS = 3_000;

const nullable = (field: z.ZodType): z.ZodType => (field instanceof z.ZodNullable ? field : field.nullable());

/** An agent from its description and its own fields: schemas, prompt and checks follow from them. */
export function defineAgent<Fields extends z.ZodRawShape>(
  parts: Described & OwnParts<Fields>,
): AgentDefinition {
  const { fields, check: checkOwn, ownIds, verbatim, ...described } = parts;
  const okShape = { ...reportBase, ...fields };
  const ok = z.object({ status: z.literal("ok"), ...okShape });
  const report = z.union([ok, abstention]);
  const wireFields = Object.entries(okShape).map(
    ([name, field]) => [name, nullable(unbounded(field))] as const,
  );
  const wire = z.object({
    status: z.enum(REPORT_STATUSES),
    reason: z.string().nullable(),
    ...(Object.fromEntries(wireFields) as z.ZodRawShape),
  });
  const allNull = Object.fromEntries(
    ["reason", ...wireFields.map(([name]) => name)].map((name) => [name, null]),
  );

  const bounds = z.toJSONSchema(ok) as Parameters<typeof bounded>[1];
  const answerForm = `${ANSWER_FORM}\n${LENGTHS}${listLimits(bounds)}.`;

  let text: string | undefined;
  let version: string | undefined;
  let prompt: { system: string; dataTokens: number; mostTokens: number } | undefined;
  const instructions = (): string => {
    text ??= readFileSync(path.join(process.cwd(), `agents/${described.id}/instructions.md`), "utf8");
    return text;
  };

  /** What is the same for every product, and the tokens it leaves for reports and dossier. */
  const promptOf = () => {
    const content = `${instructions().trim()}\n${answerForm}`;
    const schema = JSON.stringify(z.toJSONSchema(wire, { target: "draft-7" }));
    const fixed = estimateTokens(content) + estimateTokens(schema) + described.maxOutputTokens;
    const dataTokens = Math.min(MOST_DATA_TOKENS, REQUEST_TOKENS - fixed);
    return { system: content, dataTokens, mostTokens: fixed + dataTokens };
  };

  return {
    ...described,
    instructions,
    get mostTokens() {
      prompt ??= promptOf();
      return prompt.mostTokens;
    },
    get version() {
      version ??= createHash("sha256")
        .update(instructions())
        .update(answerForm)
        .update(JSON.stringify(z.toJSONSchema(report)))
        .digest("hex")
        .slice(0, 12);
      return version;
    },
    // The parsed union is a Report: `ok` holds the base and own fields, which no mapped type can show for a generic shape.
    report: report as unknown as z.ZodType<Report>,
    wire,
    fromWire(answer) {
      const { reason, ...rest } = wire.parse(answer);
      const parsed =
        rest["status"] === "ok"
          ? ok.parse(bounded(rest, bounds))
          : abstention.parse({ status: "abstained", reason });
      return parsed as Report;
    },
    toWire: (stored) => ({ ...allNull, ...stored }),
    render(dossier, earlier) {
      prompt ??= promptOf();
      return [
        { role: "system", content: prompt.system },
        { role: "user", content: renderUserMessage(dossier, earlier, described, prompt.dataTokens) },
      ];
    },
    check(stored, dossier) {
      if (stored.status === "abstained") return checkReport(stored, dossier);
      const own = ok.safeParse(stored);
      if (!own.success) return [`The report does not have the shape of ${described.title}.`];
      const typed = own.data as OkReportBase & z.infer<z.ZodObject<Fields>>;
      return [
        ...checkReport(stored, dossier, { ownIds: ownIds?.(typed), verbatim }),
        ...(checkOwn?.(typed, dossier) ?? []),
      ];
    },
  };
}
