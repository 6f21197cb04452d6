import type { ReactNode } from "react";
import { z } from "zod";
import { AGENTS } from "@/agents/roster";
import { VerdictBadge } from "@/app/_ui/badge";
import { competitionWord } from "@/app/_ui/competition-word";
import { formatPercent, formatScore, UNKNOWN } from "@/app/_ui/format";
import { ruleLabel } from "@/app/_ui/rule-labels";
import { TwoSides } from "@/app/_ui/two-sides";
import type { ComparedRun } from "@/db/queries/pages/product-runs";
import { compareRuns, type Scored } from "@/lib/analysis/compare-runs";
import type { EvidenceItem } from "@/lib/core/evidence";
import { ORIGIN_LABELS } from "@/lib/core/words";

/** What of the stored inputs of a verdict is set side by side. */
const inputs = z.object({
  sustainable: z.boolean().nullable().catch(null),
  quality: z.number().nullable().catch(null),
});

type ComparedProps = { before: ComparedRun; after: ComparedRun; head: (run: ComparedRun) => ReactNode };

/** Verdict, scores, evidence and struck claims of two runs. */
export function Compared({ before, after, head }: ComparedProps) {
  const { scores, facts, struck } = compareRuns(
    { items: before.dossier.items, steps: before.steps },
    { items: after.dossier.items, steps: after.steps },
  );
  const heads = { before: head(before), after: head(after) };
  return (
    <div className="flex flex-col gap-8">
      <TwoSides caption="What came of the two analyses" {...heads} rows={outcomes(before, after)} />
      <div>
        <h3 className="mb-3 text-base font-semibold">Scores of the agents</h3>
        <TwoSides
          caption="Scores of the agents in the two analyses"
          {...heads}
          rows={scores.map(({ agent, ...sides }) => row(agent, AGENTS[agent].title, sides, scoreWord))}
        />
      </div>
      <div>
        <h3 className="mb-3 text-base font-semibold">Evidence that differs</h3>
        {facts.length === 0 ? (
          <p className="text-sm text-muted">Both had the same evidence.</p>
        ) : (
          <TwoSides
            caption="Evidence that one of the two analyses had and the other had not"
            {...heads}
            rows={facts.map(({ metric, origin, ...sides }) => ({
              key: `${metric} ${origin}`,
              label: (
                <>
                  {metricWord(metric)}
                  <span className="block text-xs font-normal text-muted">{originWord(origin)}</span>
                </>
              ),
              before: <Sentences texts={sides.before} none="not there" />,
              after: <Sentences texts={sides.after} none="not there" />,
              differs: false,
            }))}
          />
        )}
      </div>
      <div>
        <h3 className="mb-3 text-base font-semibold">Claims struck through</h3>
        {struck.length === 0 ? (
          <p className="text-sm text-muted">Every claim of both was carried by its evidence.</p>
        ) : (
          <TwoSides
            caption="Claims that their evidence did not carry"
            {...heads}
            rows={struck.map(({ agent, ...sides }) => ({
              key: agent,
              label: AGENTS[agent].title,
              before: <Sentences texts={sides.before} none="none" struck />,
              after: <Sentences texts={sides.after} none="none" struck />,
              differs: sides.before.join("\n") !== sides.after.join("\n"),
            }))}
          />
        )}
      </div>
    </div>
  );
}

function outcomes(before: ComparedRun, after: ComparedRun) {
  const read = {
    before: inputs.safeParse(before.verdictInput ?? {}).data,
    after: inputs.safeParse(after.verdictInput ?? {}).data,
  };
  const runs = { before, after };
  return [
    row("verdict", "Verdict", { before: before.verdict, after: after.verdict }, (verdict) => (
      <VerdictBadge verdict={verdict} />
    )),
    row("rule", "Why", { before: before.verdictRule, after: after.verdictRule }, (rule) =>
      rule === null ? UNKNOWN : ruleLabel(rule),
    ),
    row(
      "margin",
      "Margin, likely",
      each(runs, ({ marginLikely }) => marginLikely),
      formatPercent,
    ),
    row(
      "range",
      "Margin, from and to",
      each(runs, ({ marginLow: low, marginHigh: high }) =>
        low === null || high === null ? null : `${formatPercent(low)} to ${formatPercent(high)}`,
      ),
      (text) => text ?? UNKNOWN,
    ),
    row("first-margin", "Margin in its own evidence", each(runs, marginInEvidence), formatPercent),
    row(
      "competition",
      "Competition",
      each(runs, ({ competitionLevel }) => competitionLevel),
      competitionWord,
    ),
    row(
      "lasts",
      "Trend lasts",
      each(read, (given) => given?.sustainable ?? null),
      (lasts) => (lasts === null ? UNKNOWN : lasts ? "yes" : "no"),
    ),
    row(
      "quality",
      "Quality",
      each(read, (given) => given?.quality ?? null),
      formatScore,
    ),
    row(
      "rules",
      "Version of the rules",
      each(runs, ({ rulesVersion }) => rulesVersion),
      (version) => version ?? UNKNOWN,
    ),
  ];
}

/** As it was worked out for the agents to read, before a price was suggested and whatever was stated later. */
function marginInEvidence({ dossier }: ComparedRun): number | null {
  return dossier.items.findLast(({ metric }) => metric === "margin-likely")?.value ?? null;
}

function each<From, Value>(sides: { before: From; after: From }, pick: (side: From) => Value) {
  return { before: pick(sides.before), after: pick(sides.after) };
}

function row<Value>(
  key: string,
  label: string,
  sides: { before: Value; after: Value },
  shown: (value: Value) => ReactNode,
) {
  return {
    key,
    label,
    before: shown(sides.before),
    after: shown(sides.after),
    differs: sides.before !== sides.after,
  };
}

function scoreWord(score: Scored): ReactNode {
  if (score === "abstained") return "abstained";
  return score === null ? "no report" : <span className="figures">{formatScore(score)}</span>;
}

function metricWord(metric: string): string {
  const words = metric.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function originWord(origin: EvidenceItem["origin"]): string {
  if (origin === "computed") return "Our arithmetic";
  if (origin === "table") return "Our tables";
  return origin === "person" ? "Stated by a person" : ORIGIN_LABELS[origin];
}

/** Long texts of the web are cut: the run's own page has them whole. */
const LONGEST = 220;

function Sentences({
  texts,
  none,
  struck = false,
}: {
  texts: readonly string[];
  none: string;
  struck?: boolean;
}) {
  if (texts.length === 0) return <span className="text-muted">{none}</span>;
  return (
    <ul className="space-y-2">
      {texts.map((text) => {
        const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
        return <li key={text}>{struck ? <del>{short}</del> : short}</li>;
      })}
    </ul>
  );
}
