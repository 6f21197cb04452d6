/** Where an evidence item stands in the dossier. */
export const evidenceAnchor = (id: string) => `evidence-${id}`;

/** An evidence number that leads to its item in the dossier. */
export function EvidenceLink({ id }: { id: string }) {
  return (
    <a
      href={`#${evidenceAnchor(id)}`}
      className="figures inline-flex min-h-6 min-w-8 items-center justify-center rounded-sm bg-sunken px-1.5 text-xs font-semibold text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      {id}
    </a>
  );
}
