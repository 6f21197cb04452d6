/** The settings that a page changes: their keys, shapes and defaults. Client-safe. */
import { z } from "zod";
import { currencyCode } from "../core/money";
import { MARKETPLACES } from "../core/words";
import { ownRates } from "../economics/own-rates";

const days = z.int("a whole number of days").min(1, "at least 1 day").max(3_650, "at most 3,650 days");

/** How long what we read from elsewhere is kept. */
const retention = z.object({
  /** The first 2 kB kept of pages that were blocked or not recognised. */
  snippetDays: days,
  /** Requests to and answers from models. */
  modelBodyDays: days,
  /** Sightings older than this keep one a day … */
  sightingsDailyAfterDays: days,
  /** … and older than this one a week. */
  sightingsWeeklyAfterDays: days,
});

const budget = z
  .string()
  .regex(/^\d{1,5}(\.\d{1,2})?$/, "an amount in US dollars such as 5 or 0.25, at most 99,999.99");

/** What models may cost. */
const budgets = z.object({
  /** US dollars that all calls of a day (UTC) may cost together. */
  dailyUsd: budget,
  /** US dollars that the calls for one product may cost on one day. */
  productUsd: budget,
  /** An answer to the same question that is not older is taken again instead of paid for; 0 takes none. */
  reuseHours: z.int("a whole number of hours").min(0, "0 or more hours").max(720, "at most 720 hours"),
});

/** One schema a key; a key that is not here does not exist. */
export const settingSchemas = {
  /** Stops all spending, scanning and posting; work waits where it is. */
  paused: z.boolean(),
  homeCurrency: currencyCode,
  /** The marketplace whose margin the verdict goes by. */
  homeMarket: z.enum(MARKETPLACES),
  /** Fee rates and assumptions that the team has put in the place of ours, by the id of the rate. */
  ownRates,
  retention,
  budgets,
};
export type SettingKey = keyof typeof settingSchemas;

export type Settings = { [Key in SettingKey]: z.infer<(typeof settingSchemas)[Key]> };

/** Key and value of one change. */
export const settingChange = z.discriminatedUnion("key", [
  z.object({ key: z.literal("paused"), value: settingSchemas.paused }),
  z.object({ key: z.literal("homeCurrency"), value: settingSchemas.homeCurrency }),
  z.object({ key: z.literal("homeMarket"), value: settingSchemas.homeMarket }),
  z.object({ key: z.literal("ownRates"), value: settingSchemas.ownRates }),
  z.object({ key: z.literal("retention"), value: settingSchemas.retention }),
  z.object({ key: z.literal("budgets"), value: settingSchemas.budgets }),
]);
export type SettingChange = z.infer<typeof settingChange>;

/** A few hundred analyses a day on small models, and ten times what one of them costs. */
const USUAL_BUDGETS = { dailyUsd: "5", productUsd: "0.25" };

/** What holds until somebody changes it. Home currency and budgets begin as the settings of the server say. */
export function defaultSettings(
  homeCurrency: string,
  begin: { dailyUsd: string; productUsd: string } = USUAL_BUDGETS,
): Settings {
  return {
    paused: false,
    homeCurrency,
    homeMarket: "amazon",
    ownRates: {},
    retention: {
      snippetDays: 14,
      modelBodyDays: 90,
      sightingsDailyAfterDays: 30,
      sightingsWeeklyAfterDays: 180,
    },
    budgets: { ...begin, reuseHours: 24 },
  };
}
