/** What any site may put in front of its data, with the status of a good page: every source has to tell it. Pages of our own. */
import { describe, expect, test } from "vitest";
import { SOURCE_IDS } from "@/lib/core/words";
import { SCANNERS } from "./registry";
import type { Page } from "./scanner";

const page = (body: string, status = 200): Page => ({
  url: "https://www.example.com/list",
  status,
  headers: {},
  body,
  fetchedAt: "2026-11-22T10:00:00.000Z",
  locale: "en-US",
});
const html = (title: string, body: string, lang = "en") =>
  `<!DOCTYPE html><html lang="${lang}"><head><title>${title}</title></head><body>${body}</body></html>`;

const password = '<form method="post"><input name="user"><input name="pass" type="password"></form>';

describe.each(SOURCE_IDS)("%s", (source) => {
  test.each([
    ["a challenge", html("Just a moment...", '<script src="/cdn-cgi/challenge-platform/x"></script>')],
    [
      "a challenge in German",
      html("Nur einen Moment…", '<script src="/cdn-cgi/challenge-platform/x"></script>', "de"),
    ],
    [
      "a guard's refusal",
      "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>No permission.</BODY></HTML>",
    ],
    ["a refusal in XML", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ["a captcha", html("", '<div class="g-recaptcha"></div>')],
    ["another captcha", html("Security check", '<div id="px-captcha"></div>')],
    ["an incident", '<html><iframe src="/_Incapsula_Resource?x=1"></iframe></html>'],
    ["a question", html("Prove your humanity", "")],
    ["a wait", html("Please wait for verification", "<script>go()</script>")],
    ["a doubt", html("Sorry", "Our systems have detected unusual traffic from your network.")],
    ["a sign-in in Japanese", html("ログイン", password, "ja")],
    [
      "a sign-in in French behind a remark",
      `<!-- fr -->${html("Connexion", password.replaceAll('"', ""), "fr")}`,
    ],
    [
      "a consent",
      html("Avant de continuer", '<form action="https://consent.example.com/save"></form>', "fr"),
    ],
  ])("%s is blocked, with a sentence", (_, body) => {
    const parsed = SCANNERS[source].parse(page(body));
    expect(parsed).toMatchObject({
      kind: "blocked",
      items: [],
      why: expect.stringMatching(/^[A-Z].{15,}\.$/),
    });
  });

  test.each(["", " \n\t "])("%j is an empty answer, and an alarm", (body) => {
    expect(SCANNERS[source].parse(page(body))).toMatchObject({
      kind: "unknown",
      why: "The answer is empty.",
    });
    expect(SCANNERS[source].parse(page(body, 403)).kind).toBe("blocked");
  });

  test.each(["null", "[null]", "{}", '"ok"', "0", "false"])("%s is no list", (body) => {
    expect(["unknown", "blocked"]).toContain(SCANNERS[source].parse(page(body)).kind);
  });

  test("a page that is not there is not called a sign-in page for the link that it has", () => {
    const parsed = SCANNERS[source].parse(page(html("Not found", '<a href="/in">Log in</a>'), 404));
    expect(parsed.kind).not.toBe("items");
    expect("why" in parsed && parsed.why).not.toMatch(/sign-in|log in/i);
  });
});
