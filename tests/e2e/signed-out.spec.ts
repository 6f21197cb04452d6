import { expect, expectAccessible, test } from "./fixtures";

test("health answers without sign-in and says no more than that the server lives", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  const body = await answer.text();
  expect(body.length).toBeLessThan(100);
});

for (const path of ["/", "/review", "/products", "/health", "/settings"]) {
  test(`${path} leads somebody unknown to the sign-in`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expectAccessible(page);
  });
}
