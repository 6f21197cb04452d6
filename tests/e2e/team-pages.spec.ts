import { expect, expectAccessible, expectWithinWidth, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

const PAGES = [
  "/keywords",
  "/sources",
  "/sources/reddit",
  "/sources/tiktok",
  "/audit",
  "/health",
  "/analytics",
  "/agents",
  "/agents/trend",
  "/runs",
  "/runs/1",
  "/listings",
  "/settings",
  "/products/1/compare",
];

for (const path of PAGES) {
  test(`${path} opens after the first run, within its width, without a complaint of the browser or of axe`, async ({
    page,
  }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectWithinWidth(page);
    await expectAccessible(page);
  });
}

test("every page fits a narrow phone and a page zoomed to twice its size, with all that it folds away", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of PAGES) {
    await page.goto(path);
    await page
      .locator("main details")
      .evaluateAll((all) => all.forEach((details) => details.setAttribute("open", "")));
    await expectWithinWidth(page);
  }
});

test.describe("where nothing stands", () => {
  test.use({ expectedComplaints: [/404 \(Not Found\)/] });

  for (const path of ["/runs/999999", "/sources/none", "/agents/none", "/products/999999/compare", "/none"]) {
    test(`${path} says so and leads on`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Go to today" })).toBeVisible();
      await expectWithinWidth(page);
      await expectAccessible(page);
    });
  }
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("every page keeps its contrast", async ({ page }) => {
    test.setTimeout(120_000);
    for (const path of PAGES) {
      await page.goto(path);
      await expectAccessible(page);
    }
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a keyword that a person adds is listed as steering, and stands in the audit log", async ({
    page,
  }, info) => {
    const keyword = `tin kettle ${info.project.name}`;
    await page.goto("/keywords");
    await page.getByText("Add a keyword").click();
    await page.getByLabel("Keyword", { exact: true }).fill(keyword);
    await page.getByRole("button", { name: "Add it" }).click();
    await expect(page.getByRole("status")).toContainText(`“${keyword}” is added for 30 days.`);
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: keyword }) });
    await expect(row).toContainText("Pinned");
    await page.goto("/audit?action=keyword.add");
    await expect(page.getByText(keyword)).toBeVisible();
  });
});
