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
import { Time } from "@/app/_ui/time";
import { listAudit, listAuditActions, type AuditPage } from "@/db/queries/audit";
import { readProductTitles, readSealState } from "@/db/queries/pages/audit";
import { listUsers } from "@/db/queries/users";
import { verifySeals } from "@/lib/audit/seal-audit";
import { PRODUCT_STATUSES } from "@/lib/core/words";
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
  const names = new Map(people.map((person) => [person.id, person.name]));
  const titles = await readProductTitles(
    ctx.db,
    page.rows.flatMap((row) => (row.entityType === "product" && row.entityId ? [row.entityId] : [])),
  );
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
            ...people.map((person) => ({ value: person.id, label: person.name })),
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
              label: value.charAt(0).toUpperCase() + value.slice(1),
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
            <AuditItem key={row.id} row={row} people={names} titles={titles} now={now} />
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

type AuditItemProps = {
  row: AuditPage["rows"][number];
  people: ReadonlyMap<string, string>;
  titles: ReadonlyMap<string, string>;
  now: Date;
};

function AuditItem({ row, people, titles, now }: AuditItemProps) {
  const href = entityHref(row.entityType, row.entityId);
  const id = row.entityId ?? "";
  const entity =
    row.entityType === "person"
      ? (people.get(id) ?? "a person")
      : ((row.entityType === "product" ? titles.get(id) : undefined) ?? `${row.entityType} ${id}`.trim());
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-3 text-sm sm:grid-cols-[6rem_1fr_auto]">
      <span className="text-xs leading-5 text-muted">
        <Time at={row.createdAt} now={now} />
      </span>
      <div className="min-w-0">
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
        <Details details={row.entityType === "product" ? besideStatus(row.details) : row.details} />
      </div>
      <span className="text-xs leading-5 text-muted sm:text-right">
        {actorWords(row.userId, row.userName)}
      </span>
    </li>
  );
}

/** The action says which status a product moved to; its version is for the machine. What else changed is said. */
function besideStatus(details: Record<string, unknown> | null): Record<string, unknown> | null {
  if (details === null) return null;
  return Object.fromEntries(
    Object.entries(details).filter(
      ([key, value]) =>
        key !== "version" && !(key === "to" && PRODUCT_STATUSES.some((known) => known === value)),
    ),
  );
}
