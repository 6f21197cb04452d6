/** How many tokens a call will take, from the calls of the same kind before it. */
import { z } from "zod";

/** Running means of the calls of one kind: an agent's, or discovery's. */
export const experience = z.object({
  calls: z.number(),
  /** Tokens of the answer as a part of the most it may have, and how far they are off their mean. */
  output: z.number(),
  outputOff: z.number(),
  /** Tokens of the question that counted (what was cached does not) as a part of those estimated. */
  input: z.number(),
});
export type Experience = z.infer<typeof experience>;

/** What is held likely of a model nobody has called yet: no cache, answers of less than half their bound. */
const NEW: Experience = { calls: 0, output: 0.4, outputOff: 0.4, input: 1 };
/** The experience with calls of any kind, for kinds that are new. */
const ANY_KIND = "any";

/** Calls of a kind before its deviations are trusted. */
const TRUSTED_AFTER = 12;
/** Weight of a new call in a running mean, once there are more calls than its inverse. */
const NEWEST = 0.1;
/** How many mean deviations above the mean a call is expected to stay. */
const DEVIATIONS = 5;
/** A deviation of less than this part of its mean is chance. */
const LEAST_OFF = 0.05;

/** Planned with so much more than the means say, for a plan that is kept beats one that is moved: who comes next uses the rest. */
const SLACK = 1.1;

export type Size = { promptTokens: number; maxOutputTokens: number };
/** Tokens of a call: what it will take on the whole (`likely`), and what it will hardly ever pass (`most`). */
export type Expected = { likely: number; most: number };

/**
 * Turns are planned with what is likely, by the means of its kind or of any kind. A call is let in when there is room for the
 * most it may take: its whole question, since a cache is there or it is not and nobody knows before; and the longest answer
 * until its kind is well known, then one of five deviations above the mean.
 */
export function expectedTokens(
  size: Size,
  known: Readonly<Record<string, Experience>>,
  kind: string,
): Expected {
  const own = known[kind];
  const trusted = own !== undefined && own.calls >= TRUSTED_AFTER;
  const mean = trusted ? own : (known[ANY_KIND] ?? own ?? NEW);
  const likely = SLACK * (size.promptTokens * mean.input + size.maxOutputTokens * Math.min(1, mean.output));
  const longest = !trusted
    ? 1
    : Math.min(1, mean.output + DEVIATIONS * Math.max(mean.outputOff, LEAST_OFF * mean.output));
  const most = size.promptTokens * Math.max(1, mean.input) + size.maxOutputTokens * longest;
  return { likely: Math.ceil(likely), most: Math.ceil(Math.max(likely, most)) };
}

export type Took = { inputTokens: number; outputTokens: number; cachedTokens: number };

/** The experience with one more call, which counts for its kind and for any kind. */
export function learnt(
  known: Readonly<Record<string, Experience>>,
  kind: string,
  call: Size & Took,
): Record<string, Experience> {
  const input = Math.max(0, call.inputTokens - call.cachedTokens) / Math.max(1, call.promptTokens);
  const output = call.outputTokens / Math.max(1, call.maxOutputTokens);
  const grown = (before: Experience = { ...NEW, input, output }): Experience => {
    const weight = Math.max(NEWEST, 1 / (before.calls + 1));
    const toward = (mean: number, value: number) => mean + weight * (value - mean);
    return {
      calls: before.calls + 1,
      output: toward(before.output, output),
      outputOff: toward(before.outputOff, Math.abs(output - before.output)),
      input: toward(before.input, input),
    };
  };
  return { ...known, [kind]: grown(known[kind]), [ANY_KIND]: grown(known[ANY_KIND]) };
}
