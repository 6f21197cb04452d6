import { OutLink } from "@/app/_ui/out-link";
import { Sparkline } from "@/app/_ui/sparkline";
import { Time } from "@/app/_ui/time";
import { replacements } from "@/lib/analysis/current-evidence";
import type { EvidenceItem } from "@/lib/core/evidence";
import { ORIGIN_LABELS } from "@/lib/core/words";
import { evidenceAnchor } from "./evidence-link";

function originOf(item: EvidenceItem): string {
  if (item.origin === "computed") return "Our arithmetic";
  return item.origin === "table" ? "Our tables" : ORIGIN_LABELS[item.origin];
}

/** Everything known before the analysis, numbered: what claims point to. */
export function DossierList({ items, now }: { items: readonly EvidenceItem[]; now: Date }) {
  const replacedBy = replacements(items);
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
      {items.map((item) => {
        const later = replacedBy.get(item.id);
        return (
          <li
            key={item.id}
            id={evidenceAnchor(item.id)}
            className="flex scroll-mt-4 flex-wrap gap-x-4 gap-y-1 px-4 py-3 text-sm target:bg-info-soft sm:flex-nowrap"
          >
            <span className="figures w-9 shrink-0 font-semibold text-muted">{item.id}</span>
            <span className="min-w-0 flex-1 basis-60">
              <span className={later ? "text-muted" : ""}>{item.text}</span>
              {later ? (
                <span className="block text-xs text-muted">
                  Replaced by{" "}
                  <a
                    href={`#${evidenceAnchor(later)}`}
                    className="figures font-semibold text-accent underline underline-offset-2"
                  >
                    {later}
                  </a>
                  : it does not count any more.
                </span>
              ) : null}
            </span>
            {item.points && item.points.length > 1 ? (
              <Sparkline
                values={item.points.map(([, value]) => value)}
                lowIsGood={item.metric === "rank"}
                label={`${item.points.length} points over time: ${item.text}`}
              />
            ) : null}
            <span className="w-full text-xs text-muted sm:w-60 sm:text-right">
              {item.url ? <OutLink href={item.url}>{originOf(item)}</OutLink> : originOf(item)}
              {" · "}
              <Time at={seenAt(item)} now={now} none="at no known time" />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function seenAt(item: EvidenceItem): Date | null {
  const time = Date.parse(item.seenAt);
  return Number.isNaN(time) ? null : new Date(time);
}
