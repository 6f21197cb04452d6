import { COMPETITION_LEVELS, VERDICTS, type Verdict } from "@/lib/core/words";
import { decideVerdict, type VerdictInput } from "./decide-verdict";
import { VERDICT_RULES } from "./verdict-rules";

/** One change of one input, everything else as it is, that would change the verdict. */
export type Flip = {
  input: "margin" | "competition" | "sustainable" | "quality" | "fatalRisks";
  /** The input as it would have to be, for `decideVerdict`. */
  change: Partial<VerdictInput>;
  verdict: Verdict;
  /** The change as the beginning of a sentence: "A likely margin below 20%". */
  text: string;
};

type Step = Pick<Flip, "input" | "change" | "text">;

/** Percent and points have two decimals. */
const SMALLEST = 0.01;
const below = (bound: number) => Math.round((bound - SMALLEST) * 100) / 100;
const above = (bound: number) => Math.round((bound + SMALLEST) * 100) / 100;

/**
 * What would change the verdict: for each input the smallest change that leads to each other verdict, in the
 * order margin, competition, trend, quality, risks. Worked out by asking the rule itself, so it can never say
 * something else than the rule does.
 */
export function verdictFlips(input: VerdictInput): Flip[] {
  const now = decideVerdict(input).verdict;
  return [
    marginSteps(input),
    competitionSteps(input),
    trendSteps(input),
    qualitySteps(input),
    riskSteps(input),
  ]
    .map((steps) =>
      steps.map((step) => ({ ...step, verdict: decideVerdict({ ...input, ...step.change }).verdict })),
    )
    .flatMap((flips) => VERDICTS.flatMap((verdict) => firstTo(verdict, flips)))
    .filter((flip) => flip.verdict !== now);
}

const firstTo = (verdict: Verdict, flips: readonly Flip[]): Flip[] =>
  flips.filter((flip) => flip.verdict === verdict).slice(0, 1);

/** Nearest first; where nothing is known, the least that would do first. */
function marginSteps({ margin }: VerdictInput): Step[] {
  const { rejectBelow, approveAboveAtLowCompetition, approveFromAtMediumCompetition } = VERDICT_RULES.margin;
  const to = (value: number, words: string): Step => ({
    input: "margin",
    change: { margin: value },
    text: `A likely margin ${words}`,
  });
  const rising = [
    to(rejectBelow, `of at least ${rejectBelow}%`),
    to(above(approveAboveAtLowCompetition), `above ${approveAboveAtLowCompetition}%`),
    to(approveFromAtMediumCompetition, `of at least ${approveFromAtMediumCompetition}%`),
  ];
  const falling = [
    to(below(approveFromAtMediumCompetition), `below ${approveFromAtMediumCompetition}%`),
    to(approveAboveAtLowCompetition, `of at most ${approveAboveAtLowCompetition}%`),
    to(below(rejectBelow), `below ${rejectBelow}%`),
  ];
  if (margin === null || !Number.isFinite(margin)) return [...rising, ...falling];
  const value = (step: Step) => step.change.margin ?? 0;
  return [
    ...rising.filter((step) => value(step) > margin),
    ...falling.filter((step) => value(step) < margin),
  ];
}

function competitionSteps({ competition }: VerdictInput): Step[] {
  const at = competition === null ? 0 : COMPETITION_LEVELS.indexOf(competition);
  return COMPETITION_LEVELS.filter((level) => level !== competition)
    .toSorted(
      (a, b) => Math.abs(COMPETITION_LEVELS.indexOf(a) - at) - Math.abs(COMPETITION_LEVELS.indexOf(b) - at),
    )
    .map((level) => ({
      input: "competition",
      change: { competition: level },
      text: `${capital(level)} competition`,
    }));
}

function trendSteps({ sustainable }: VerdictInput): Step[] {
  return [true, false]
    .filter((value) => value !== sustainable)
    .map((value) => ({
      input: "sustainable",
      change: { sustainable: value },
      text: value ? "A trend that is shown to last" : "A trend that does not last",
    }));
}

function qualitySteps({ quality }: VerdictInput): Step[] {
  const bound = VERDICT_RULES.quality.approveFromAtMediumCompetition;
  const good: Step = { input: "quality", change: { quality: bound }, text: `A quality of at least ${bound}` };
  const poor: Step = {
    input: "quality",
    change: { quality: below(bound) },
    text: `A quality below ${bound}`,
  };
  if (quality === null || !Number.isFinite(quality)) return [good, poor];
  return [quality < bound ? good : poor];
}

function riskSteps({ fatalRisks }: VerdictInput): Step[] {
  if (fatalRisks.length > 0)
    return [
      { input: "fatalRisks", change: { fatalRisks: [] }, text: "No fatal risk that its evidence carries" },
    ];
  const risk = { name: "named risk", claim: "" };
  return [
    {
      input: "fatalRisks",
      change: { fatalRisks: [risk] },
      text: "A named fatal risk that its evidence carries",
    },
  ];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
