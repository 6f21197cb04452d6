import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/app/_ui/card";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { PageHeader } from "@/app/_ui/page-header";
import { may } from "@/lib/auth/permissions";
import { TAXONOMY } from "@/lib/matching/taxonomy";
import { readSettings } from "@/lib/settings/read-settings";
import { teamCtx } from "../../team-ctx";
import { AddForm } from "./add-form";

export const metadata: Metadata = { title: "Add a product" };

export default async function NewProductPage() {
  const { person, ctx } = await teamCtx();
  if (!may(person.role, "decide")) notFound();
  const { homeCurrency } = await readSettings({ ctx });
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Add a product"
        about="One that you have seen yourself. It is analysed at once, like those that the sources bring."
      />
      <Card className="max-w-3xl">
        <AddForm homeCurrency={homeCurrency} categories={TAXONOMY.map(({ path }) => path)} />
      </Card>
    </>
  );
}
