import { expect, expectAccessible, expectWithinWidth, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("two products are merged, the old address leads to the keeper, a part is split off, and both are undone", async ({
    page,
  }) => {
    await page.goto("/products?status=DISCOVERED");
    const links = page.locator("main a[href^='/products/']");
    const paths = new Set(
      await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? "")),
    );
    const [first, second] = [...paths].filter((path) => /^\/products\/\d+$/.test(path));
    if (!first || !second)
      throw new Error("The first scan has left fewer than two products that wait for analysis.");
    await page.goto(first);
    await page.getByText("Merge with another product").click();
    await page.getByLabel("The other product").fill(new URL(second, page.url()).href);
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await expect(page.getByText("It can be undone below.")).toBeVisible();
    const kept = new URL(page.url()).pathname;
    const gone = kept === first ? second : first;
    await page.goto(gone);
    await expect(page).toHaveURL(kept);

    await page.getByText("Split off what is another product").click();
    await page.locator("input[name='thing']").last().check();
    await page.getByRole("button", { name: "Split off", exact: true }).click();
    await expect(page.getByText("is a product of its own now")).toBeVisible();
    expect(new URL(page.url()).pathname).not.toBe(kept);
    const moves = page.getByRole("list", { name: "Merges and splits" });
    await moves.getByRole("button", { name: "Undo the split" }).first().click();
    await expect(page.getByText("it is one product again")).toBeVisible();
    await moves.getByRole("button", { name: "Undo the merge" }).first().click();
    await expect(page.getByText("there are two products again")).toBeVisible();
    await page.goto(gone);
    await expect(page).toHaveURL(gone);
  });
});

test("the forms for merging and splitting are within the width and say nothing wrong to axe", async ({
  page,
}) => {
  await page.goto("/products?status=DISCOVERED");
  await page.locator("main a[href^='/products/']:not([href='/products/new'])").first().click();
  await page.getByText("Merge with another product").click();
  await page.getByLabel("The other product").fill("a lamp");
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("by its number or by the address")).toBeVisible();
  await expectWithinWidth(page);
  await expectAccessible(page);
});
