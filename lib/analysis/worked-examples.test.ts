import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AGENTS } from "@/agents/roster";
import { workedExamples, type WorkedExample } from "@/agents/worked-examples";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { adoptWebEvidence, isWebFinding } from "./adopt-web-evidence";
import { checkClaims } from "@/lib/claims/check-claims";

/** Everything wrong with an example's answer: its shape first, then the agent's own checks and its claims. */
function problemsOf(id: AgentId, { answer, dossier }: WorkedExample): string[] {
  const agent = AGENTS[id];
  try {
    const report = agent.fromWire(answer);
    const problems = agent.check(report, dossier);
    if (report.status === "abstained") return problems;
    const adopted = isWebFinding(report)
      ? adoptWebEvidence(dossier, report, dossier.builtAt)
      : { items: [], report };
    const checked = checkClaims(adopted.report.claims, [...dossier.items, ...adopted.items]);
    return [...problems, ...checked.flatMap((claim) => (claim.supported ? [] : [claim.reason]))];
  } catch (thrown) {
    if (thrown instanceof z.ZodError) return [z.prettifyError(thrown)];
    throw thrown;
  }
}

describe.each(AGENT_IDS)("the worked examples of %s", (id) => {
  const examples = workedExamples(AGENTS[id].instructions());

  it("are at least three, good ones and a bad one", () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
    expect(examples.filter(({ kind }) => kind === "good").length).toBeGreaterThanOrEqual(2);
    expect(examples.filter(({ kind }) => kind === "bad").length).toBeGreaterThanOrEqual(1);
  });

  it("fill every field of the schema and no other", () => {
    for (const { answer } of examples) {
      expect(Object.keys(answer).toSorted()).toEqual(Object.keys(AGENTS[id].wire.shape).toSorted());
    }
  });

  it("are right where they are called good, and wrong in exactly the way that a bad one says", () => {
    for (const [at, example] of examples.entries()) {
      const problems = problemsOf(id, example);
      if (example.kind === "good") expect([at, problems]).toEqual([at, []]);
      else
        expect([at, problems]).toEqual([
          at,
          [expect.stringContaining(example.fails ?? "(`fails` is missing)")],
        ]);
    }
  });
});
