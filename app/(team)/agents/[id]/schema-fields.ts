import { z } from "zod";
import type { AgentDefinition } from "@/agents/agent";

export type SchemaField = {
  name: string;
  /** What may stand there: "number 0–100", "one of rising, stable, declining", "list of at most 8 texts". */
  what: string;
  /** True where the field may say that it is not known. */
  nullable: boolean;
};

/** As much of JSON Schema as an agent's report uses. */
type Schema = {
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  anyOf?: Schema[] | undefined;
  items?: Schema | undefined;
  properties?: Record<string, Schema> | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  maxLength?: number | undefined;
  maxItems?: number | undefined;
};
const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(schema).optional(),
    items: schema.optional(),
    properties: z.record(z.string(), schema).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
  }),
);

/** The fields of an agent's full report, in their order; `status` itself is left out. */
export function schemaFields(agent: Pick<AgentDefinition, "report">): SchemaField[] {
  const whole = schema.parse(z.toJSONSchema(agent.report));
  const ok = (whole.anyOf ?? [whole]).find((branch) => branch.properties?.["status"]?.const === "ok");
  return Object.entries(ok?.properties ?? {})
    .filter(([name]) => name !== "status")
    .map(([name, field]) => {
      const known = knownOf(field);
      return { name, what: known.map(describe).join(" or "), nullable: mayBeNull(field) };
    });
}

const typesOf = ({ type }: Schema): string[] => (type === undefined ? [] : [type].flat());

function mayBeNull(field: Schema): boolean {
  return typesOf(field).includes("null") || (field.anyOf?.some(mayBeNull) ?? false);
}

/** What a field may hold beside null. */
function knownOf(field: Schema): Schema[] {
  return (field.anyOf ?? [field]).filter((branch) => typesOf(branch).join("") !== "null");
}

function describe(field: Schema): string {
  if (field.enum)
    return `one of ${field.enum
      .filter((value) => value !== null)
      .map(String)
      .join(", ")}`;
  if (field.anyOf) return knownOf(field).map(describe).join(" or ");
  switch (typesOf(field).find((type) => type !== "null") ?? "") {
    case "array": {
      const most = field.maxItems === undefined ? "" : `, at most ${field.maxItems}`;
      return `list${most}: ${field.items ? describe(field.items) : "anything"}`;
    }
    case "object":
      return `{ ${Object.keys(field.properties ?? {}).join(", ")} }`;
    case "number":
    case "integer":
      return `number${rangeWords(field)}`;
    case "string":
      return field.maxLength === undefined ? "text" : `text up to ${field.maxLength} characters`;
    case "boolean":
      return "yes or no";
    default:
      return "anything";
  }
}

function rangeWords({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum}–${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return maximum === undefined ? "" : ` up to ${maximum}`;
}
