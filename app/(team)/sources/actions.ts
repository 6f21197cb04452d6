"use server";

import { z } from "zod";
import { SOURCE_IDS } from "@/lib/core/words";
import { formAction, redirectAction } from "@/lib/http/action";
import { changeSource } from "@/lib/scanning/change-source";
import { scanNow } from "@/lib/scanning/scan-now";

const source = z.enum(SOURCE_IDS, "one of the seven sources");

export const scanNowForm = redirectAction(
  "source.scan",
  {
    permission: "run-scan",
    input: z.object({ source }),
    notice: ({ paused }) =>
      paused
        ? "The scan is queued. All work is paused: it begins when the pause ends."
        : "The scan is queued; its result appears in the list of scans.",
  },
  scanNow,
);

export const changeSourceForm = formAction(
  "source.change",
  {
    permission: "manage-settings",
    input: z.object({
      source,
      enabled: z.enum(["true", "false"]).transform((value) => value === "true"),
      mode: z.enum(["live", "sample"], "live or samples"),
      robots: z.enum(["respect", "ignore"], "respected or put aside"),
      intervalMinutes: z
        .string()
        .trim()
        .regex(/^\d{1,6}$/, "a whole number of minutes")
        .transform(Number),
    }),
    retype: ["enabled", "mode", "robots", "intervalMinutes"],
    notice: ({ changed }) => (changed.length > 0 ? "The source is saved." : "Nothing was different."),
  },
  changeSource,
);
