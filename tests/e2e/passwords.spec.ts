/** A lost password, one's own password and one's other sessions, as people meet them, with JavaScript and without. */
import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, OWNER_STATE, test } from "./fixtures";

const PASSWORD = "a sentence for the test";
const NEXT = "quite another sentence";

async function open(browser: Browser, options: { owner?: boolean; script: boolean }): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.script,
    ...(options.owner ? { storageState: OWNER_STATE } : {}),
  });
  return context.newPage();
}

/** Somebody new, invited by the owner and signed in on `page`. */
async function join(owner: Page, page: Page, name: string): Promise<string> {
  await owner.goto("/settings");
  await owner.getByLabel("Role", { exact: true }).selectOption({ label: "Viewer" });
  await owner.getByRole("button", { name: "Make an invitation link" }).click();
  await page.goto(await owner.getByText(/\/accept\/[\w-]{43}$/).innerText());
  const email = `${name.toLowerCase()}.${Date.now()}@example.com`;
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account and sign in" }).click();
  await expect(page).toHaveURL(/\/$/);
  return email;
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const script of [true, false]) {
  test.describe(script ? "with JavaScript" : "without JavaScript", () => {
    test("a lost password is replaced by a link, once, and the old sessions end", async ({
      browser,
    }, info) => {
      const owner = await open(browser, { owner: true, script });
      const page = await open(browser, { script });
      const name = `Lost ${script ? "Script" : "Plain"} ${info.project.name}`;
      const email = await join(owner, page, name.replaceAll(" ", ""));

      const elsewhere = await open(browser, { script });
      await elsewhere.goto("/sign-in");
      await expect(
        elsewhere.getByText("Password lost? Ask an owner or admin for a reset link"),
      ).toBeVisible();

      await owner.goto("/settings");
      const make = `Make a link for a new password of ${name.replaceAll(" ", "")}`;
      await owner.getByRole("button", { name: make }).first().click();
      const link = await owner.getByText(/\/reset\/[\w-]{43}$/).innerText();
      if (script) await expectAccessible(owner);

      await elsewhere.goto(link);
      await expect(elsewhere.getByRole("heading", { name: "Set a new password" })).toBeVisible();
      await expect(elsewhere.getByText(email)).toBeVisible();
      if (script) await expectAccessible(elsewhere);
      await elsewhere.getByLabel("New password").fill(NEXT);
      await elsewhere.getByRole("button", { name: "Save password and sign in" }).click();
      await expect(elsewhere).toHaveURL(/\/$/);

      await page.goto("/settings");
      await expect(page).toHaveURL(/\/sign-in/);
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
      if (script) await expectAccessible(page);
      await signIn(page, email, PASSWORD);
      await expect(page.getByText("The e-mail address or the password is not right.")).toBeVisible();
      await signIn(page, email, NEXT);
      await expect(page).toHaveURL(/\/$/);
    });

    test("another device is signed out from here", async ({ browser }, info) => {
      const owner = await open(browser, { owner: true, script });
      const here = await open(browser, { script });
      const there = await open(browser, { script });
      const email = await join(owner, here, `Two${script ? "Script" : "Plain"}${info.project.name}`);
      await signIn(there, email, PASSWORD);
      await expect(there).toHaveURL(/\/$/);

      await here.goto("/settings");
      await expect(here.getByText("This device")).toHaveCount(1);
      await here.getByRole("button", { name: /^Sign out Chrome on/ }).click();
      await expect(here.getByText("That device is signed out.")).toBeVisible();
      await expect(here.getByRole("button", { name: /^Sign out Chrome on/ })).toHaveCount(0);
      await there.goto("/settings");
      await expect(there).toHaveURL(/\/sign-in/);
    });
  });
}
