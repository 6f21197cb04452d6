import type { ReactNode } from "react";
import { z } from "zod";
import { Card } from "@/app/_ui/card";
import { competitionWord } from "@/app/_ui/competition-word";
import { formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { verdictFlips } from "@/lib/verdict/verdict-flips";
import { VERDICT_RULES } from "@/lib/verdict/verdict-rules";
import type { EvidenceItem } from "@/lib/core/evidence";
import { COMPETITION_LEVELS, VERDICT_LABELS } from "@/lib/core/words";
import { EvidenceLink } from "./evidence-link";

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
  stored: Record<string, unknown>;
  rulesVersion: string | null;
  /** The dossier of the run, to which the evidence behind the inputs belongs. */
  items: readonly EvidenceItem[];
}) {
  const parsed = inputs.safeParse(stored);
  if (!parsed.success)
    return (
      <p className="text-sm text-muted">What the rules of {rulesVersion} read cannot be shown any more.</p>
    );
  const flips = rulesVersion === VERDICT_RULES.version ? verdictFlips(parsed.data) : [];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card>
        <h3 className="text-sm font-semibold">What the rules read</h3>
        <Read inputs={parsed.data} items={items} />
      </Card>
      {flips.length > 0 ? (
        <Card>
          <h3 className="text-sm font-semibold">What would change it</h3>
          <ul className="mt-1 divide-y divide-line text-sm">
            {flips.map(({ text, verdict }) => (
              <li key={text} className="flex items-baseline justify-between gap-4 py-2 last:pb-0">
                <span>{text}</span>
                <strong className="font-semibold">
                  <span className="sr-only">would make it </span>
                  {VERDICT_LABELS[verdict]}
                </strong>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
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
          {known.map(({ id }) => (
            <EvidenceLink key={id} id={id} />
          ))}
        </span>
      ) : null}
    </>
  );
}

function Read({ inputs: read, items }: { inputs: z.infer<typeof inputs>; items: readonly EvidenceItem[] }) {
  const { margin, competition, sustainable, quality, fatalRisks, ...why } = read;
  return (
    <dl className="mt-1 divide-y divide-line text-sm">
      <Input label="Margin, likely" value={formatPercent(margin)} />
      <Input label="Competition" value={competitionWord(competition)}>
        <Why reasons={why.competitionReasons} ids={why.competitionEvidence} items={items} />
      </Input>
      <Input label="Trend lasts" value={sustainable === null ? UNKNOWN : sustainable ? "Yes" : "No"}>
        <Why reasons={why.sustainabilityReasons} ids={why.sustainabilityEvidence} items={items} />
      </Input>
      <Input label="Quality" value={quality === null ? "not measured" : `${formatScore(quality)} of 100`} />
      <Input
        label="Fatal risks"
        value={
          fatalRisks.length === 0
            ? "None named"
            : fatalRisks.map((risk) => risk.name.replaceAll("-", " ")).join(", ")
        }
      />
    </dl>
  );
}

type InputProps = { label: string; value: string; /** Why it is so. */ children?: ReactNode };

function Input({ label, value, children }: InputProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2 last:pb-0">
      <dt className="text-muted">{label}</dt>
      <dd className="figures font-semibold">{value}</dd>
      {children ? <dd className="col-span-2 text-xs text-muted">{children}</dd> : null}
    </div>
  );
}
