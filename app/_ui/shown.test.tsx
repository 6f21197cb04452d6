import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ModelBadge, VerdictBadge } from "./badge";
import { OutLink } from "./out-link";
import { Picture } from "./picture";
import { StateBanners } from "./state-banners";
import { VerdictBox } from "./verdict-box";

const defaults = {
  requireManualApproval: true,
  autoPostEnabled: false,
  pause: null,
  now: new Date(7_200_000),
};

describe("the safety switches", () => {
  it("say nothing at their defaults", () => {
    expect(renderToStaticMarkup(<StateBanners {...defaults} />)).toBe("");
  });

  it("are shown when they are not at their defaults, and so is a pause", () => {
    const shown = (changed: Partial<ComponentProps<typeof StateBanners>>) =>
      renderToStaticMarkup(<StateBanners {...defaults} {...changed} />);
    expect(shown({ requireManualApproval: false })).toContain("Manual approval is off");
    expect(shown({ autoPostEnabled: true })).toContain("Automatic posting is on");
    const pause = { by: "Ada <b>", since: new Date(0) };
    const paused = shown({ pause, goOn: <button type="button">Go on</button> });
    expect(paused).toContain("Paused by Ada &lt;b&gt; ");
    expect(paused).toContain("2 hr. ago");
    expect(paused).toContain("Go on");
  });
});

describe("what is shown of a verdict", () => {
  const verdict = {
    verdict: "REVIEW",
    rule: "review-missing",
    reasons: ["The margin is not known."],
  } as const;

  it("says the rule and its reasons, in words", () => {
    const html = renderToStaticMarkup(<VerdictBox {...verdict} coordinator={null} />);
    expect(html).toContain("Review: something that the rules need is not known");
    expect(html).not.toContain("review-missing");
    expect(html).toContain("The margin is not known.");
    expect(html).not.toContain("Dissent");
  });

  it("does not say twice what the rule says alone", () => {
    const reasons = ["Competition is high."];
    const high = { verdict: "REJECT", rule: "reject-high-competition", reasons, coordinator: null } as const;
    const html = renderToStaticMarkup(<VerdictBox {...high} />);
    expect(html.toLowerCase().match(/competition is high/g)).toHaveLength(1);
    expect(html).not.toContain("<ul");
  });

  it("shows a coordinator who argued otherwise as a dissent", () => {
    const coordinator = { recommendedVerdict: "APPROVE", argument: "It sells." };
    const html = renderToStaticMarkup(<VerdictBox {...verdict} coordinator={coordinator} />);
    expect(html).toContain("Dissent");
    expect(html).toContain("It sells.");
  });

  it("says in words what its colour says", () => {
    expect(renderToStaticMarkup(<VerdictBadge verdict="REJECT" />)).toContain("Verdict: Reject");
    expect(renderToStaticMarkup(<ModelBadge model="rules" />)).toContain("By rules");
  });
});

describe("what comes from the web", () => {
  it("never becomes a link that runs", () => {
    const html = renderToStaticMarkup(<OutLink href="javascript:alert(1)">{"<b>name</b>"}</OutLink>);
    expect(html).toBe("<span>&lt;b&gt;name&lt;/b&gt;</span>");
    expect(renderToStaticMarkup(<OutLink href="https://example.com/">it</OutLink>)).toContain(
      'rel="noreferrer nofollow"',
    );
  });

  it("is never loaded from elsewhere as a picture", () => {
    expect(renderToStaticMarkup(<Picture url="https://example.com/a.png" alt="" />)).toContain(
      'src="/api/image?u=',
    );
    expect(renderToStaticMarkup(<Picture url="javascript:x" alt="" />)).not.toContain("<img");
  });
});
