import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import type { Report } from "./agent";
import { AGENTS } from "./roster";

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
};

const schemaOf = (type: z.ZodType): JsonSchema => z.toJSONSchema(type, { target: "draft-7" }) as JsonSchema;

/** Any value that a schema allows. */
function anyOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(anyOf));
  if (schema.type === "object") {
    return fc.record(
      Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, own]) => [name, anyOf(own)])),
    );
  }
  if (schema.type === "array")
    return fc.array(anyOf(schema.items ?? {}), { maxLength: Math.min(3, schema.maxItems ?? 3) });
  if (schema.type === "string")
    return fc.string({ minLength: 1, maxLength: Math.min(10, schema.maxLength ?? 10) });
  if (schema.type === "number") {
    return fc
      .double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e9, noNaN: true })
      .map((value) => value + 0);
  }
  if (schema.type === "boolean") return fc.boolean();
  return fc.constant(null);
}

/** Every object schema inside of one, the root included. */
function objectsIn(schema: JsonSchema): JsonSchema[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
  ];
  return [...(schema.type === "object" ? [schema] : []), ...inner.flatMap(objectsIn)];
}

const dossier: Dossier = {
  productId: 1,
  title: "A thing",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "2026-11-22T12:00:00.000Z",
  items: [],
};

const sentencesOf = (id: AgentId): string[] =>
  AGENTS[id]
    .instructions()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join(" ")
    .split(/(?<=[.?!;:])\s+|\s(?=- |\d\. )/)
    .map((sentence) =>
      sentence
        .replace(/^(?:- |\d\. )/, "")
        .trim()
        .toLowerCase(),
    )
    .filter((sentence) => sentence.length > 12);

describe("the roster", () => {
  it("files each agent under its own id, in running order", () => {
    expect(Object.keys(AGENTS)).toEqual([...AGENT_IDS]);
    for (const id of AGENT_IDS) expect(AGENTS[id].id).toBe(id);
  });

  it("lets an agent read only agents that run before it, and the coordinator all of them", () => {
    for (const [place, id] of AGENT_IDS.entries()) {
      for (const read of AGENTS[id].reads) expect(AGENT_IDS.indexOf(read)).toBeLessThan(place);
    }
    expect(AGENTS.coordinator.reads).toEqual(AGENT_IDS.filter((id) => id !== "coordinator"));
  });

  it("gives no two agents the same persona, task, title or version", () => {
    for (const key of ["persona", "task", "title", "version"] as const) {
      expect(new Set(AGENT_IDS.map((id) => AGENTS[id][key])).size).toBe(AGENT_IDS.length);
    }
  });

  it("shares no sentence between two agents' instructions", () => {
    const owner = new Map<string, AgentId>();
    const shared = AGENT_IDS.flatMap((id) =>
      sentencesOf(id).filter((sentence) => {
        const first = owner.get(sentence) ?? id;
        owner.set(sentence, first);
        return first !== id;
      }),
    );
    expect(owner.size).toBeGreaterThan(200);
    expect(shared).toEqual([]);
  });
});

describe.each(AGENT_IDS)("%s", (id) => {
  const agent = AGENTS[id];

  it("asks for a strict JSON schema: an object of required fields, closed at every depth", () => {
    const schema = schemaOf(agent.wire);
    expect(schema.type).toBe("object");
    for (const object of objectsIn(schema)) {
      expect(object.required?.toSorted()).toEqual(Object.keys(object.properties ?? {}).toSorted());
      expect(object.additionalProperties).toBe(false);
    }
    const text = JSON.stringify(schema);
    for (const word of [
      '"oneOf"',
      '"prefixItems"',
      '"default"',
      '"format"',
      '"pattern"',
      '"$ref"',
      '"items":[',
    ]) {
      expect(text).not.toContain(word);
    }
  });

  it("allows null in every field of the wire but the status", () => {
    const nothing = Object.fromEntries(Object.keys(agent.wire.shape).map((name) => [name, null]));
    expect(agent.wire.safeParse({ ...nothing, status: "abstained" }).success).toBe(true);
    expect(agent.wire.safeParse(nothing).success).toBe(false);
  });

  it("brings every report over the wire and back unchanged", () => {
    const report = anyOf(schemaOf(agent.report)) as fc.Arbitrary<Report>;
    fc.assert(
      fc.property(report, (stored) => {
        const wire = agent.toWire(stored);
        expect(Object.keys(wire).toSorted()).toEqual(Object.keys(agent.wire.shape).toSorted());
        expect(agent.fromWire(JSON.parse(JSON.stringify(wire)))).toEqual(JSON.parse(JSON.stringify(stored)));
      }),
      { numRuns: 60 },
    );
  });

  it("refuses a score out of range, an ok without a summary and an abstention without a reason", () => {
    const [ok] = fc
      .sample(anyOf(schemaOf(agent.report)) as fc.Arbitrary<Report>, { numRuns: 200, seed: 5 })
      .filter((report) => report.status === "ok");
    const wire = agent.toWire(ok ?? { status: "abstained", reason: "" });
    expect(agent.fromWire(wire).status).toBe("ok");
    expect(() => agent.fromWire({ ...wire, score: 101 })).toThrow(z.ZodError);
    expect(() => agent.fromWire({ ...wire, summary: null })).toThrow(z.ZodError);
    expect(() => agent.fromWire({ ...wire, status: "abstained", reason: null })).toThrow(z.ZodError);
    expect(() => agent.fromWire({ ...wire, status: "abstained", reason: "" })).toThrow(z.ZodError);
  });

  it("has instructions with a question, anchors for 20, 50 and 85, and a case for abstaining", () => {
    const text = agent.instructions();
    const lines = text.trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(25);
    expect(lines.length).toBeLessThanOrEqual(60);
    for (const part of [
      "## The question you answer",
      "## Anchors of the score",
      "- 20:",
      "- 50:",
      "- 85:",
      "## When to abstain",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(agent.persona.split(",")[0] ?? "");
  });

  it("sends the same system message for every product", () => {
    const [first] = agent.render(dossier, {});
    const [second] = agent.render({ ...dossier, title: "Another", productId: 2 }, {});
    expect(first).toEqual(second);
    expect(first.content).toContain(agent.instructions().trim());
  });
});
