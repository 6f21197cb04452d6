import { createCtx, SCHEDULE } from "@/lib/ctx";
import { parseJson, signedRoute } from "@/lib/http/step-route";
import { abandonStep } from "@/lib/steps/abandon";

export const maxDuration = 60;

export const POST = signedRoute(
  () => "/api/qstash/failed",
  async ({ body }) => Response.json(await abandonStep({ ctx: createCtx(SCHEDULE), input: parseJson(body) })),
);
