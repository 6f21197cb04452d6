import type { Metadata } from "next";
import { z } from "zod";
import { ProductStatusBadge, SampleBadge, VerdictBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { competitionWord } from "@/app/_ui/competition-word";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field, SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { formatPercent, formatScore } from "@/app/_ui/format";
import { Icon } from "@/app/_ui/icon";
import { originCount } from "@/app/_ui/origin-count";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Pager } from "@/app/_ui/pager";
import { Picture } from "@/app/_ui/picture";
import { queryString } from "@/app/_ui/query-string";
import { Time } from "@/app/_ui/time";
import {
  listProducts,
  PRODUCT_SORTS,
  type ProductCursor,
  type ProductSort,
} from "@/db/queries/pages/products";
import { may } from "@/lib/auth/permissions";
import {
  ORIGIN_LABELS,
  ORIGINS,
  PRODUCT_STATUS_LABELS,
  PRODUCT_STATUSES,
  VERDICT_LABELS,
  VERDICTS,
} from "@/lib/core/words";
import { teamCtx } from "../team-ctx";

export const metadata: Metadata = { title: "Products" };

const PAGE_SIZE = 30;
const SORT_LABELS: Record<ProductSort, string> = { score: "Trend score", margin: "Margin", newest: "Newest" };

/** "78.25_123": the value sorted by and the id; "_123" where the value is unknown. */
const cursor = z
  .string()
  .regex(/^-?[\d.]{0,24}_\d{1,9}$/)
  .transform((text): ProductCursor => {
    const [value = "", id = ""] = text.split("_");
    return { value: value === "" ? null : Number(value), id: Number(id) };
  })
  .refine(({ value }) => value === null || Number.isFinite(value));

const query = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  status: z.enum(PRODUCT_STATUSES).optional().catch(undefined),
  source: z.enum(ORIGINS).optional().catch(undefined),
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  sort: z.enum(PRODUCT_SORTS).catch("score"),
  after: cursor.optional().catch(undefined),
});

function choices<Word extends string>(all: string, words: readonly Word[], labels: Record<Word, string>) {
  return [{ value: "", label: all }, ...words.map((value) => ({ value, label: labels[value] }))];
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { ctx, now, person } = await teamCtx();
  const { after, ...chosen } = query.parse(await searchParams);
  const { q, status, source, verdict, sort } = chosen;
  const { rows, next } = await listProducts(ctx.db, {
    search: q,
    status,
    origin: source,
    verdict,
    sort,
    after,
    size: PAGE_SIZE,
  });
  const filtered = [q, status, source, verdict].some(Boolean);
  return (
    <>
      <PageHeader
        title="Products"
        about="Everything found so far, one row however often it was seen."
        actions={
          may(person.role, "decide") ? (
            <ButtonLink href="/products/new">
              <Icon name="plus" />
              Add a product
            </ButtonLink>
          ) : null
        }
      />
      <Filters action="/products">
        <div className="col-span-2 sm:basis-48">
          <Field label="Search in titles" name="q" type="search" defaultValue={q ?? ""} maxLength={200} />
        </div>
        <SelectField
          label="Status"
          name="status"
          defaultValue={status ?? ""}
          options={choices("All", PRODUCT_STATUSES, PRODUCT_STATUS_LABELS)}
        />
        <SelectField
          label="Source"
          name="source"
          defaultValue={source ?? ""}
          options={choices("All", ORIGINS, ORIGIN_LABELS)}
        />
        <SelectField
          label="Verdict"
          name="verdict"
          defaultValue={verdict ?? ""}
          options={choices("All", VERDICTS, VERDICT_LABELS)}
        />
        <SelectField
          label="Sort by"
          name="sort"
          defaultValue={sort}
          options={PRODUCT_SORTS.map((value) => ({ value, label: SORT_LABELS[value] }))}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState
          icon="products"
          title={filtered ? "Nothing fits these filters" : "No product has been found yet"}
          actions={
            filtered ? (
              <ButtonLink href="/products">All products</ButtonLink>
            ) : (
              <ButtonLink href="/sources">See the sources</ButtonLink>
            )
          }
        >
          <p>{filtered ? "Try fewer of them, or other words." : "The sources are scanned every hour."}</p>
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {rows.map((product) => (
            <li key={product.id}>
              <PageLink
                href={`/products/${product.id}`}
                className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[auto_1fr_4.5rem_4.5rem_5.5rem_9rem]"
              >
                <Picture url={product.imageUrl} alt="" className="size-14" />
                <span className="min-w-0">
                  <span className="line-clamp-2 text-sm font-medium">{product.title}</span>
                  <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted">
                    {product.sampled ? <SampleBadge /> : null}
                    <span>
                      {originCount(product.origins)} · <Time at={product.discoveredAt} now={now} />
                    </span>
                  </span>
                </span>
                <span className="col-span-2 flex flex-wrap gap-x-4 gap-y-1 sm:contents">
                  <Figure label="Trend" value={formatScore(product.trendScore)} />
                  <Figure label="Margin" value={formatPercent(product.potentialMargin)} />
                  <Figure label="Competition" value={competitionWord(product.competitionLevel)} />
                  <span className="flex flex-wrap content-start gap-1 sm:justify-end">
                    <ProductStatusBadge status={product.status} />
                    {product.verdict ? <VerdictBadge verdict={product.verdict} /> : null}
                  </span>
                </span>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      <Pager
        first={after ? `/products${queryString(chosen)}` : null}
        next={next ? `/products${queryString({ ...chosen, after: `${next.value ?? ""}_${next.id}` })}` : null}
      />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <span className="text-sm">
      <span className="block text-xs text-muted">{label}</span>
      <span className="figures font-semibold">{value}</span>
    </span>
  );
}
