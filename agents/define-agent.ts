import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { REPORT_STATUSES } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import { abstention, reportBase, type AgentDefinition, type OkReportBase, type Report } from "./agent";
import { checkReport } from "./check-report";
import { renderUserMessage } from "./render";

type Described = Pick<
  AgentDefinition,
  "id" | "title" | "persona" | "task" | "role" | "maxOutputTokens" | "reads"
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

const nullable = (field: z.core.$ZodType): z.core.$ZodType =>
  field instanceof z.ZodNullable ? field : z.nullable(field);

/** An agent from its description and its own fields: schemas, prompt and checks follow from them. */
export function defineAgent<Fields extends z.ZodRawShape>(
  parts: Described & OwnParts<Fields>,
): AgentDefinition {
  const { fields, check: checkOwn, ownIds, verbatim, ...described } = parts;
  const okShape = { ...reportBase, ...fields };
  const ok = z.object({ status: z.literal("ok"), ...okShape });
  const report = z.union([ok, abstention]);
  const wireFields = Object.entries(okShape).map(([name, field]) => [name, nullable(field)] as const);
  const wire = z.object({
    status: z.enum(REPORT_STATUSES),
    reason: z.string().nullable(),
    ...(Object.fromEntries(wireFields) as z.ZodRawShape),
  });
  const allNull = Object.fromEntries(
    ["reason", ...wireFields.map(([name]) => name)].map((name) => [name, null]),
  );

  let text: string | undefined;
  let version: string | undefined;
  let system: string | undefined;
  const instructions = (): string => {
    text ??= readFileSync(path.join(process.cwd(), `agents/${described.id}/instructions.md`), "utf8");
    return text;
  };

  return {
    ...described,
    instructions,
    get version() {
      version ??= createHash("sha256")
        .update(instructions())
        .update(ANSWER_FORM)
        .update(JSON.stringify(z.toJSONSchema(wire)))
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
        rest["status"] === "ok" ? ok.parse(rest) : abstention.parse({ status: "abstained", reason });
      return parsed as Report;
    },
    toWire: (stored) => ({ ...allNull, ...stored }),
    render(dossier, earlier) {
      system ??= `${instructions().trim()}\n${ANSWER_FORM}`;
      return [
        { role: "system", content: system },
        { role: "user", content: renderUserMessage(dossier, earlier, described.reads) },
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
