import type { ReactNode } from "react";
import { PageLink } from "@/app/_ui/page-link";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount } from "@/app/_ui/format";
import { OutLink } from "@/app/_ui/out-link";
import { queryString } from "@/app/_ui/query-string";
import { Time } from "@/app/_ui/time";
import type { KeywordListRow } from "@/db/queries/pages/keywords";
import { DAY_MS } from "@/lib/core/clock";
import { bringBackForm, muteKeywordForm, pinKeywordForm } from "./actions";

type KeywordRowProps = {
  keyword: KeywordListRow;
  /** Its place among those that steer now, from 1; null for one that does not. */
  place: number | null;
  mayChange: boolean;
  /** Where a change leads back to. */
  back: string;
  now: Date;
};

/** One keyword: what it is, since when, until when, what it has brought, and what can be done with it. */
export function KeywordRow({ keyword, place, mayChange, back, now }: KeywordRowProps) {
  const expired = keyword.expiresAt <= now;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[1fr_15rem_12rem] lg:items-start">
      <div className="min-w-0">
        <h2 className="text-sm font-semibold wrap-anywhere">{keyword.keyword}</h2>
        <p className="mt-1 flex flex-wrap gap-1.5">
          {place === null ? null : <Badge tone="good">Steers: {place}</Badge>}
          {keyword.pinned ? <Badge tone="info">Pinned</Badge> : null}
          {keyword.muted ? <Badge tone="warn">Muted</Badge> : null}
          <Badge>Strength: {keyword.trendStrength ?? "unknown"}</Badge>
        </p>
        <p className="mt-1 text-xs text-muted">
          {keyword.category ?? "No category"} · {timesFound(keyword.searchCount)}
        </p>
        <Origins keyword={keyword} />
      </div>
      <dl className="flex flex-wrap gap-x-4 text-xs max-lg:mb-1 leading-5 lg:grid lg:grid-cols-[auto_1fr] lg:gap-x-3">
        <Dated label="First found">
          <Time at={keyword.firstDiscovered} now={now} />
        </Dated>
        <Dated label="Last seen">
          <Time at={keyword.lastSeen} now={now} />
        </Dated>
        <Dated label={expired ? "Expired" : "Expires"}>
          {expired ? <Time at={keyword.expiresAt} now={now} /> : <Expiry at={keyword.expiresAt} now={now} />}
        </Dated>
        <Dated label="Products">
          {keyword.matched > 0 ? (
            <PageLink
              href={`/products${queryString({ q: keyword.keyword })}`}
              className="tall font-medium underline underline-offset-2"
            >
              {formatCount(keyword.matched)} {keyword.matched === 1 ? "match" : "matches"}
            </PageLink>
          ) : (
            "no match"
          )}
          {keyword.matched > 0 ? `, ${formatCount(keyword.approved)} approved` : null}
        </Dated>
      </dl>
      {mayChange && expired ? (
        <form action={bringBackForm} className="lg:justify-self-end">
          <input type="hidden" name="keyword" value={keyword.keyword} />
          <input type="hidden" name="category" value={keyword.category ?? ""} />
          <input type="hidden" name="back" value={back} />
          <Button>
            Bring back<span className="sr-only"> {keyword.keyword}</span>
          </Button>
        </form>
      ) : null}
      {mayChange && !expired ? (
        <div className="flex flex-wrap gap-2 lg:justify-end">
          <form action={pinKeywordForm}>
            <input type="hidden" name="keywordId" value={keyword.id} />
            <input type="hidden" name="pinned" value={keyword.pinned ? "false" : "true"} />
            <input type="hidden" name="back" value={back} />
            <Button>
              {keyword.pinned ? "Unpin" : "Pin"}
              <span className="sr-only"> {keyword.keyword}</span>
            </Button>
          </form>
          <form action={muteKeywordForm}>
            <input type="hidden" name="keywordId" value={keyword.id} />
            <input type="hidden" name="muted" value={keyword.muted ? "false" : "true"} />
            <input type="hidden" name="back" value={back} />
            <Button look="quiet">
              {keyword.muted ? "Unmute" : "Mute"}
              <span className="sr-only"> {keyword.keyword}</span>
            </Button>
          </form>
        </div>
      ) : null}
    </li>
  );
}

/** A pair that stands in a row on a phone, and as a line of its own on a wide screen. */
function Dated({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5 lg:contents">
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Expiry({ at, now }: { at: Date; now: Date }) {
  const days = Math.ceil((at.getTime() - now.getTime()) / DAY_MS);
  return (
    <time dateTime={at.toISOString()}>
      in {days} {days === 1 ? "day" : "days"}
    </time>
  );
}

function Origins({ keyword }: { keyword: KeywordListRow }) {
  const { relatedProducts, sourceUrls } = keyword;
  if (relatedProducts.length === 0 && sourceUrls.length === 0) return null;
  return (
    <Disclosure
      className="text-muted"
      label={
        <>
          {[counted(relatedProducts.length, "related product"), counted(sourceUrls.length, "source")]
            .filter(Boolean)
            .join(", ")}
          <span className="sr-only"> of {keyword.keyword}</span>
        </>
      }
    >
      <div className="grid gap-4 pt-1 pb-2 text-sm text-ink sm:grid-cols-2">
        {relatedProducts.length > 0 ? (
          <div>
            <h3 className="text-xs text-muted">Products named with it</h3>
            <ul className="mt-1 list-disc space-y-1 pl-4">
              {relatedProducts.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {sourceUrls.length > 0 ? (
          <div className="min-w-0">
            <h3 className="text-xs text-muted">Where it was read</h3>
            <ul className="mt-1 space-y-1 break-all">
              {sourceUrls.map((url) => (
                <li key={url}>
                  <OutLink href={url}>{shownAddress(url)}</OutLink>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Disclosure>
  );
}

/** Sources name terms by the hundred; those that were not seen to last or are no goods are kept and not counted. */
function timesFound(count: number): string {
  if (count === 0) return "named by a source, not counted";
  return `found ${formatCount(count)} ${count === 1 ? "time" : "times"}`;
}

const MOST_ADDRESS_CHARS = 80;

/** An address without its scheme, cut where it is long. */
function shownAddress(url: string): string {
  const bare = url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  return bare.length <= MOST_ADDRESS_CHARS ? bare : `${bare.slice(0, MOST_ADDRESS_CHARS)}…`;
}

/** "2 sources"; nothing where there is none. */
function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
