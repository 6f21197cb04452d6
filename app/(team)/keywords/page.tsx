import type { Metadata } from "next";
import { z } from "zod";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field, SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatCount } from "@/app/_ui/format";
import { PageHeader } from "@/app/_ui/page-header";
import { Pager } from "@/app/_ui/pager";
import { queryString } from "@/app/_ui/query-string";
import { findKeyword, steeringKeywords } from "@/db/queries/keywords";
import {
  countKeywords,
  KEYWORD_VIEWS,
  listKeywords,
  type KeywordCursor,
  type KeywordView,
} from "@/db/queries/pages/keywords";
import { may } from "@/lib/auth/permissions";
import { teamCtx } from "../team-ctx";
import { AddForm } from "./add-form";
import { KeywordRow } from "./keyword-row";
import { undoParam } from "./undo";
import { UndoChange } from "./undo-change";

export const metadata: Metadata = { title: "Keywords" };

const PAGE_SIZE = 40;
const VIEW_LABELS: Record<KeywordView, string> = {
  live: "Live",
  steering: "Steer now",
  muted: "Muted",
  expired: "Expired",
};

const EMPTY_VIEWS: Record<KeywordView, string> = {
  live: "No keyword is live",
  steering: "No keyword steers now",
  muted: "No keyword is muted",
  expired: "No keyword has expired",
};

/** "1_12_345": pinned or not, how often it was seen, and the id of the last row before. */
const cursor = z
  .string()
  .regex(/^[01]_\d{1,9}_\d{1,9}$/)
  .transform((text): KeywordCursor => {
    const [pinned, searchCount = "", id = ""] = text.split("_");
    return { pinned: pinned === "1", searchCount: Number(searchCount), id: Number(id) };
  });

const query = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  show: z.enum(KEYWORD_VIEWS).catch("live"),
  after: cursor.optional().catch(undefined),
  undo: undoParam.optional().catch(undefined),
});

export default async function KeywordsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { person, ctx, now } = await teamCtx();
  const { q, show, after, undo } = query.parse(await searchParams);
  const [{ rows, next }, steering, counts, changed] = await Promise.all([
    listKeywords(ctx.db, { view: show, search: q, after, now, size: PAGE_SIZE }),
    steeringKeywords(ctx.db, now),
    countKeywords(ctx.db, now),
    undo ? findKeyword(ctx.db, undo.keywordId) : null,
  ]);
  const places = new Map(steering.map(({ id }, index) => [id, index + 1]));
  const mayChange = may(person.role, "decide");
  const here = `/keywords${queryString({ q, show: show === "live" ? null : show })}`;
  const total = counts.live + counts.muted + counts.expired;
  return (
    <>
      <FlashBanner />
      {mayChange && undo && changed ? <UndoChange keyword={changed} undo={undo} back={here} /> : null}
      <PageHeader
        title="Keywords"
        about={`Terms that discovery found trending. ${steersWords(steering.length)}. A product that matches one that steers scores higher and is analysed sooner.`}
      />
      {mayChange ? <AddForm /> : null}
      {total === 0 ? (
        <EmptyState
          icon="keywords"
          title="No keyword has been found yet"
          actions={<ButtonLink href="/health">See the tasks</ButtonLink>}
        >
          <p>
            Every six hours discovery asks the web what is trending. What it finds stands here for 30 days, or
            longer while it keeps being found.
          </p>
        </EmptyState>
      ) : (
        <>
          <Filters action="/keywords">
            <div className="col-span-2 sm:basis-48">
              <Field label="Search" name="q" type="search" defaultValue={q ?? ""} maxLength={200} />
            </div>
            <SelectField
              label="Which"
              name="show"
              defaultValue={show}
              options={KEYWORD_VIEWS.map((view) => ({
                value: view,
                label: `${VIEW_LABELS[view]} (${formatCount(counts[view])})`,
              }))}
            />
          </Filters>
          {rows.length === 0 ? (
            <EmptyState
              icon="keywords"
              title={q ? "No keyword holds these letters" : EMPTY_VIEWS[show]}
              actions={<ButtonLink href="/keywords">All live keywords</ButtonLink>}
            >
              <p>{q ? "Try fewer letters, or another view." : "There are others in the other views."}</p>
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {rows.map((keyword) => (
                <KeywordRow
                  key={keyword.id}
                  keyword={keyword}
                  place={places.get(keyword.id) ?? null}
                  mayChange={mayChange}
                  back={here}
                  now={now}
                />
              ))}
            </ul>
          )}
        </>
      )}
      <Pager
        first={after ? here : null}
        next={
          next
            ? `/keywords${queryString({ q, show, after: `${next.pinned ? 1 : 0}_${next.searchCount}_${next.id}` })}`
            : null
        }
      />
    </>
  );
}

function steersWords(count: number): string {
  if (count === 0) return "The strongest will steer, and none does yet";
  return count === 1 ? "The strongest one steers" : `The ${formatCount(count)} strongest steer`;
}
