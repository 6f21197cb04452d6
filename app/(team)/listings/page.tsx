import type { Metadata } from "next";
import { z } from "zod";
import { ListingStatusBadge } from "@/app/_ui/badge";
import { Banner } from "@/app/_ui/banner";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { Facts } from "@/app/_ui/facts";
import { SelectField } from "@/app/_ui/field";
import { Filters } from "@/app/_ui/filters";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { formatAmount, formatCount } from "@/app/_ui/format";
import { OutLink } from "@/app/_ui/out-link";
import { PageHeader } from "@/app/_ui/page-header";
import { PageLink } from "@/app/_ui/page-link";
import { Pager } from "@/app/_ui/pager";
import { Picture } from "@/app/_ui/picture";
import { queryString } from "@/app/_ui/query-string";
import { Time } from "@/app/_ui/time";
import { countUnposted, listListings, type ListingPageRow } from "@/db/queries/pages/listings";
import { may } from "@/lib/auth/permissions";
import { LISTING_STATUS_LABELS, LISTING_STATUSES, MARKETPLACE_LABELS, MARKETPLACES } from "@/lib/core/words";
import { readSettings } from "@/lib/settings/read-settings";
import { teamCtx } from "../team-ctx";
import { FiguresForm } from "./figures-form";

export const metadata: Metadata = { title: "Listings" };

const PAGE_SIZE = 30;

const query = z.object({
  marketplace: z.enum(MARKETPLACES).optional().catch(undefined),
  status: z.enum(LISTING_STATUSES).optional().catch(undefined),
  below: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});

export default async function ListingsPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { person, ctx, now } = await teamCtx();
  const { below, ...chosen } = query.parse(await searchParams);
  const { marketplace, status } = chosen;
  const [{ rows, next }, unposted, settings] = await Promise.all([
    listListings(ctx.db, { platform: marketplace, status, below, size: PAGE_SIZE }),
    countUnposted(ctx.db),
    readSettings({ ctx }),
  ]);
  const filtered = Boolean(marketplace ?? status);
  const here = `/listings${queryString({ ...chosen, below })}`;
  return (
    <>
      <FlashBanner />
      <PageHeader
        title="Listings"
        about="Where products are sold: one product on one marketplace each, with its figures as last entered."
      />
      {unposted > 0 ? (
        <Banner
          className="mb-5"
          actions={
            <ButtonLink href="/products?status=APPROVED">See {unposted === 1 ? "it" : "them"}</ButtonLink>
          }
        >
          {formatCount(unposted)} approved {unposted === 1 ? "product is" : "products are"} not listed yet.
          Post {unposted === 1 ? "it" : "them"} at a marketplace, then record the link on the product’s page.
        </Banner>
      ) : null}
      {rows.length > 0 || filtered ? (
        <Filters action="/listings">
          <SelectField
            label="Marketplace"
            name="marketplace"
            defaultValue={marketplace ?? ""}
            options={[
              { value: "", label: "All" },
              ...MARKETPLACES.map((value) => ({ value, label: MARKETPLACE_LABELS[value] })),
            ]}
          />
          <SelectField
            label="Status"
            name="status"
            defaultValue={status ?? ""}
            options={[
              { value: "", label: "All" },
              ...LISTING_STATUSES.map((value) => ({ value, label: LISTING_STATUS_LABELS[value] })),
            ]}
          />
        </Filters>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState
          icon="listings"
          title={filtered ? "No listing fits these filters" : "Nothing is listed yet"}
          actions={filtered ? <ButtonLink href="/listings">All listings</ButtonLink> : null}
        >
          <p>
            {filtered
              ? "Try fewer of them."
              : "An approved product that was posted by hand is recorded on its own page, with its marketplace and link. It then stands here with its figures."}
          </p>
        </EmptyState>
      ) : (
        <ul className="grid gap-4 lg:grid-cols-2">
          {rows.map((listing) => (
            <li key={listing.id} className="min-w-0">
              <ListingCard
                listing={listing}
                homeCurrency={settings.homeCurrency}
                mayPost={may(person.role, "post")}
                back={here}
                now={now}
              />
            </li>
          ))}
        </ul>
      )}
      <Pager
        first={below === undefined ? null : `/listings${queryString(chosen)}`}
        next={next === null ? null : `/listings${queryString({ ...chosen, below: next })}`}
      />
    </>
  );
}

type ListingCardProps = {
  listing: ListingPageRow;
  homeCurrency: string;
  mayPost: boolean;
  back: string;
  now: Date;
};

function ListingCard({ listing, homeCurrency, mayPost, back, now }: ListingCardProps) {
  const marketplace = MARKETPLACE_LABELS[listing.platform];
  return (
    <Card className="h-full">
      <div className="flex gap-4">
        <Picture url={listing.imageUrl} alt="" className="size-14" />
        <div className="min-w-0">
          <h2 className="text-sm font-semibold">
            <PageLink
              href={`/products/${listing.productId}`}
              className="block min-h-11 wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {listing.title}
            </PageLink>
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <span className="font-medium">{marketplace}</span>
            <ListingStatusBadge status={listing.listingStatus} />
            <span className="text-muted">
              {listing.postedAt ? "posted " : null}
              <Time at={listing.postedAt} now={now} none="not posted" />
            </span>
          </p>
          {listing.listingUrl ? (
            <p className="text-sm break-all">
              <OutLink href={listing.listingUrl}>{listing.platformListingId ?? "See the listing"}</OutLink>
            </p>
          ) : null}
        </div>
      </div>
      <Facts
        className="mt-4 sm:grid-cols-4"
        facts={[
          { label: "Views", value: formatCount(listing.views) },
          { label: "Clicks", value: formatCount(listing.clicks) },
          { label: "Sales", value: formatCount(listing.sales) },
          { label: "Revenue", value: formatAmount(listing.revenue, listing.revenueCurrency) },
        ]}
      />
      <p className="mt-2 text-xs text-muted">
        {listing.lastSynced ? "Figures last entered " : null}
        <Time at={listing.lastSynced} now={now} none="No figures are entered yet" />.
      </p>
      {mayPost && listing.postedAt ? (
        <FiguresForm
          listing={listing}
          homeCurrency={homeCurrency}
          name={`${listing.title} on ${marketplace}`}
          back={back}
        />
      ) : null}
    </Card>
  );
}
