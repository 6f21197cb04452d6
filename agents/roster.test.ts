import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AGENT_IDS } from "@/lib/core/words";
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
      '"minimum"',
      '"maximum"',
      '"minItems"',
      '"maxItems"',
      '"minLength"',
      '"maxLength"',
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

  it("cuts what is longer than its shape allows, and refuses nothing for its length", () => {
    const [ok] = fc
      .sample(anyOf(schemaOf(agent.report)) as fc.Arbitrary<Report>, { numRuns: 200, seed: 9 })
      .filter((report) => report.status === "ok");
    const claim = { text: "word ".repeat(200), value: null, unit: null, evidence: ["E1"] };
    const wordy = {
      ...agent.toWire(ok ?? { status: "abstained", reason: "" }),
      summary: "word ".repeat(500),
      claims: Array.from({ length: 50 }, () => claim),
    };
    const stored = agent.fromWire(wordy);
    expect(stored).toMatchObject({
      status: "ok",
      summary: expect.stringMatching(/^(?:word ){20}.*…$/) as unknown,
    });
    if (stored.status !== "ok") return;
    expect(stored.claims.length).toBeLessThan(20);
    expect(stored.claims[0]?.text.length).toBeLessThanOrEqual(400);
  });

  it("sends the same system message for every product", () => {
    const [first] = agent.render(dossier, {});
    const [second] = agent.render({ ...dossier, title: "Another", productId: 2 }, {});
    expect(first).toEqual(second);
    expect(first.content).toContain(agent.instructions().trim());
  });
});
