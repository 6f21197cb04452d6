import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bounded, listLimits, unbounded } from "./wire-schema";

const shape = z.object({
  note: z.string().min(1).max(10).nullable(),
  marks: z.array(z.object({ word: z.string().max(4), weight: z.number().min(0).max(1) })).max(2),
  kind: z.enum(["a", "b"]).nullable(),
});
const bounds = z.toJSONSchema(shape) as Parameters<typeof bounded>[1];

describe("the shape that a model is asked for", () => {
  it("is the stored one without its lengths and limits", () => {
    expect(JSON.stringify(z.toJSONSchema(unbounded(shape)))).not.toMatch(/m(?:in|ax)(?:imum|Length|Items)/);
    expect(
      unbounded(shape).safeParse({ note: "", marks: [{ word: "lengthy", weight: 9 }], kind: "b" }).success,
    ).toBe(true);
    expect(unbounded(shape).safeParse({ note: "", marks: [], kind: "c" }).success).toBe(false);
  });

  it("knows only what strict modes know", () => {
    expect(() => unbounded(z.object({ day: z.date() }))).toThrow(/cannot hold a date/);
  });

  it("brings an answer back within the lengths, and leaves numbers for the schema to refuse", () => {
    const mark = { word: "lengthy", weight: 9 };
    expect(bounded({ note: "far too long a note", marks: [mark, mark, mark], kind: "a" }, bounds)).toEqual({
      note: "far too l…",
      marks: [
        { word: "len…", weight: 9 },
        { word: "len…", weight: 9 },
      ],
      kind: "a",
    });
    expect(bounded({ note: null, marks: null, kind: null }, bounds)).toEqual({
      note: null,
      marks: null,
      kind: null,
    });
  });

  it("says how long its lists may be", () => expect(listLimits(bounds)).toBe("marks 2"));
});
