/** The team's pages as people use them, with JavaScript and without: invite, join, lose access, pause. */
import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, OWNER_STATE, test } from "./fixtures";

const PASSWORD = "a sentence for the test";

/** A page with the owner's session, or with none. */
async function open(browser: Browser, options: { owner: boolean; script: boolean }): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.script,
    ...(options.owner ? { storageState: OWNER_STATE } : {}),
  });
  return context.newPage();
}

async function invite(owner: Page, role: string): Promise<string> {
  await owner.goto("/settings");
  await owner.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await owner.getByRole("button", { name: "Make an invitation link" }).click();
  return owner.getByText(/\/accept\/[\w-]{43}$/).innerText();
}

async function join(page: Page, link: string, name: string): Promise<string> {
  const email = `${name.toLowerCase()}.${Date.now()}@example.com`;
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account and sign in" }).click();
  await expect(page).toHaveURL(/\/$/);
  return email;
}

for (const script of [true, false]) {
  test.describe(script ? "with JavaScript" : "without JavaScript", () => {
    test("an invited viewer joins, sees no switch, signs out and in, and is out when access is taken", async ({
      browser,
    }) => {
      const owner = await open(browser, { owner: true, script });
      const link = await invite(owner, "Viewer");
      // axe is a script itself.
      if (script) await expectAccessible(owner);
      const viewer = await open(browser, { owner: false, script });
      const name = `Vera${script ? "Script" : "Plain"}`;
      const email = await join(viewer, link, name);
      await viewer.goto("/settings");
      await expect(viewer.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
      await expect(viewer.getByRole("button", { name: "Pause everything" })).toHaveCount(0);
      await expect(viewer.getByRole("button", { name: "Make an invitation link" })).toHaveCount(0);

      await viewer.getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(viewer).toHaveURL(/\/sign-in/);
      await viewer.goto("/settings");
      await viewer.getByLabel("E-mail address").fill(email);
      await viewer.getByLabel("Password").fill("not the password");
      await viewer.getByRole("button", { name: "Sign in" }).click();
      await expect(viewer.getByText("The e-mail address or the password is not right.")).toBeVisible();
      await expect(viewer.getByLabel("E-mail address")).toHaveValue(email);
      await viewer.getByLabel("Password").fill(PASSWORD);
      await viewer.getByRole("button", { name: "Sign in" }).click();
      await expect(viewer).toHaveURL(/\/settings$/);

      await owner.goto("/settings");
      await owner
        .getByRole("button", { name: `Take access from ${name}` })
        .first()
        .click();
      await expect(owner.getByText("Access is taken away, and all sessions have ended.")).toBeVisible();
      await viewer.goto("/settings");
      await expect(viewer).toHaveURL(/\/sign-in/);
    });

    test("the pause is switched on after a question, and off", async ({ browser }) => {
      const owner = await open(browser, { owner: true, script });
      await owner.goto("/settings");
      const begin = owner.getByRole("main").getByRole("button", { name: "Pause everything" });
      await begin.click();
      await owner.getByRole("button", { name: "Pause", exact: true }).click();
      const state = owner.getByRole("region", { name: "State of the application" });
      await expect(state).toContainText("Paused by");
      await state.getByRole("button", { name: "Go on" }).click();
      await expect(state).toBeHidden();
      await owner.goto("/settings");
      await expect(begin).toBeVisible();
    });
  });
}
