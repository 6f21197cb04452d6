/** The product's page as a reviewer holds it: what a decision needs first, the rest folded and never lost. */
import type { Page } from "@playwright/test";
import { expect, expectWithinWidth, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });

/** The strongest product that waits for review. */
async function openReport(page: Page): Promise<void> {
  await page.goto("/review");
  const report = await page.getByRole("link", { name: /^Full report/ }).getAttribute("href");
  await page.goto(report ?? "");
}

test("shows without scrolling what it is, the verdict and its rule, the figures, and both decisions", async ({
  page,
}) => {
  await openReport(page);
  const head = page.locator("main > header");
  for (const shown of [
    page.getByRole("heading", { level: 1 }),
    page.locator("main img").first(),
    head.getByText(/^(Approve|Review|Reject): /),
    ...["Margin, likely", "Price", "Trend score", "Competition", "Viral potential", "Quality"].map((name) =>
      head.getByRole("term").filter({ hasText: name }).locator("xpath=.."),
    ),
    page.getByRole("button", { name: "Approve" }),
    page.getByRole("button", { name: "Reject" }),
  ]) {
    await expect(shown).toBeInViewport({ ratio: 1 });
  }
});

test("is folded to a third of its height, and paper shows all of it", async ({ page }) => {
  await openReport(page);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const folded = await height();
  await expect(page.locator("#evidence-E1")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#evidence-E1")).toBeVisible();
  await expect(page.locator("#report-trend")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "On this page" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  await expect(page.locator("#evidence-E1")).toBeVisible();
  expect(folded * 3).toBeLessThan(await height());
});

for (const script of [true, false]) {
  test.describe(script ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: script });

    for (const anchor of ["evidence-E7", "report-trend", "margin-amazon", "dossier", "steps"]) {
      test(`a link to #${anchor} opens what it points to`, async ({ page }) => {
        await openReport(page);
        await expect(page.locator(`#${anchor}`)).toBeHidden();
        const report = page.url();
        await page.goto("/review");
        await page.goto(`${report}#${anchor}`);
        await expect(page.locator(`#${anchor}`)).toBeInViewport();
      });
    }

    test("a step of a run leads to its report, open", async ({ page }) => {
      await page.goto("/runs/1", { waitUntil: "networkidle" });
      await page.getByRole("link", { name: "2. Trend analyst" }).click();
      await expect(page.locator("#report-trend")).toBeInViewport();
    });
  });
}

test("no element that the keyboard reaches is hidden by what stays at the edges", async ({ page }) => {
  await openReport(page);
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link").first().focus();
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      const { left, right, top, height } = focused.getBoundingClientRect();
      const middle = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const above = document.elementFromPoint(middle, top + height / 2);
      return focused.contains(above) || above?.contains(focused) === true
        ? null
        : focused.outerHTML.slice(0, 200);
    });
    expect(covered).toBeNull();
  }
});

test("what a thumb touches is 44 pixels high", async ({ page }) => {
  for (const path of ["/", "/review", ""]) {
    if (path) await page.goto(path);
    else await openReport(page);
    const low = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("main :is(button, summary, select, nav a), nav.fixed a")]
        .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML.slice(0, 120)),
    );
    expect(low).toEqual([]);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it is rejected with a reason from its own page, and that is undone there", async ({ page }) => {
    await openReport(page);
    const report = new URL(page.url()).pathname;
    await page.getByText("Why?").click();
    await page.locator("#decide").getByText("Too crowded").click();
    await page.getByRole("button", { name: "Reject" }).click();
    await expect(page.getByRole("status")).toContainText("Rejected.");
    expect(new URL(page.url()).pathname).toBe(report);
    await expect(page.locator("#decisions li").first()).toContainText("“Too crowded”");
    await page.getByRole("button", { name: "Undo the rejection" }).click();
    await expect(page.getByText("Undone: it waits for review again.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  });

  test("a title without an end keeps every page within its width, at 320 pixels too", async ({
    page,
  }, info) => {
    const title = `${info.project.name}${"UnbrokenTitleOfAHostileShop".repeat(12)}`;
    await page.goto("/products/new");
    await page.getByLabel("Address, ASIN or name").fill(title);
    await page.getByRole("button", { name: "Add it and analyse it now" }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const report = new URL(page.url()).pathname;
    const id = report.split("/").at(-1);
    const wide = page.viewportSize() ?? { width: 390, height: 844 };
    // It waits for review once its analysis is done.
    await expect(async () => {
      await page.goto(report);
      await expect(page.getByRole("button", { name: "Approve" })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    for (const width of [wide.width, 320]) {
      await page.setViewportSize({ ...wide, width });
      for (const path of [report, `/review?at=${id}`, "/"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectWithinWidth(page);
      }
    }
  });
});
