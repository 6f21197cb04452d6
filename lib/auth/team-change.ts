/** What every change of another person has in common: who may make it, and what must remain. */
import { lockTeam, type UserRow } from "@/db/queries/users";
import { ConflictError, ForbiddenError, NotFoundError } from "../core/errors";
import { within, type Ctx } from "../ctx";
import { atLeast, may } from "./permissions";

export type TeamChange = {
  /** The context of the transaction. */
  ctx: Ctx;
  person: UserRow;
  /** The one who acts, as the database knows them now. */
  by: UserRow;
  /** Throws when the person is the last owner who can sign in. */
  keepAnOwner: () => void;
};

/**
 * Runs `change` in a transaction that holds the rows it decides by. Refuses who may not manage the team (any more)
 * and who would reach above their own role.
 */
export async function changeTeam<Result>(
  ctx: Ctx,
  personId: string,
  change: (team: TeamChange) => Promise<Result>,
): Promise<Result> {
  return ctx.db.transaction(async (tx) => {
    const rows = await lockTeam(tx, [personId, ctx.actor.id]);
    const by = rows.find((row) => row.id === ctx.actor.id);
    const person = rows.find((row) => row.id === personId);
    if (ctx.actor.kind !== "person" || !by || by.disabledAt !== null || !may(by.role, "manage-team")) {
      throw new ForbiddenError();
    }
    if (!person) throw new NotFoundError("There is no such person.");
    if (!atLeast(by.role, person.role)) {
      throw new ForbiddenError("You can change people of your own role and those below it.");
    }
    const keepAnOwner = () => {
      const others = rows.filter(
        (row) => row.id !== personId && row.role === "owner" && row.disabledAt === null,
      );
      if (person.role === "owner" && person.disabledAt === null && others.length === 0) {
        throw new ConflictError("This is the last owner. Make somebody else an owner first.");
      }
    };
    return change({ ctx: within(ctx, tx), person, by, keepAnOwner });
  });
}
