import { createCtx, SCHEDULE } from "@/lib/ctx";
import { signedRoute } from "@/lib/http/step-route";
import { runTask } from "@/lib/health/run-task";

export const maxDuration = 60;

export const POST = signedRoute(
  ({ task }) => `/api/cron/${task}`,
  async ({ params }) =>
    Response.json(await runTask({ ctx: createCtx(SCHEDULE), input: { task: params["task"] ?? "" } })),
);
