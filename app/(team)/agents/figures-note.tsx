import { Banner } from "@/app/_ui/banner";
import { Disclosure } from "@/app/_ui/disclosure";
import { FEWEST_OPINIONS } from "@/lib/analytics/agreement";
import { AGENT_DAYS, type AgentRecord } from "@/lib/analytics/read-agents";

/** Says where the figures come from rules alone: they tell how the rules work, and nothing of a model. */
export function RulesBanner({ records }: { records: readonly AgentRecord[] }) {
  const reports = records.reduce((sum, { figures }) => sum + (figures?.reports ?? 0), 0);
  const byRules = records.reduce((sum, { figures }) => sum + (figures?.byRules ?? 0), 0);
  if (reports === 0 || byRules < reports) return null;
  return (
    <Banner className="mb-4">
      Only the embedded rules have worked here. The figures below are theirs: they cost nothing, cache
      nothing, and say nothing about a model.
    </Banner>
  );
}

/** How to read the figures. */
export function FiguresNote() {
  return (
    <Disclosure label="How these figures are counted" className="mt-4 text-sm text-muted">
      <div className="max-w-2xl space-y-2 pb-2">
        <p>
          Over the analyses that ended in the last {AGENT_DAYS} days, the newest 1,000 at most. A claim is
          unsupported when its number does not stand in the evidence it names.
        </p>
        <p>
          Agreement: an agent takes the side of approving with a score above 50 and of rejecting below it; the
          coordinator by the verdict it argued for. Its side is compared with what a person then decided,
          undone decisions left out. Below {FEWEST_OPINIONS} compared decisions nothing is shown. Beside it
          stands what always giving the commoner decision would have reached. People read the reports before
          they decide, so agreement is no proof of being right.
        </p>
      </div>
    </Disclosure>
  );
}
