import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { findPasswordReset } from "@/lib/auth/find-password-reset";
import { addPerson, testCtx } from "@/lib/auth/testing";
import { BadRequestError } from "@/lib/core/errors";
import type { OpenDatabase } from "@/db/client";
import { emptyTables, testPglite } from "@/db/testing";
import { answerOwnerLinks, askForOwnerLink } from "./owner-link-mailbox";

let open: OpenDatabase;
let dir: string;
let mailbox: { close(): void };
beforeEach(async () => {
  open = await testPglite(inject("migratedDump"));
  await emptyTables(open.db);
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "mailbox-"));
  mailbox = answerOwnerLinks({ dir, ctx: testCtx(open) });
});
afterEach(async () => {
  mailbox.close();
  await open.close();
  fs.rmSync(dir, { recursive: true });
});

it("gives whoever can write in the folder a link for the owner, and leaves nothing lying there", async () => {
  const ada = await addPerson(open.db, "owner", "Ada");
  const link = await askForOwnerLink({ dir });
  expect(link?.owner).toEqual({ name: "Ada", email: ada.email });
  const token = link?.url.split("/reset/")[1] ?? "";
  expect((await findPasswordReset({ ctx: testCtx(open), input: { token } }))?.id).toBe(ada.id);
  expect(fs.readdirSync(dir)).toEqual([]);
});

it("passes the sentence on when there is none to give", async () => {
  await addPerson(open.db, "owner", "Ada");
  await expect(askForOwnerLink({ dir, email: "bo@example.com" })).rejects.toThrow(BadRequestError);
  expect(fs.readdirSync(dir)).toEqual([]);
});

it("says that nobody is there, and takes its question back", async () => {
  mailbox.close();
  expect(await askForOwnerLink({ dir, withinMs: 200 })).toBeNull();
  expect(fs.readdirSync(dir)).toEqual([]);
});

it("is not upset by what is no question", async () => {
  await addPerson(open.db, "owner", "Ada");
  for (const text of ["", "{", '{"email":7}', "[]"])
    fs.writeFileSync(path.join(dir, "owner-link-request.json"), text);
  expect(await askForOwnerLink({ dir })).not.toBeNull();
});
