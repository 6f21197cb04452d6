import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Banner } from "@/app/_ui/banner";
import { FlashBanner } from "@/app/_ui/flash-banner";
import { db } from "@/db/client";
import { countUsers } from "@/db/queries/users";
import { currentPerson } from "@/lib/auth/current-person";
import { localPath } from "@/lib/http/local-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = localPath((await searchParams).next);
  if (await currentPerson()) redirect(next);
  const nobodyYet = (await countUsers(db())) === 0;
  return (
    <>
      <h1 className="mt-2 text-xl font-semibold tracking-tight">Sign in</h1>
      <div className="mt-4 empty:hidden">
        <FlashBanner />
        {nobodyYet ? (
          <Banner>
            Nobody is here yet. The one-time link that the server printed when it started creates the first
            owner.
          </Banner>
        ) : null}
      </div>
      <SignInForm next={next} />
      <p className="mt-6 text-sm text-muted">
        Password lost? Ask an owner or admin for a reset link; an owner can make one on the server with{" "}
        <code className="whitespace-nowrap">npm run owner-link</code>.
      </p>
      <p className="mt-2 text-sm text-muted">
        No account? Ask an owner or admin of your team for an invitation.
      </p>
    </>
  );
}
