import { Badge } from "@/app/_ui/badge";
import type { CheckedClaim, EvidenceItem } from "@/lib/core/evidence";
import { evidenceAnchor } from "./evidence-link";

type ClaimsProps = { claims: readonly CheckedClaim[]; items: readonly EvidenceItem[] };

/** What an agent claims, each above the evidence it names; one that its evidence does not carry is struck through. */
export function Claims({ claims, items }: ClaimsProps) {
  if (claims.length === 0)
    return <p className="text-sm text-muted">It makes no claim that could be checked.</p>;
  return (
    <ul className="space-y-4 text-sm">
      {claims.map((claim, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two claims may read the same, and their order is fixed
        <li key={index}>
          {claim.supported ? <span>{claim.text}</span> : <del className="text-muted">{claim.text}</del>}{" "}
          {claim.attack ? <Badge tone="bad">Attack: an instruction to a model</Badge> : null}
          {claim.supported ? null : (
            <span className="block text-xs font-medium text-bad">Not supported: {claim.reason}</span>
          )}
          <ul className="mt-1 border-l-2 border-line pl-3 text-xs text-muted">
            {claim.evidence.map((id) => (
              <li key={id}>
                <Evidence id={id} text={items.find((item) => item.id === id)?.text} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** An evidence item in its own words, as wide a link to its place in the dossier as the line is. */
function Evidence({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return <span className="block py-1">{id} is not in the dossier.</span>;
  return (
    <a
      href={`#${evidenceAnchor(id)}`}
      className="flex gap-2 py-1 hover:text-ink pointer-coarse:min-h-11 pointer-coarse:items-center"
    >
      <span className="figures w-7 shrink-0 font-semibold text-accent underline underline-offset-2">
        {id}
      </span>
      <span className="min-w-0 wrap-anywhere">{text}</span>
    </a>
  );
}
