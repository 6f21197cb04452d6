/** The parts of the page in their order: what a decision needs first, where it comes from after. */
const PARTS = [
  ["decide", "Decide"],
  ["listings", "Listings"],
  ["verdict", "Verdict"],
  ["margin", "Margin"],
  ["trend", "Trend"],
  ["reports", "Reports"],
  ["sightings", "Seen at"],
  ["facts", "What people say"],
  ["decisions", "Decisions"],
  ["same", "Merge or split"],
  ["dossier", "Dossier"],
  ["steps", "Steps"],
] as const;

type Part = (typeof PARTS)[number][0];

/** Links to the parts of a long page, at its upper edge while there is height for it; on a phone they scroll sideways. */
export function SectionLinks({
  absent,
}: {
  /** Parts that this product has not. */ absent: Partial<Record<Part, boolean>>;
}) {
  const shown = PARTS.filter(([id]) => !absent[id]);
  return (
    <nav
      aria-label="On this page"
      className="roomy:sticky roomy:top-0 z-10 -mx-4 mt-5 overflow-x-auto border-y border-line bg-canvas px-4 [scrollbar-width:none] sm:-mx-6 sm:px-6 lg:-mx-10 lg:px-10"
    >
      <ul className="flex w-max gap-x-4">
        {shown.map(([id, label]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-11 items-center text-sm font-medium whitespace-nowrap text-accent -outline-offset-2 hover:underline"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
