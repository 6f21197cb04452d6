import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { StackingTable } from "@/app/_ui/stacking-table";
import { Time } from "@/app/_ui/time";
import type { ModelPlan } from "@/lib/health/read-models";

const ROLE_LABELS: Record<ModelPlan["role"], string> = {
  reasoning: "Reasoning",
  broad: "Broad",
  fast: "Fast",
  web: "Searching the web",
};

/** Which model answers in each role, what stands behind it, and what its provider has withdrawn. */
export function Models({ plans, now }: { plans: readonly ModelPlan[]; now: Date }) {
  if (plans.every((plan) => plan.models.every((model) => model.rules))) {
    return (
      <Card>
        <p className="font-medium">Only the embedded rules answer</p>
        <p className="mt-1 text-sm text-muted">
          No model provider is set up. The rules read the evidence and write every report; they are no
          language model, and every page says so. A key of a provider in the settings of the server changes
          it.
        </p>
      </Card>
    );
  }
  return (
    <StackingTable
      caption="Models by role"
      rows={plans}
      keyOf={(plan) => plan.role}
      columns={[
        { label: "Role", head: true, cell: (plan) => ROLE_LABELS[plan.role] },
        { label: "Answers", cell: (plan) => plan.answers?.id ?? <Badge tone="bad">No model is left</Badge> },
        {
          label: "In this order",
          cell: (plan) => (
            <ol className="space-y-1">
              {plan.models.map((model) => (
                <li key={`${model.provider} ${model.id}`}>
                  {model.rules ? "the embedded rules" : model.id}{" "}
                  {model.rules ? null : <span className="text-xs text-muted">{model.provider}</span>}{" "}
                  {model.retiredSince ? (
                    <span className="text-xs text-bad">
                      withdrawn, seen <Time at={model.retiredSince} now={now} />
                    </span>
                  ) : null}
                </li>
              ))}
            </ol>
          ),
        },
      ]}
    />
  );
}
