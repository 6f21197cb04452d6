import type { Restated } from "@/lib/analysis/judge-again";
import { VERDICT_LABELS } from "@/lib/core/words";

/** What a statement about a product has moved, for the notice after it. */
export function restatedWords({ judged }: Restated): string {
  if (!judged) return "The next analysis works with it.";
  const { margin, verdict } = judged;
  const now = margin.to === null ? "The margin is unknown" : `The likely margin is ${margin.to}%`;
  if (verdict.to === null || verdict.from === verdict.to) return `${now}; the verdict stays as it was.`;
  return `${now}; the verdict is ${VERDICT_LABELS[verdict.to]} now.`;
}
