"use server";

import { z } from "zod";
import { MARKETPLACES } from "@/lib/core/words";
import { removeRate } from "@/lib/economics/remove-rate";
import { setRate } from "@/lib/economics/set-rate";
import { formAction, redirectAction } from "@/lib/http/action";
import { changeOwnRate } from "@/lib/settings/change-own-rate";
import { changeSetting } from "@/lib/settings/change-setting";
import { readSettings } from "@/lib/settings/read-settings";
import { settingSchemas } from "@/lib/settings/settings";

const upper = z.string().trim().toUpperCase();
const currency = upper.pipe(settingSchemas.homeCurrency);
const decimal = (digits: RegExp) =>
  z
    .string()
    .trim()
    .regex(digits, "a number such as 12.5")
    .transform((text) => Number(text.replace(",", ".")));
const figure = decimal(/^\d{1,6}(?:[.,]\d{1,2})?$/).transform((value) => Math.round(value * 100));
const optionalFigure = z
  .literal("")
  .transform(() => undefined)
  .or(figure)
  .optional();
const day = z.iso.date("a day such as 2026-11-22");
const source = z.string().trim().min(1, "where the rate comes from").max(200, "at most 200 characters");
const to = (section: string) => () => `/settings#${section}`;

export const homeForm = redirectAction(
  "home-market",
  {
    permission: "manage-settings",
    input: z.object({ homeMarket: z.enum(MARKETPLACES, "one of the list"), homeCurrency: currency }),
    to: to("money"),
    notice: () => "Saved; analyses from now on use it.",
  },
  async ({ ctx, input: { homeMarket, homeCurrency } }) => {
    await changeSetting({ ctx, input: { key: "homeCurrency", value: homeCurrency } });
    await changeSetting({ ctx, input: { key: "homeMarket", value: homeMarket } });
  },
);

export const setExchangeRateForm = formAction(
  "set-exchange-rate",
  {
    permission: "manage-settings",
    input: z.object({ currency, perUsd: decimal(/^\d{1,9}(?:[.,]\d{1,8})?$/), day, source }),
    retype: ["currency", "perUsd", "day", "source"],
    to: to("exchange-rates"),
    notice: () => "The rate is saved; analyses from now on use it.",
  },
  setRate,
);

export const removeExchangeRateForm = redirectAction(
  "remove-exchange-rate",
  {
    permission: "manage-settings",
    input: z.object({ currency }),
    to: to("exchange-rates"),
    notice: () => "The entered rate is removed.",
  },
  async ({ ctx, input }) => {
    const { homeCurrency } = await readSettings({ ctx });
    await removeRate({ ctx, input: { ...input, homeCurrency } });
  },
);

export const setOwnRateForm = formAction(
  "set-own-rate",
  {
    permission: "manage-settings",
    input: z.object({
      id: z.string().max(200),
      likely: figure,
      low: optionalFigure,
      high: optionalFigure,
      day,
      source,
    }),
    retype: ["id", "likely", "low", "high", "day", "source"],
    to: to("fees"),
    notice: () => "Your rate is saved; analyses from now on use it.",
  },
  async ({ ctx, input: { id, likely, low = likely, high = likely, ...rest } }) => {
    await changeOwnRate({ ctx, input: { id, rate: { low, likely, high, ...rest } } });
  },
);

export const removeOwnRateForm = redirectAction(
  "remove-own-rate",
  {
    permission: "manage-settings",
    input: z.object({ id: z.string().max(200) }),
    to: to("fees"),
    notice: () => "Your rate is removed; ours holds again.",
  },
  async ({ ctx, input: { id } }) => changeOwnRate({ ctx, input: { id, rate: null } }),
);
