import type { CompetitionLevel } from "@/lib/core/words";
import { UNKNOWN } from "./format";

const WORDS: Record<CompetitionLevel, string> = { low: "Low", medium: "Medium", high: "High" };

/** "Low", "Medium", "High", or "unknown" where the evidence does not say. */
export function competitionWord(level: CompetitionLevel | null): string {
  return level ? WORDS[level] : UNKNOWN;
}
