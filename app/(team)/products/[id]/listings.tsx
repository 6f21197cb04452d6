import { ListingStatusBadge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/facts";
import { Field, SelectField } from "@/app/_ui/field";
import { formatAmount, formatCount } from "@/app/_ui/format";
import { OutLink } from "@/app/_ui/out-link";
import { Time } from "@/app/_ui/time";
import type { ListingRow } from "@/db/queries/pages/product";
import { MARKETPLACE_LABELS, MARKETPLACES, type ProductStatus } from "@/lib/core/words";
import { FiguresForm } from "../../listings/figures-form";
import { recordPosting } from "./actions";

type ListingsProps = {
  productId: number;
  status: ProductStatus;
  listings: readonly ListingRow[];
  homeCurrency: string;
  mayPost: boolean;
  now: Date;
};

/** Where the product is sold, its figures, and the form to record a posting made by hand. */
export function Listings({ productId, status, listings, homeCurrency, mayPost, now }: ListingsProps) {
  const taken = listings
    .filter((listing) => listing.listingStatus !== "WITHDRAWN" && listing.listingStatus !== "REJECTED")
    .map((listing) => listing.platform);
  const free = MARKETPLACES.filter((platform) => !taken.includes(platform));
  const mayRecord = mayPost && (status === "APPROVED" || status === "POSTED") && free.length > 0;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {listings.map((listing) => (
        <Listing key={listing.id} listing={listing} homeCurrency={homeCurrency} mayPost={mayPost} now={now} />
      ))}
      {mayRecord ? (
        <Card>
          <h3 className="font-semibold">Record a manual posting</h3>
          <p className="mt-1 text-sm text-muted">
            Post it at the marketplace yourself, then note where it stands.
          </p>
          <form action={recordPosting} className="mt-4 grid gap-4">
            <input type="hidden" name="productId" value={productId} />
            <input type="hidden" name="back" value={`/products/${productId}#listings`} />
            <SelectField
              label="Marketplace"
              name="platform"
              options={free.map((platform) => ({ value: platform, label: MARKETPLACE_LABELS[platform] }))}
            />
            <Field
              label="Link to the listing"
              name="listingUrl"
              type="url"
              required
              maxLength={1000}
              placeholder="https://"
              autoComplete="off"
            />
            <Field
              label="Number at the marketplace (optional)"
              name="platformListingId"
              maxLength={200}
              autoComplete="off"
              hint="An ASIN or item number: what its reports call the listing."
            />
            <Button look="primary" className="justify-self-start">
              Record it as posted
            </Button>
          </form>
        </Card>
      ) : null}
      {listings.length === 0 && !mayRecord ? (
        <p className="text-sm text-muted">Approved, and not listed anywhere yet.</p>
      ) : null}
    </div>
  );
}

type ListingProps = { listing: ListingRow; homeCurrency: string; mayPost: boolean; now: Date };

function Listing({ listing, homeCurrency, mayPost, now }: ListingProps) {
  const name = MARKETPLACE_LABELS[listing.platform];
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{name}</h3>
        <ListingStatusBadge status={listing.listingStatus} />
        <span className="text-sm text-muted">
          posted <Time at={listing.postedAt} now={now} />
        </span>
      </div>
      {listing.listingUrl ? (
        <p className="mt-2 text-sm">
          <OutLink href={listing.listingUrl}>{listing.platformListingId ?? "See the listing"}</OutLink>
        </p>
      ) : null}
      <Facts
        className="mt-4"
        columns="sm:grid-cols-4"
        facts={[
          { label: "Views", value: formatCount(listing.views) },
          { label: "Clicks", value: formatCount(listing.clicks) },
          { label: "Sales", value: formatCount(listing.sales) },
          { label: "Revenue", value: formatAmount(listing.revenue, listing.revenueCurrency) },
        ]}
      />
      <p className="mt-2 text-xs text-muted">
        {listing.lastSynced ? "Figures last entered " : null}
        <Time at={listing.lastSynced} now={now} none="No figures are entered yet" />
        {listing.days.length > 1 ? `, on ${formatCount(listing.days.length)} days so far` : null}.
      </p>
      {mayPost && listing.postedAt ? (
        <FiguresForm
          listing={listing}
          homeCurrency={homeCurrency}
          name={name}
          back={`/products/${listing.productId}#listings`}
        />
      ) : null}
    </Card>
  );
}
