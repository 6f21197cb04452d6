import type { Page } from "@playwright/test";
import { expect, expectAccessible, OWNER_STATE, test } from "./fixtures";

test.use({ storageState: OWNER_STATE });
// Both projects decide on the same few products of the first run: each gives back what it took.
test.describe.configure({ mode: "serial" });

const title = "main article h2";

/** The deck with its keys listening: before that the same buttons post plain forms, as in the tests further down. */
async function openDeck(page: Page): Promise<void> {
  await page.goto("/review", { waitUntil: "networkidle" });
}

test("the next card shows at once, and undo brings the card back", async ({ page }) => {
  await openDeck(page);
  const first = await page.locator(title).innerText();
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.locator(title)).not.toHaveText(first);
  await expect(page.getByText(`Approved: ${first}`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(title)).toHaveText(first);
  await expect(page.getByText(`Waiting for review again: ${first}`)).toBeVisible();
});

test("everything is done by keyboard: skip, reject, undo, help", async ({ page }) => {
  await openDeck(page);
  const first = await page.locator(title).innerText();
  await page.keyboard.press("s");
  await expect(page.locator(title)).not.toHaveText(first);
  await expect(page.locator(title)).toBeFocused();
  const second = await page.locator(title).innerText();
  await page.keyboard.press("r");
  await expect(page.getByText(`Rejected: ${second}`)).toBeVisible();
  await expect(page.locator(title)).not.toHaveText(second);
  await page.keyboard.press("u");
  await expect(page.getByText(`Waiting for review again: ${second}`)).toBeVisible();
  await expect(page.locator(title)).toHaveText(second);
});

test("of two who decide at once the second reads who was first", async ({ page, context }) => {
  await openDeck(page);
  const card = await page.locator(title).innerText();
  const other = await context.newPage();
  await openDeck(other);
  // The answer, not only the look: the card is gone before the server has heard of it.
  const answered = other.waitForResponse((response) => response.request().method() === "POST");
  await other.getByRole("button", { name: "Reject" }).click();
  await answered;
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.locator("main [aria-live]")).toContainText("rejected this just now");
  await expect(page.locator(title)).toHaveText(card);
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(other.getByText(`Waiting for review again: ${card}`)).toBeVisible();
});

test("reasons are at hand, and the open sheet is accessible", async ({ page }) => {
  await openDeck(page);
  await page.getByText("Why?").click();
  await page.getByText("Too crowded").click();
  await expect(page.getByRole("radio", { name: "Too crowded" })).toBeChecked();
  await expectAccessible(page);
});

test("the full report shows verdict, arithmetic, reports, dossier and steps, and axe finds nothing in it", async ({
  page,
}) => {
  await openDeck(page);
  await page.getByRole("link", { name: /^Full report/ }).click();
  for (const name of [
    "What the verdict stands on",
    "Margin",
    "Trend",
    "Reports",
    "Where it was seen",
    "Dossier",
    "Steps of the newest analysis",
  ]) {
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  }
  for (const folded of ["report-pricing", "report-coordinator", "seen-reddit", "margin-amazon", "dossier"]) {
    await page.locator(`details:has(> #${folded}) > summary`).click();
    await expect(page.locator(`#${folded}`)).toBeVisible();
  }
  await expect(page.getByText("By rules").first()).toBeVisible();
  await expect(page.getByText("Samples").first()).toBeVisible();
  await expectAccessible(page);
});

test("an evidence number leads to its item in the dossier", async ({ page }) => {
  await openDeck(page);
  await page.getByRole("link", { name: /^Full report/ }).click();
  await page.locator("details:has(> #report-pricing) > summary").click();
  const link = page.locator("#report-pricing a[href^='#evidence-']").first();
  const id = (await link.getAttribute("href"))?.slice(1) ?? "";
  await link.click();
  await expect(page.locator(`li[id="${id}"]`)).toBeInViewport();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("approve goes to the next card, offers undo, and undo comes back", async ({ page }) => {
    await page.goto("/review");
    const first = await page.locator(title).innerText();
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page).toHaveURL(/\/review\?decided=\d+$/);
    await expect(page.getByText(`Approved: ${first}`)).toBeVisible();
    await expect(page.locator(title)).not.toHaveText(first);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator(title)).toHaveText(first);
    await expect(page.getByText("Undone: it waits for review again.")).toBeVisible();
  });

  test("a card that is decided says by whom when its address is opened", async ({ page }) => {
    await page.goto("/review");
    const first = await page.locator(title).innerText();
    await page.getByRole("button", { name: "Approve" }).click();
    const id = new URL(page.url()).searchParams.get("decided");
    await page.goto(`/review?at=${id}`);
    await expect(page.getByText(`You approved “${first}” just now.`)).toBeVisible();
    await page.goto(`/products/${id}`);
    await page.getByRole("button", { name: "Undo the approval" }).click();
    await expect(page.getByText("Undone: it waits for review again.")).toBeVisible();
  });

  test("an approved product is recorded as posted by hand, and its figures are entered", async ({
    page,
  }, info) => {
    await page.goto("/review");
    await page.getByRole("button", { name: "Approve" }).click();
    const id = new URL(page.url()).searchParams.get("decided");
    await page.goto(`/products/${id}`);
    await page.getByLabel("Marketplace", { exact: true }).selectOption("ebay");
    await page.getByLabel("Link to the listing").fill(`https://www.example.com/item/${info.project.name}`);
    await page.getByRole("button", { name: "Record it as posted" }).click();
    await expect(page.getByText("Recorded as posted.")).toBeVisible();
    await expect(page.getByText("Posted", { exact: true })).toBeVisible();
    const listing = page.locator("#listings");
    await listing.getByText("Edit the figures").click();
    await listing.getByLabel("Views").fill("120");
    await listing.getByLabel("Revenue").fill("59.90");
    await listing.getByRole("button", { name: "Save the figures" }).click();
    await expect(page.getByText("The figures are saved.")).toBeVisible();
    await expect(listing.getByText("$59.90")).toBeVisible();
    await expect(listing.locator("dd", { hasText: "unknown" })).toHaveCount(2);
  });
});
