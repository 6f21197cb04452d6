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
