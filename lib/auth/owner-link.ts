import { listActiveOwners, lockTeam } from "@/db/queries/users";
import { BadRequestError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { keepResetLink } from "./create-reset-link";
import { firstOwnerLink } from "./first-owner-link";

export type OwnerLink = {
  url: string;
  /** Whose password the link sets; null where it creates the first owner. */
  owner: { name: string; email: string } | null;
};

/**
 * The way in for whoever holds the machine: a link that sets a new password for an owner, or creates the first one
 * while nobody is here. With several owners `email` says which.
 */
export async function ownerLink({
  ctx,
  input: { email },
}: {
  ctx: Ctx;
  /** Lower case, as `emailAddress` makes it. */
  input: { email?: string | undefined };
}): Promise<OwnerLink> {
  const first = await firstOwnerLink({ ctx });
  if (first !== null) return { url: first, owner: null };
  return ctx.db.transaction(async (tx) => {
    await lockTeam(tx, []);
    const owners = await listActiveOwners(tx);
    const asked = owners.filter((owner) => email === undefined || owner.email === email);
    const [owner] = asked;
    if (!owner || asked.length > 1) {
      const known = owners.map((each) => each.email).join(", ");
      throw new BadRequestError(
        email === undefined
          ? `There are several owners: say whose password is lost with --email. They are ${known}.`
          : `No owner has the e-mail address ${email}. The owners are ${known}.`,
      );
    }
    const { url } = await keepResetLink({ ctx: within(ctx, tx), person: owner, createdBy: null });
    return { url, owner: { name: owner.name, email: owner.email } };
  });
}
