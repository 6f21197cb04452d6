import { gzipSync } from "node:zlib";
import { expect, expectAccessible, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

for (const path of ["/", "/review", "/products", "/runs"]) {
  test(`${path} opens after the first run, without a complaint of the browser or of axe`, async ({
    page,
  }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

test("the review page loads less than 130 kB of JavaScript before it can be used", async ({ page }) => {
  await page.goto("/review");
  const scripts = page.locator("script[src]:not([nomodule])");
  const addresses = await scripts.evaluateAll((all) => all.map((script) => script.getAttribute("src") ?? ""));
  expect(addresses.length).toBeGreaterThan(0);
  const bodies = await Promise.all(
    [...new Set(addresses)].map(async (address) => (await page.request.get(address)).body()),
  );
  expect(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThan(130_000);
});

test("a link of the navigation keeps the document, closes the sheet it stands in, and marks the page", async ({
  page,
}, info) => {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.evaluate(() => document.documentElement.setAttribute("data-kept", ""));
  if (info.project.name === "phone") await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-kept", "");
  await expect(page.locator("#more-pages")).toBeHidden();
  await expect(page.locator("a[href='/agents'][aria-current=page]")).not.toHaveCount(0);
});
