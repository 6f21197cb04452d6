import { Card, Section } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { formatCount } from "@/app/_ui/format";
import { Time } from "@/app/_ui/time";
import type { SourceRow } from "@/db/queries/source-steps";
import type { SourceQuota } from "@/lib/core/source-limits";

/** What the source still allows: the budget that its scanner counts, and the limits that its last answers stated. */
export function Limits({ source, now }: { source: SourceRow; now: Date }) {
  const { quota, rateLimit } = source;
  if (!quota && !rateLimit) return null;
  return (
    <Section id="limits" title="Limits">
      <Card>
        {quota ? <Quota quota={quota} now={now} /> : null}
        {rateLimit ? (
          <div className={quota ? "mt-4" : ""}>
            <p className="text-sm text-muted">
              What it stated <Time at={new Date(rateLimit.seenAt)} now={now} />, as it was sent:
            </p>
            <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
              {Object.entries(rateLimit.headers).map(([name, value]) => (
                <div key={name} className="contents">
                  <dt className="font-medium break-all">{name}</dt>
                  <dd className="figures break-all">{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ) : null}
      </Card>
    </Section>
  );
}

function Quota({ quota, now }: { quota: SourceQuota; now: Date }) {
  const unit = quota.unit ?? "requests";
  return (
    <Facts
      facts={[
        {
          label: "Left",
          value: formatCount(Math.max(0, quota.limit - quota.used)),
          detail: `of ${formatCount(quota.limit)} ${unit} in ${spanOf(quota.windowDays)}`,
        },
        { label: "Used", value: formatCount(quota.used) },
        {
          label: "One more is free",
          value: <Time at={quota.resetsAt ? new Date(quota.resetsAt) : null} now={now} none="not stated" />,
        },
      ]}
    />
  );
}

/** Days as people say them: "7 days", "10 minutes". */
export function spanOf(days: number): string {
  const units = [
    [1, "day"],
    [24, "hour"],
    [1_440, "minute"],
  ] as const;
  const [perDay, unit] = units.find(([each]) => days * each >= 1) ?? [86_400, "second"];
  const count = Math.round(days * perDay);
  return `${formatCount(count)} ${unit}${count === 1 ? "" : "s"}`;
}
