"use server";

import { z } from "zod";
import { formAction } from "@/lib/http/action";
import { changeBudgets } from "@/lib/models/ledger/change-budgets";
import { changeSetting } from "@/lib/settings/change-setting";
import { settingSchemas } from "@/lib/settings/settings";

const to = () => "/settings#work";
/** Digits: an empty field is no zero. */
const whole = (message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, message)
    .transform(Number);
const days = whole("a whole number of days");

export const retentionForm = formAction(
  "retention",
  {
    permission: "manage-settings",
    input: z
      .object({
        snippetDays: days,
        modelBodyDays: days,
        sightingsDailyAfterDays: days,
        sightingsWeeklyAfterDays: days,
      })
      .pipe(settingSchemas.retention),
    retype: ["snippetDays", "modelBodyDays", "sightingsDailyAfterDays", "sightingsWeeklyAfterDays"],
    to,
    notice: () => "How long things are kept is saved.",
  },
  async ({ ctx, input }) => changeSetting({ ctx, input: { key: "retention", value: input } }),
);

export const budgetsForm = formAction(
  "budgets",
  {
    permission: "manage-settings",
    input: z
      .object({
        dailyUsd: z.string().trim(),
        productUsd: z.string().trim(),
        reuseHours: whole("a whole number of hours"),
      })
      .pipe(settingSchemas.budgets),
    retype: ["dailyUsd", "productUsd", "reuseHours"],
    to,
    notice: () => "The budgets are saved; steps that waited for them look again now.",
  },
  changeBudgets,
);
