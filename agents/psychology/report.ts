import { z } from "zod";
import type { ReportWith } from "../agent";

export const MOTIVES = [
  "save-time",
  "save-money",
  "comfort",
  "health",
  "looks",
  "status",
  "belonging",
  "safety",
  "play",
  "self-expression",
  "order",
  "curiosity",
] as const;

/** How a purchase is decided, from the least thought to the most. */
export const DECISIONS = ["impulse", "considered", "researched"] as const;
/** For whom: a gift has two judges. */
export const PURPOSES = ["self", "household", "gift", "child", "pet"] as const;

export const fields = {
  /** The first is the one a buyer would admit to a friend. */
  motives: z.array(z.enum(MOTIVES)).max(4),
  /** What holds a buyer back, each in a few words, the most common first. */
  objections: z.array(z.string().max(120)).max(4),
  /** Who buys, by situation; null when nothing says. */
  audience: z.string().max(200).nullable(),
  /** Null when neither a price nor a behaviour says. */
  decision: z.enum(DECISIONS).nullable(),
  purpose: z.enum(PURPOSES).nullable(),
  /** Whether the wish returns after the first purchase; null when nothing shows it. */
  repeats: z.boolean().nullable(),
};
export type PsychologyReport = ReportWith<typeof fields>;

export function check(report: Extract<PsychologyReport, { status: "ok" }>): string[] {
  return new Set(report.motives).size < report.motives.length ? ["A motive is named twice."] : [];
}
