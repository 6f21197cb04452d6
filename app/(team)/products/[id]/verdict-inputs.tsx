import { z } from "zod";
import { competitionWord } from "@/app/_ui/competition-word";
import { Facts } from "@/app/_ui/facts";
import { formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { COMPETITION_LEVELS } from "@/lib/core/words";

/** The stored inputs of a verdict, as they were computed. */
const inputs = z.object({
  margin: z.number().nullable(),
  competition: z.enum(COMPETITION_LEVELS).nullable(),
  sustainable: z.boolean().nullable(),
  quality: z.number().nullable(),
  fatalRisks: z.array(z.object({ name: z.string() })).default([]),
  competitionReasons: z.array(z.string()).default([]),
  sustainabilityReasons: z.array(z.string()).default([]),
});

/** What the rules read to come to their verdict. */
export function VerdictInputs({ stored }: { stored: Record<string, unknown> | null }) {
  const parsed = inputs.safeParse(stored);
  if (!parsed.success) return null;
  const { margin, competition, sustainable, quality, fatalRisks, ...why } = parsed.data;
  return (
    <Facts
      columns=""
      facts={[
        { label: "Margin, likely", value: formatPercent(margin) },
        {
          label: "Competition",
          value: competitionWord(competition),
          detail: why.competitionReasons.join(" "),
        },
        {
          label: "Trend lasts",
          value: sustainable === null ? UNKNOWN : sustainable ? "yes" : "no",
          detail: why.sustainabilityReasons.join(" "),
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
