import { updateUser } from "@/db/queries/users";
import { writeAudit } from "../audit/write-audit";
import type { Ctx } from "../ctx";
import { changeTeam } from "./team-change";

/** Gives a person their access back, with the role they had. */
export async function enablePerson({
  ctx,
  input: { personId },
}: {
  ctx: Ctx;
  input: { personId: string };
}): Promise<void> {
  await changeTeam(ctx, personId, async ({ ctx: inside, person }) => {
    if (person.disabledAt === null) return;
    await updateUser(inside.db, personId, { disabledAt: null, updatedAt: ctx.clock.now() });
    await writeAudit({
      ctx: inside,
      input: {
        action: "person.enable",
        entityType: "person",
        entityId: personId,
        details: { name: person.name },
      },
    });
  });
}
