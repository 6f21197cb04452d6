/** Reports from hand-written sentences: what an analyst would write of known facts, and the same with one thing made up. */
import type { Claim } from "@/lib/core/evidence";
import { BOUND_FACTS } from "./bound-facts";
import { COUNTED_FACTS } from "./counted-facts";
import type { FactKind, Said, Stated } from "./fact-kind";
import { DIGIT_CHANGES, falsifyDigits } from "./falsify-digits";
import { MONEY_FACTS } from "./money-facts";
import { TOLD_APART_FACTS } from "./told-apart-facts";
import type { Random } from "./random";

/** `alteration` is null for an honest claim. */
export type Planted = { claim: Claim; alteration: string | null; about: string };
export type PlantedReport = { evidence: { id: string; text: string }[]; claims: Planted[] };

const KINDS: readonly FactKind[] = [...MONEY_FACTS, ...COUNTED_FACTS, ...TOLD_APART_FACTS, ...BOUND_FACTS];
const FACTS_IN_REPORT = 8;

type Fact = { kind: FactKind; stated: Stated; id: string; text: string };

const claimOf = ({ text, value, unit }: Said, evidence: string[]): Claim => ({
  text,
  value: value ?? null,
  unit: unit ?? null,
  evidence,
});

/** One report: eight facts of different kinds, each repeated honestly and falsified in several ways. */
export function writtenReport(random: Random): PlantedReport {
  const kinds = [...KINDS];
  const facts = Array.from({ length: FACTS_IN_REPORT }, (_, index): Fact => {
    const [kind] = kinds.splice(random.whole(0, kinds.length - 1), 1);
    if (!kind) throw new RangeError("There are fewer kinds of facts than a report has.");
    const stated = kind.draw(random);
    return { kind, stated, id: `E${index + 1}`, text: random.pick(kind.evidence)(stated) };
  });
  const claims = facts.flatMap((fact, index): Planted[] => {
    const plant = (claim: Claim, alteration: string | null) => ({ claim, alteration, about: fact.kind.name });
    const honest = fact.kind.honest.map((say) => say(fact.stated));
    const said = random.pick(honest);
    const [alteration, falsify] = random.pick(Object.entries(fact.kind.falsified));
    const other = facts[(index + 1) % facts.length] ?? fact;
    return [
      ...honest.map((one) => plant(claimOf(one, [fact.id]), null)),
      plant(claimOf(falsify(fact.stated), [fact.id]), alteration),
      ...digitChanges(said, random).map(([name, one]) => plant(claimOf(one, [fact.id]), name)),
      plant(
        claimOf(random.pick(honest.filter(({ text }) => /\d/.test(text))), [other.id]),
        "another evidence named",
      ),
      ...ofAnother(fact, random).map((one) => plant(claimOf(one, [fact.id]), "number of another product")),
    ];
  });
  return { evidence: facts.map(({ id, text }) => ({ id, text })), claims };
}

function digitChanges(said: Said, random: Random): [string, Said][] {
  return Object.entries(DIGIT_CHANGES).flatMap(([name, change]): [string, Said][] => {
    const falsified = falsifyDigits(said, change, random);
    return falsified ? [[name, falsified]] : [];
  });
}

/** The same sentence about another product, whose number is far enough away to be another one. */
function ofAnother({ kind, stated }: Fact, random: Random): Said[] {
  const other = kind.draw(random);
  const isFar = Math.max(other.n, stated.n) > 1.3 * Math.min(other.n, stated.n);
  const loose = /\b(?:top|up to)\b|^It was recalled in 2026|expect it|carries it/i;
  const said = random.pick(kind.honest)(other);
  return isFar && kind.name !== "date" && !loose.test(said.text) ? [said] : [];
}
