/** Reports of the embedded analyst over the sample world, and the same with their numbers altered. */
import { buildDossier } from "@/lib/analysis/build-dossier";
import type { ClaimEvidence } from "@/lib/claims/check-claims";
import { DAY_MS } from "@/lib/core/clock";
import type { Dossier } from "@/lib/core/evidence";
import type { Sighting } from "@/lib/core/sighting";
import { SOURCE_IDS, type SourceId } from "@/lib/core/words";
import { runTwelve } from "@/lib/models/testing";
import { SCANNERS } from "@/scanners/registry";
import { SAMPLE_DAYS, samplePages, searchSampleWeb } from "@/scanners/world";
import { DIGIT_CHANGES, falsifyDigits } from "./falsify-digits";
import type { Random } from "./random";
import type { Planted } from "./written-reports";

const NOW = new Date("2026-11-22T12:00:00Z");
/** Days of the world between two looks at a thing. */
const DAYS_BETWEEN = 6;

type Seen = { origin: SourceId; detail: Sighting; seenAt: Date };

/** What the sources of the sample world say of their things on three days, newest first. */
function seenThings(): Map<string, Seen[]> {
  const days = [1, 1 + DAYS_BETWEEN, 1 + 2 * DAYS_BETWEEN].toReversed();
  const seen = days.flatMap((day) =>
    SOURCE_IDS.flatMap((origin) => {
      const seenAt = new Date(NOW.getTime() - (SAMPLE_DAYS - 1 - day) * DAY_MS);
      const items = samplePages(origin, day, seenAt).flatMap((page) => SCANNERS[origin].parse(page).items);
      return items
        .filter((item) => item.kind === "product")
        .map((detail): Seen => ({ origin, detail, seenAt }));
    }),
  );
  return Map.groupBy(seen, ({ origin, detail }) => `${origin} ${detail.externalId}`);
}

/** The dossiers of so many things, spread evenly over the sources. */
function sampleDossiers(many: number): Dossier[] {
  const things = [...seenThings().values()].filter((seen) => seen.length > 1);
  const every = Math.max(1, Math.floor(things.length / many));
  const chosen = things.filter((_, index) => index % every === 0).slice(0, many);
  return chosen.map((sightings, index) =>
    buildDossier({
      product: {
        id: index + 1,
        title: sightings[0]?.detail.title ?? "",
        description: null,
        category: null,
        trendScore: 40 + index,
        keywordMatch: [],
      },
      sightings,
      homeCurrency: "USD",
      now: NOW,
    }),
  );
}

type AnalystReport = { evidence: readonly ClaimEvidence[]; claims: Planted[] };

/** The reports of all twelve on so many products: each claim as it was written, and with its digits altered. */
export async function analystReports(products: number, random: Random): Promise<AnalystReport[]> {
  const reports: AnalystReport[] = [];
  for (const start of sampleDossiers(products)) {
    const run = await runTwelve(start, (query) => searchSampleWeb(query, NOW));
    for (const report of Object.values(run.reports)) {
      if (report.status !== "ok") continue;
      const claims = report.claims.flatMap((claim): Planted[] => {
        const altered = Object.entries(DIGIT_CHANGES).flatMap(([name, change]): Planted[] => {
          const said = falsifyDigits({ text: claim.text }, change, random);
          const one = said && { ...claim, text: said.text, value: null, unit: null };
          return one ? [{ claim: one, alteration: name, about: "analyst" }] : [];
        });
        return [{ claim, alteration: null, about: "analyst" }, ...altered];
      });
      reports.push({ evidence: run.dossier.items, claims });
    }
  }
  return reports;
}
