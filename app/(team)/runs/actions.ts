"use server";

import { z } from "zod";
import { resumeRun } from "@/lib/analysis/resume-run";
import { redirectAction } from "@/lib/http/action";

export const resumeForm = redirectAction(
  "run.resume",
  {
    permission: "decide",
    input: z.object({ runId: z.coerce.number("the number of a run").int().positive() }),
    notice: () => "The run goes on from its failed step.",
  },
  ({ ctx, input }) => resumeRun({ ctx, input }),
);
