import { Badge } from "@/app/_ui/badge";
import type { CheckedClaim, EvidenceItem } from "@/lib/core/evidence";
import { EvidenceLink } from "./evidence-preview";

/** What an agent claims, each with the evidence it names; one that its evidence does not carry is struck through. */
export function Claims({
  claims,
  items,
}: {
  claims: readonly CheckedClaim[];
  items: readonly EvidenceItem[];
}) {
  if (claims.length === 0)
    return <p className="text-sm text-muted">It makes no claim that could be checked.</p>;
  return (
    <ul className="space-y-2 text-sm">
      {claims.map((claim, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two claims may read the same, and their order is fixed
        <li key={index}>
          {claim.supported ? <span>{claim.text}</span> : <del className="text-muted">{claim.text}</del>}{" "}
          {claim.attack ? <Badge tone="bad">Attack: an instruction to a model</Badge> : null}{" "}
          <span className="inline-flex flex-wrap gap-1 align-middle">
            {claim.evidence.map((id) => {
              const item = items.find((known) => known.id === id);
              return item ? (
                <EvidenceLink key={id} id={id} text={item.text} />
              ) : (
                <span key={id} className="text-xs text-muted">
                  {id} (not in the dossier)
                </span>
              );
            })}
          </span>
          {claim.supported ? null : (
            <span className="block text-xs font-medium text-bad">Not supported: {claim.reason}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
