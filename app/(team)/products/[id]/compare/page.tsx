import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { RunStatusBadge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Section } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Time } from "@/app/_ui/time";
import { listProductRuns, readComparedRuns, type ComparedRun } from "@/db/queries/pages/product-runs";
import { RUN_STATUS_LABELS, VERDICT_LABELS } from "@/lib/core/words";
import { teamCtx } from "../../../team-ctx";
import { Compared } from "./compared";

export const metadata: Metadata = { title: "Compare two analyses" };

const id = z.coerce.number().int().positive().max(2_147_483_647);
const query = z.object({ a: id.optional().catch(undefined), b: id.optional().catch(undefined) });

type Props = { params: Promise<{ id: string }>; searchParams: Promise<unknown> };

export default async function ComparePage({ params, searchParams }: Props) {
  const { ctx, now } = await teamCtx();
  const productId = id.safeParse((await params).id);
  const listed = productId.success ? await listProductRuns(ctx.db, productId.data) : null;
  if (!listed) notFound();
  const { product, runs } = listed;
  const chosen = query.parse(await searchParams);
  const later = runs.find((run) => run.id === chosen.b) ?? runs.find((run) => run.id !== chosen.a);
  const earlier =
    runs.find((run) => run.id === chosen.a) ?? runs.find((run) => later !== undefined && run.id < later.id);
  const back = (
    <PageLink href={`/products/${product.id}`} className="text-sm text-accent underline underline-offset-2">
      {product.title}
    </PageLink>
  );
  const header = (
    <PageHeader
      title="Two analyses side by side"
      about="What was different, and what came of it."
      back={back}
    />
  );
  if (!earlier || !later || earlier.id === later.id) {
    return (
      <>
        {header}
        <EmptyState
          icon="runs"
          title={runs.length > 1 ? "Choose two different analyses" : "There are not two analyses yet"}
          actions={<ButtonLink href={`/products/${product.id}#facts`}>To the product</ButtonLink>}
        >
          <p>State what you know of the product, then have it analysed again: both stand here then.</p>
        </EmptyState>
      </>
    );
  }
  const [before, after] = await readComparedRuns(ctx.db, product.id, [earlier.id, later.id]);
  if (!before || !after) notFound();
  const options = runs.map((run) => ({
    value: String(run.id),
    label: `Run ${run.id}: ${run.verdict ? VERDICT_LABELS[run.verdict] : RUN_STATUS_LABELS[run.status]}, ${run.createdAt.toISOString().slice(0, 16).replace("T", " ")}`,
  }));
  const head = (run: ComparedRun) => (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <PageLink href={`/runs/${run.id}`} className="font-semibold text-accent underline underline-offset-2">
        Run {run.id}
      </PageLink>
      <Time at={run.createdAt} now={now} />
      {run.status === "FINISHED" ? null : <RunStatusBadge status={run.status} />}
    </span>
  );
  return (
    <>
      {header}
      <Filters action={`/products/${product.id}/compare`}>
        <SelectField label="One" name="a" defaultValue={String(earlier.id)} options={options} />
        <SelectField label="The other" name="b" defaultValue={String(later.id)} options={options} />
      </Filters>
      <Section
        id="compared"
        title="What came of them"
        about="A price or a cost that was stated after an analysis counts in its margin and verdict too."
        className="mt-4"
      >
        <Compared before={before} after={after} head={head} />
      </Section>
    </>
  );
}
