import { VERDICT_LABELS, VERDICTS, type Verdict } from "@/lib/core/words";
import { ruleLabel } from "./rule-labels";

const EDGES: Record<Verdict, string> = {
  APPROVE: "border-l-good",
  REVIEW: "border-l-warn",
  REJECT: "border-l-bad",
};

type VerdictBoxProps = {
  verdict: Verdict | null;
  rule: string | null;
  reasons: readonly string[];
  rulesVersion?: string | null;
  coordinator: { recommendedVerdict: string; argument: string } | null;
};

/** The verdict, the rule that fired and why; and the coordinator's dissent where it argued for another. */
export function VerdictBox({ verdict, rule, reasons, rulesVersion, coordinator }: VerdictBoxProps) {
  if (!verdict) return <p className="text-sm text-muted">No verdict yet: no analysis has finished.</p>;
  const sentence = rule ? ruleLabel(rule) : null;
  // The sentence of the rule may be all there is to say.
  const others = reasons.filter((reason) => bare(reason) !== bare(sentence ?? ""));
  const argued = VERDICTS.find((word) => word === coordinator?.recommendedVerdict);
  return (
    <div className={`border-l-4 pl-4 ${EDGES[verdict]}`}>
      <p className="font-semibold">
        {VERDICT_LABELS[verdict]}
        {sentence ? `: ${sentence}` : null}
      </p>
      {others.length > 0 ? (
        <ul className="mt-1 list-disc space-y-0.5 pl-4 text-sm">
          {others.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {rulesVersion ? <p className="mt-2 text-xs text-muted">By the rules of {rulesVersion}</p> : null}
      {coordinator && argued && argued !== verdict ? (
        <details className="print-unfolded mt-1 text-sm">
          <summary className="min-h-11 py-3">
            <strong className="font-semibold">Dissent:</strong> the coordinator argued for{" "}
            {VERDICT_LABELS[argued]}.
          </summary>
          <p className="pb-2">{coordinator.argument}</p>
        </details>
      ) : null}
    </div>
  );
}

const bare = (sentence: string) => sentence.toLowerCase().replace(/\.$/, "");
