import { expect, it } from "vitest";
import { ForbiddenError } from "../core/errors";
import { requireSameOrigin } from "./same-origin";

it.each([
  ["its own address", "https://trends.example", "https://trends.example", "trends.example", true],
  [
    "another name it is reached by",
    "https://trends.example",
    "https://trends.internal",
    "trends.internal",
    true,
  ],
  [
    "its own name without encryption",
    "https://trends.example",
    "http://trends.example",
    "trends.example",
    false,
  ],
  ["a proxy's https before it", "http://localhost:3000", "https://trends.example", "trends.example", true],
  ["another port of the machine", "http://localhost:3000", "http://localhost:3001", "localhost:3000", false],
  ["another site", "https://trends.example", "https://evil.example", "trends.example", false],
  ["no site", "https://trends.example", "null", "trends.example", false],
])("a write from %s", (_name, baseUrl, origin, host, allowed) => {
  const ask = () => requireSameOrigin(new Headers({ origin, host }), { baseUrl });
  if (allowed) expect(ask).not.toThrow();
  else expect(ask).toThrow(ForbiddenError);
});
