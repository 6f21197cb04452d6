import { SectionLinks as Links } from "@/app/_ui/section-links";

/** The parts of the page in their order: what a decision needs first, where it comes from after. */
const PARTS = [
  ["verdict", "Verdict"],
  ["margin", "Margin"],
  ["reports", "Reports"],
  ["facts", "What people say"],
  ["listings", "Listings"],
  ["decisions", "Decisions"],
  ["sightings", "Where it was seen"],
  ["same", "Merge or split"],
  ["dossier", "Dossier"],
  ["steps", "Steps"],
] as const;

/** Links to the parts of a long page; `reports` and `dossier` stand only on an analysed product. */
export function SectionLinks(has: { reports: boolean; dossier: boolean }) {
  const shown = PARTS.filter(([id]) => (id === "reports" || id === "dossier" ? has[id] : true));
  return (
    <div className="mt-5">
      <Links parts={shown} />
    </div>
  );
}
