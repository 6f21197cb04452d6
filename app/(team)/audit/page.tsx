import type { Metadata } from "next";
import { z } from "zod";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field, SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Pager } from "@/app/_ui/pager";
import { queryString } from "@/app/_ui/query-string";
import { exactTime, Time } from "@/app/_ui/time";
import { listAudit, listAuditActions, type AuditPage } from "@/db/queries/audit";
import { readListings, readProductTitles, readSealState } from "@/db/queries/pages/audit";
import { listUsers } from "@/db/queries/users";
import { verifySeals } from "@/lib/audit/seal-audit";
import { MARKETPLACE_LABELS, ORIGIN_LABELS, PRODUCT_STATUSES, SOURCE_IDS } from "@/lib/core/words";
import { teamCtx } from "../team-ctx";
import { actionWords, actorWords, entityHref, MACHINE_IDS } from "./action-words";
import { Details } from "./details";
import { Seals } from "./seals";

export const metadata: Metadata = { title: "Audit" };

const PAGE_SIZE = 50;
/** A log up to this row is checked whenever the page is opened; a longer one when somebody asks. */
const CHECK_BY_ITSELF = 5_000;
const ENTITY_TYPES = [
  "product",
  "run",
  "listing",
  "keyword",
  "source",
  "setting",
  "exchange-rate",
  "person",
  "invitation",
] as const;

const word = z.string().trim().min(1).max(200).optional().catch(undefined);
const query = z.object({
  who: word,
  action: word,
  type: z.enum(ENTITY_TYPES).optional().catch(undefined),
  id: word,
  before: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  check: z.literal("1").optional().catch(undefined),
});

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { ctx, now } = await teamCtx();
  const { before, check, ...chosen } = query.parse(await searchParams);
  const { who, action, type, id } = chosen;
  const [page, actions, people, state] = await Promise.all([
    listAudit(ctx.db, { userId: who, action, entityType: type, entityId: id, before }, PAGE_SIZE),
    listAuditActions(ctx.db),
    listUsers(ctx.db),
    readSealState(ctx.db),
  ]);
  const walked = check || state.lastId <= CHECK_BY_ITSELF ? await verifySeals({ ctx }) : null;
  const names = namesOf(people);
  const idsOf = (kind: string) =>
    page.rows.flatMap((row) => (row.entityType === kind && row.entityId ? [row.entityId] : []));
  const [titles, listings] = await Promise.all([
    readProductTitles(ctx.db, idsOf("product")),
    readListings(ctx.db, idsOf("listing")),
  ]);
  const filtered = [who, action, type, id].some(Boolean);
  return (
    <>
      <PageHeader
        title="Audit"
        about="What people did, what changed its status, and every change of a setting. Rows are only added, never changed."
      />
      <div className="mb-6">
        <Seals state={state} check={walked} now={now} />
      </div>
      <Filters action="/audit">
        <SelectField
          label="Who"
          name="who"
          defaultValue={who ?? ""}
          options={[
            { value: "", label: "Everybody" },
            ...people.map(({ id: value, name }) => ({ value, label: names.get(value) ?? name })),
            ...MACHINE_IDS.map((value) => ({ value, label: actorWords(value, null) })),
          ]}
        />
        <SelectField
          label="What"
          name="action"
          defaultValue={action ?? ""}
          options={[
            { value: "", label: "Everything" },
            ...actions.map((value) => ({ value, label: actionWords(value) })),
          ]}
        />
        <SelectField
          label="On"
          name="type"
          defaultValue={type ?? ""}
          options={[
            { value: "", label: "Anything" },
            ...ENTITY_TYPES.map((value) => ({
              value,
              label: `${value.charAt(0).toUpperCase()}${value.slice(1).replace("-", " ")}`,
            })),
          ]}
        />
        <Field
          label="Its number or name"
          name="id"
          defaultValue={id ?? ""}
          maxLength={200}
          autoComplete="off"
        />
      </Filters>
      {page.rows.length === 0 ? (
        <EmptyState
          icon="audit"
          title={filtered ? "No row fits these filters" : "Nothing has happened yet"}
          actions={filtered ? <ButtonLink href="/audit">The whole log</ButtonLink> : null}
        >
          <p>{filtered ? "Try fewer of them." : "The first decision, setting or analysis stands here."}</p>
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line rounded-lg border border-line bg-surface">
          {page.rows.map((row) => (
            <AuditItem
              key={row.id}
              row={row}
              entity={entityOf(row, { names, titles, listings })}
              people={names}
              now={now}
            />
          ))}
        </ol>
      )}
      <Pager
        first={before === undefined ? null : `/audit${queryString(chosen)}`}
        next={
          page.nextBefore === null ? null : `/audit${queryString({ ...chosen, before: page.nextBefore })}`
        }
      />
    </>
  );
}

