import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button-link";
import { currentPerson } from "@/lib/auth/current-person";
import { findInvitation } from "@/lib/auth/find-invitation";
import { ROLE_LABELS } from "@/lib/core/words";
import { createCtx, SYSTEM } from "@/lib/ctx";
import { linkToken } from "../../link-token";
import { Message } from "../../message";
import { AcceptForm } from "./accept-form";

export const metadata: Metadata = { title: "Join" };

export default async function AcceptPage({ params }: { params: Promise<{ token: string }> }) {
  const token = linkToken((await params).token);
  const person = await currentPerson();
  if (person) {
    return (
      <Message title="You are signed in already">
        <p>This link makes a new account. You are signed in as {person.name}; sign out first to use it.</p>
        <ButtonLink href="/settings" className="mt-6">
          Settings
        </ButtonLink>
      </Message>
    );
  }
  const invitation = await findInvitation({ ctx: createCtx(SYSTEM), input: { token } });
  if (!invitation) {
    return (
      <Message title="This link does not work">
        <p>
          It has been used, was taken back or has expired. Ask for a new one; the first owner’s link is
          printed each time the server starts.
        </p>
        <ButtonLink href="/sign-in" className="mt-6">
          Sign in
        </ButtonLink>
      </Message>
    );
  }
  const role = ROLE_LABELS[invitation.role].toLowerCase();
  return (
    <Message title={invitation.first ? "Create the first owner" : "Join the team"}>
      <p>
        {invitation.first
          ? "The owner decides, posts, invites others and changes every setting."
          : `${invitation.invitedBy ?? "An owner"} invited you as ${role}.`}{" "}
        This link works once.
      </p>
      <AcceptForm token={token} email={invitation.email} />
    </Message>
  );
}
