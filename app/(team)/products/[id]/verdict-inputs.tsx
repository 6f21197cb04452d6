import { z } from "zod";
import { competitionWord } from "@/app/_ui/competition-word";
import { Facts } from "@/app/_ui/facts";
import { formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { verdictFlips } from "@/lib/verdict/verdict-flips";
import { VERDICT_RULES } from "@/lib/verdict/verdict-rules";
import type { EvidenceItem } from "@/lib/core/evidence";
import { COMPETITION_LEVELS, VERDICT_LABELS } from "@/lib/core/words";
import { EvidenceLink } from "./evidence-preview";

/** The stored inputs of a verdict, as they were computed. */
const inputs = z.object({
  margin: z.number().nullable(),
  competition: z.enum(COMPETITION_LEVELS).nullable(),
  sustainable: z.boolean().nullable(),
  quality: z.number().nullable(),
  fatalRisks: z.array(z.object({ name: z.string(), claim: z.string().default("") })).default([]),
  competitionReasons: z.array(z.string()).default([]),
  sustainabilityReasons: z.array(z.string()).default([]),
  competitionEvidence: z.array(z.string()).default([]),
  sustainabilityEvidence: z.array(z.string()).default([]),
});

/** What the rules read to come to their verdict, and what of it would have to be otherwise for another one. */
export function VerdictInputs({
  stored,
  rulesVersion,
  items,
}: {
  stored: Record<string, unknown> | null;
  rulesVersion: string | null;
  /** The dossier of the run, to which the evidence behind the inputs belongs. */
  items: readonly EvidenceItem[];
}) {
  const parsed = inputs.safeParse(stored);
  if (!parsed.success) return null;
  const flips = rulesVersion === VERDICT_RULES.version ? verdictFlips(parsed.data) : [];
  return (
    <>
      <h3 className="mt-6 mb-3 text-sm font-semibold">What the rules read</h3>
      <Read inputs={parsed.data} items={items} />
      {flips.length > 0 ? (
        <>
          <h3 className="mt-6 mb-3 text-sm font-semibold">What would change it</h3>
          <ul className="list-disc space-y-1 pl-4 text-sm">
            {flips.map(({ text, verdict }) => (
              <li key={text}>
                {text} would make it <strong className="font-semibold">{VERDICT_LABELS[verdict]}</strong>.
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** Reasons in words, and the items they stand on. */
function Why({ reasons, ids, items }: { reasons: string[]; ids: string[]; items: readonly EvidenceItem[] }) {
  const known = ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return (
    <>
      {reasons.join(" ")}
      {known.length > 0 ? (
        <span className="mt-1 flex flex-wrap gap-1">
          {known.map(({ id, text }) => (
            <EvidenceLink key={id} id={id} text={text} />
          ))}
        </span>
      ) : null}
    </>
  );
}

function Read({ inputs: read, items }: { inputs: z.infer<typeof inputs>; items: readonly EvidenceItem[] }) {
  const { margin, competition, sustainable, quality, fatalRisks, ...why } = read;
  return (
    <Facts
      columns=""
      facts={[
        { label: "Margin, likely", value: formatPercent(margin) },
        {
          label: "Competition",
          value: competitionWord(competition),
          detail: <Why reasons={why.competitionReasons} ids={why.competitionEvidence} items={items} />,
        },
        {
          label: "Trend lasts",
          value: sustainable === null ? UNKNOWN : sustainable ? "yes" : "no",
          detail: <Why reasons={why.sustainabilityReasons} ids={why.sustainabilityEvidence} items={items} />,
        },
        {
          label: "Quality",
          value: formatScore(quality),
          detail: quality === null ? "not measured" : "of 100",
        },
        {
          label: "Fatal risks",
          value:
            fatalRisks.length === 0
              ? "none named"
              : fatalRisks.map((risk) => risk.name.replaceAll("-", " ")).join(", "),
        },
      ]}
    />
  );
}