type Row = AuditPage["rows"][number];

type AuditItemProps = {
  row: Row;
  /** What it was done to, in words. */
  entity: string;
  people: ReadonlyMap<string, string>;
  now: Date;
};

function AuditItem({ row, entity, people, now }: AuditItemProps) {
  const href = entityHref(row.entityType, row.entityId);
  const actor =
    (row.userId === null ? undefined : people.get(row.userId)) ?? actorWords(row.userId, row.userName);
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-3 text-sm sm:grid-cols-[10.5rem_1fr_9rem]">
      <p className="flex flex-wrap gap-x-2 text-xs leading-5 text-muted sm:block">
        <Time at={row.createdAt} now={now} />
        <span className="sm:block">{exactTime(row.createdAt)}</span>
      </p>
      <div className="min-w-0 wrap-anywhere">
        <p>
          <span className="font-medium">{actionWords(row.action)}</span>
          {" · "}
          {href ? (
            <PageLink href={href} className="underline underline-offset-2">
              {entity}
            </PageLink>
          ) : (
            entity
          )}
        </p>
        <Details details={besides(row)} people={people} />
      </div>
      <p className="min-w-0 text-xs leading-5 wrap-anywhere text-muted sm:text-right">
        <span className="sr-only">By </span>
        {actor}
      </p>
    </li>
  );
}

/** Names by id; the e-mail address beside a name that two people have. */
function namesOf(people: readonly { id: string; name: string; email: string }[]): Map<string, string> {
  const shared = Map.groupBy(people, ({ name }) => name);
  return new Map(
    people.map(({ id, name, email }) => [
      id,
      (shared.get(name)?.length ?? 0) > 1 ? `${name} (${email})` : name,
    ]),
  );
}

type Known = {
  names: ReadonlyMap<string, string>;
  titles: ReadonlyMap<string, string>;
  listings: Awaited<ReturnType<typeof readListings>>;
};

function entityOf({ entityType, entityId, details }: Row, { names, titles, listings }: Known): string {
  const id = entityId ?? "";
  const listing = entityType === "listing" ? listings.get(id) : undefined;
  if (listing) return `${listing.title} on ${MARKETPLACE_LABELS[listing.platform]}`;
  if (entityType === "person") return names.get(id) ?? "a person";
  const source = entityType === "source" ? SOURCE_IDS.find((known) => known === id) : undefined;
  if (source) return ORIGIN_LABELS[source];
  if (entityType === "exchange-rate") return id;
  const keyword = entityType === "keyword" ? details?.["keyword"] : undefined;
  if (typeof keyword === "string") return keyword;
  return (entityType === "product" ? titles.get(id) : undefined) ?? `${entityType} ${id}`.trim();
}

/** What the line above does not say: a product's new status is the action itself, its version is for the machine. */
function besides({ entityType, details, userName }: Row): Row["details"] {
  if (details === null) return null;
  const said = (key: string, value: unknown): boolean => {
    if (entityType === "listing" || entityType === "keyword")
      return key === entityType || key === "productId";
    if (entityType !== "product") return false;
    if (key === "decidedBy") return value === userName;
    return key === "version" || (key === "to" && PRODUCT_STATUSES.some((known) => known === value));
  };
  return Object.fromEntries(Object.entries(details).filter(([key, value]) => !said(key, value)));
}
