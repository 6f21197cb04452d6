import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, it, vi } from "vitest";
import type { readCallBodies } from "@/db/queries/pages/calls";
import type { Role } from "@/lib/core/words";
import CallPage from "./page";

const { read, person } = vi.hoisted(() => ({
  read: vi.fn<typeof readCallBodies>(),
  person: { role: "viewer" as Role },
}));
vi.mock("@/db/queries/pages/calls", () => ({ readCallBodies: read }));
vi.mock("../../../../team-ctx", () => ({
  teamCtx: () => Promise.resolve({ person, ctx: { db: {} }, now: new Date("2026-03-10T12:00:00Z") }),
}));

const HOSTILE = `</pre><script>alert(1)</script><a href="javascript:alert(1)">x</a>\u202Egnp.exe`;

beforeEach(() => {
  read.mockReset().mockResolvedValue({
    id: 7,
    agent: "trend",
    purpose: "report",
    provider: "groq",
    model: "m",
    status: "SETTLED",
    usd: 0.001,
    estimated: false,
    inputTokens: 10,
    cachedTokens: null,
    outputTokens: 5,
    latencyMs: 100,
    error: null,
    createdAt: new Date("2026-03-10T11:00:00Z"),
    settledAt: null,
    promptHash: null,
    request: JSON.stringify({ messages: [{ role: "user", content: HOSTILE }] }),
    requestLength: 9_000,
    response: null,
    responseLength: null,
  });
});

async function shown(role: Role): Promise<string> {
  person.role = role;
  return renderToStaticMarkup(await CallPage({ params: Promise.resolve({ id: "2", call: "7" }) }));
}

it.each(["viewer", "reviewer"] as const)(
  "a %s is told to ask an admin, and nothing is read",
  async (role) => {
    const html = await shown(role);
    expect(html).toContain("is for admins");
    expect(read).not.toHaveBeenCalled();
  },
);

it.each(["admin", "owner"] as const)(
  "an %s reads it as text: no markup of it lives, and what is cut is said",
  async (role) => {
    const html = await shown(role);
    expect(read).toHaveBeenCalledWith(expect.anything(), 2, 7);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toMatch(/<script|<a [^>]*javascript|\u202E/);
    expect(html).toContain("of 9,000 characters");
    expect(html).toContain("No response is kept");
  },
);
