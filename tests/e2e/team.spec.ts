/** The team's pages as people use them, with JavaScript and without: invite, join, lose access, pause. */
import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectWithinWidth, OWNER_STATE, test } from "./fixtures";

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

test("whatever form a viewer sends by themselves, nothing is done and the log holds nothing of theirs", async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const owner = await open(browser, { owner: true, script: false });
  const viewer = await open(browser, { owner: false, script: false });
  const name = `Wanda${"without".repeat(10)}spaces${info.project.name}`;
  await join(viewer, await invite(owner, "Viewer"), name);
  const sent = new Set<string>();
  for (const path of FORM_PAGES) {
    await owner.goto(path);
    for (const fields of await formsOf(owner)) {
      const action = Object.entries(fields).find(([field, value]) => /[0-9a-f]{40}/.test(field + value));
      const id = /[0-9a-f]{40,}/.exec((action ?? []).join(" "))?.[0];
      if (!id || sent.has(id)) continue;
      sent.add(id);
      const answer = await viewer.request.post(path, {
        multipart: fields,
        headers: { origin: new URL(owner.url()).origin },
        maxRedirects: 0,
      });
      expect(answer.status(), `form of ${path}`).toBeLessThan(500);
    }
  }
  expect(sent.size).toBeGreaterThan(15);
  await owner.goto("/audit");
  await owner.getByLabel("Who", { exact: true }).selectOption({ label: name });
  await owner.getByRole("button", { name: "Show" }).click();
  const rows = owner.locator("main ol > li");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Signed in");
  await expect(rows.last()).toContainText("Joined");
  // A name without a space is wrapped, not cut and not wider than the page.
  await expectWithinWidth(owner);
  await owner.goto("/settings");
  await expectWithinWidth(owner);
});

/** Pages whose forms only some may send. Everybody may change their own name, password and sessions. */
const FORM_PAGES = [
  "/keywords",
  "/sources",
  "/sources/reddit",
  "/products/1",
  "/products/2",
  "/review",
  "/settings",
];

/** The fields of every form on the page that sends something, as a browser without JavaScript sends them. */
async function formsOf(page: Page): Promise<Record<string, string>[]> {
  return page.locator("form:not(#you form)").evaluateAll((forms) =>
    forms
      .filter((form) => form instanceof HTMLFormElement)
      .filter((form) => form.method === "post")
      .map((form) =>
        Object.fromEntries(
          [...new FormData(form, form.querySelector("button:not([type=button])")).entries()].flatMap(
            ([field, value]) => (typeof value === "string" ? [[field, value] as const] : []),
          ),
        ),
      ),
  );
}
