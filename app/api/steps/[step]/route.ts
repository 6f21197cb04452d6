import { createCtx, SCHEDULE } from "@/lib/ctx";
import { parseJson, signedRoute } from "@/lib/http/step-route";
import { executeStep } from "@/lib/steps/execute";

export const maxDuration = 120;

export const POST = signedRoute(
  ({ step }) => `/api/steps/${step}`,
  async ({ body, params }) => {
    const ctx = createCtx(SCHEDULE);
    const outcome = await executeStep({ ctx, step: params["step"] ?? "", body: parseJson(body) });
    // No body: nobody reads it, and streaming one costs a step a tenth of its time.
    return new Response(null, { headers: { "Step-Outcome": outcome } });
  },
);
