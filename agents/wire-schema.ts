/** From the stored shape of a report to the shape a model is asked for, and back within the bounds. */
import { z } from "zod";
import { clipText } from "./clip-text";

/**
 * The same shape without lengths and limits: strict modes refuse them (Groq answers 400, "minItems is not supported").
 * @throws Error for a kind of schema that strict modes do not know
 */
export function unbounded(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return z.object(
      Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, unbounded(field)])),
    );
  }
  if (schema instanceof z.ZodArray) return z.array(unbounded(schema.element));
  if (schema instanceof z.ZodNullable) return unbounded(schema.unwrap()).nullable();
  if (schema instanceof z.ZodEnum) return z.enum(schema.enum);
  if (schema instanceof z.ZodString) return z.string();
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodBoolean) return z.boolean();
  throw new Error(`A report cannot hold a ${schema._zod.def.type}: strict modes do not know it.`);
}

/** The part of a JSON schema that bounds a report. */
type Bounds = {
  properties?: Record<string, Bounds>;
  items?: Bounds;
  anyOf?: Bounds[];
  maxItems?: number;
  maxLength?: number;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value within the bounds of its schema: long lists lose their end, long texts are cut with an ellipsis. */
export function bounded(value: unknown, bounds: Bounds): unknown {
  const inner = bounds.anyOf
    ? (bounds.anyOf.find((one) => one.items ?? one.properties ?? one.maxLength) ?? {})
    : bounds;
  if (typeof value === "string") {
    return inner.maxLength === undefined ? value : clipText(value, inner.maxLength);
  }
  if (Array.isArray(value)) {
    return value.slice(0, inner.maxItems).map((entry) => bounded(entry, inner.items ?? {}));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, bounded(entry, inner.properties?.[name] ?? {})]),
  );
}

/** How long the lists of a report may be, for the reader of a prompt: "claims 8, findings 6". */
export function listLimits({ properties = {} }: Bounds): string {
  return Object.entries(properties)
    .flatMap(([name, own]) => {
      const most = own.maxItems ?? own.anyOf?.find(({ maxItems }) => maxItems !== undefined)?.maxItems;
      return most === undefined ? [] : [`${name} ${most}`];
    })
    .join(", ");
}
