import { getAuthTables } from "better-auth/db";
import { expect, inject, it } from "vitest";
import { testPglite } from "@/db/testing";
import { accounts, sessions, users, verifications } from "@/db/schema";
import { authOptions } from "./auth";

it("has every table and column that the sign-in library asks for, in its type and as required as it says", async () => {
  const open = await testPglite(inject("migratedDump"));
  const asked = getAuthTables(
    authOptions(open.db, { baseUrl: "http://localhost:3000", BETTER_AUTH_SECRET: undefined }, "x".repeat(32)),
  );
  await open.close();
  const ours = { user: users, session: sessions, account: accounts, verification: verifications };
  const types = {
    string: ["PgText", "PgVarchar"],
    boolean: ["PgBoolean"],
    date: ["PgTimestamp"],
    number: ["PgInteger"],
  };
  expect(Object.keys(asked).toSorted()).toEqual(Object.keys(ours).toSorted());
  for (const [name, table] of Object.entries(ours)) {
    for (const [key, field] of Object.entries(asked[name]?.fields ?? {})) {
      const column = Object.entries(table).find(([property]) => property === (field.fieldName ?? key))?.[1];
      const where = `${name}.${key}`;
      expect(column, `${where} is missing`).toBeDefined();
      const { columnType, notNull, isUnique } = column as {
        columnType: string;
        notNull: boolean;
        isUnique: boolean;
      };
      expect(types[field.type as keyof typeof types], where).toContain(columnType);
      expect(notNull, `${where} is required`).toBe(field.required !== false);
      if (field.unique) expect(isUnique, `${where} is unique`).toBe(true);
    }
  }
});
