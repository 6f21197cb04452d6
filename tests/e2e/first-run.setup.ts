import { expect, expectAccessible, OWNER, OWNER_STATE, test } from "./fixtures";

test("the link that the first start prints creates the owner, once", async ({ page }) => {
  const link = process.env.FIRST_OWNER_LINK;
  if (!link) throw new Error("The server printed no link for the first owner.");
  await page.goto(link);
  await expectAccessible(page);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("E-mail address").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Create account and sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/accept"));
  await page.context().storageState({ path: OWNER_STATE });

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});
