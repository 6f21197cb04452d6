import { expect, test } from "vitest";
import { SCANNERS } from "@/scanners/registry";
import { gatherPages } from "./gather-pages";

test("what is kept of an answer that was not understood does not hold the token it carries", () => {
  const next = "https://graph.facebook.com/v4.0/1/top_media?access_token=EAABsecretsecret1234&limit=25";
  const body = JSON.stringify({ media: [], said: "EAABsecretsecret1234", paging: { next } });
  const url = "https://graph.facebook.com/v23.0/1/top_media#deskgoals";
  const page = {
    url,
    status: 200,
    headers: {},
    body,
    fetchedAt: "2026-11-22T10:00:00.000Z",
    locale: "en-US",
  };
  const parsed = SCANNERS.instagram.parse(page);
  const pages = [{ body, parsed }];
  const kept = gatherPages({ mode: "live", pages, missed: [], nothingNew: null, note: null });
  expect(parsed.kind).toBe("unknown");
  expect(kept.outcome.snippet).toContain("paging");
  expect(JSON.stringify(kept)).not.toContain("EAABsecret");
});
