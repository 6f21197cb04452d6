import type { Verdict } from "@/lib/core/words";
import { POLICY, type Ctx } from "@/lib/ctx";
import type { DueStep } from "@/db/queries/outbox";
import { settle } from "./settle";

/**
 * With REQUIRE_MANUAL_APPROVAL off, an APPROVE verdict approves itself and a REJECT verdict rejects itself;
 * REVIEW still waits for a person. Runs inside the transaction that finishes the run.
 */
export async function decideByPolicy({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; runId: number; verdict: Verdict };
}): Promise<{ steps: DueStep[] }> {
  if (ctx.env.REQUIRE_MANUAL_APPROVAL || input.verdict === "REVIEW") return { steps: [] };
  const decision = input.verdict === "APPROVE" ? "approve" : "reject";
  const reason = `The rule's verdict is ${input.verdict}.`;
  const settled = await settle({
    ctx: { ...ctx, actor: POLICY },
    input: { productId: input.productId, runId: input.runId, decision, reason },
  });
  return { steps: settled?.steps ?? [] };
}
