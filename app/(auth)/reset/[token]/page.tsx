import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button-link";
import { findPasswordReset } from "@/lib/auth/find-password-reset";
import { createCtx, SYSTEM } from "@/lib/ctx";
import { linkToken } from "../../link-token";
import { Message } from "../../message";
import { ResetForm } from "./reset-form";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const token = linkToken((await params).token);
  const person = await findPasswordReset({ ctx: createCtx(SYSTEM), input: { token } });
  if (!person) {
    return (
      <Message title="This link does not work">
        <p>
          It has been used, was replaced or is older than an hour. Ask an owner or admin of your team for a
          new one.
        </p>
        <ButtonLink href="/sign-in" className="mt-6">
          Sign in
        </ButtonLink>
      </Message>
    );
  }
  return (
    <Message title="Set a new password">
      <p>
        For {person.name}, <span className="break-all">{person.email}</span>. All devices that are signed in
        with the old password are signed out.
      </p>
      <ResetForm token={token} email={person.email} />
    </Message>
  );
}
