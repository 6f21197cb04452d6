import { findUser, updateUser } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import { within, type Ctx } from "../ctx";

/** Changes one's own name. */
export async function renameSelf({
  ctx,
  input: { name },
}: {
  ctx: Ctx;
  input: { name: string };
}): Promise<void> {
  const { id } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const before = await findUser(tx, id);
    if (!before || before.name === name) return;
    await updateUser(tx, id, { name, updatedAt: ctx.clock.now() });
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "person.rename",
        entityType: "person",
        entityId: id,
        details: { from: before.name, to: name },
      },
    });
  });
}
