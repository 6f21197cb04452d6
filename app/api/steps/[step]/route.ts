import { createCtx, SCHEDULE } from "@/lib/ctx";
import { parseJson, signedRoute } from "@/lib/http/step-route";
import { executeStep } from "@/lib/steps/execute";

export const maxDuration = 120;

export const POST = signedRoute(
  ({ step }) => `/api/steps/${step}`,
  async ({ body, params }) => ({
    outcome: await executeStep({
      ctx: createCtx(SCHEDULE),
      step: params["step"] ?? "",
      body: parseJson(body),
    }),
  }),
);
