/** Our own taxonomy of consumer products: where a thing belongs, what it is called, what it tends to cost to make. */
import { TAXONOMY_TABLE } from "./taxonomy-table";

export type CostRatio = {
  /** Unit cost as a fraction of the retail price. */
  low: number;
  likely: number;
  high: number;
  /** Where the ratio comes from, for a person to read. */
  source: string;
};

export type TaxonomyNode = {
  /** Stable id such as "kitchen.drinkware". */
  id: string;
  /** "Home & Kitchen > Drinkware". */
  path: string;
  /** Words and phrases that name things of this node, in small letters. */
  words: readonly string[];
  /** A row of Amazon's referral fee table, by name. */
  amazonFeeCategory: string;
  costRatio: CostRatio;
};

/**
 * Cost ratios by sector, derived from two public sets of gross margins. `likely` is what a direct importer pays: the brand's
 * cost share, times what a shop pays the brand. `high` is what a reseller pays who buys at wholesale; `low` is six tenths
 * of likely, our own assumption for unbranded goods. Damodaran, NYU Stern, gross margin by industry, Europe, January 2019;
 * US Census Bureau, retail gross margin by kind of business, 1998 (37.0% without cars, 31.3% building materials).
 */
const RETAIL_SHARE = 1 - 0.37;
const SECTORS = {
  apparel: ratio("Apparel", 0.6329),
  household: ratio("Household Products", 0.5061),
  electronics: ratio("Electronics (Consumer & Office)", 0.466),
  computers: ratio("Computers/Peripherals", 0.345),
  furniture: ratio("Furn/Home Furnishings", 0.2879),
  health: ratio("Healthcare Products", 0.5733),
  leisure: ratio("Entertainment", 0.4217),
  auto: ratio("Auto Parts", 0.2198),
  food: ratio("Food Processing", 0.3915),
  building: ratio("Building Materials", 0.3273, 1 - 0.313),
} as const satisfies Record<string, CostRatio>;

function ratio(industry: string, brandMargin: number, shopShare = RETAIL_SHARE): CostRatio {
  const likely = hundredths((1 - brandMargin) * shopShare);
  return {
    low: hundredths(likely * 0.6),
    likely,
    high: hundredths(shopShare),
    source:
      `Sector table of cost ratios: brand gross margin ${(brandMargin * 100).toFixed(1)}% ` +
      `(${industry}; Damodaran, NYU Stern, Europe, January 2019) and retail gross margin ${Math.round((1 - shopShare) * 100)}% ` +
      "(US Census Bureau, 1998). An estimate, not a quote.",
  };
}

function hundredths(fraction: number): number {
  return Math.round(fraction * 100) / 100;
}

function isSector(text: string): text is keyof typeof SECTORS {
  return Object.hasOwn(SECTORS, text);
}

export const TAXONOMY: readonly TaxonomyNode[] = TAXONOMY_TABLE.trim()
  .split("\n")
  .map((line) => {
    const [id, path, amazonFeeCategory, sector, words] = line.split("|").map((cell) => cell.trim());
    if (!id || !path || !amazonFeeCategory || !sector || !words || !isSector(sector)) {
      throw new RangeError(`Not a row of the taxonomy: ${line}`);
    }
    return {
      id,
      path,
      amazonFeeCategory,
      costRatio: SECTORS[sector],
      words: words.split(",").map((word) => word.trim()),
    };
  });

const BY_ID = new Map(TAXONOMY.map((node) => [node.id, node]));

/** The node of an id, or null when there is none. */
export function taxonomyNode(id: string): TaxonomyNode | null {
  return BY_ID.get(id) ?? null;
}
