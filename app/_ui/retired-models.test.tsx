import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { RetiredModel } from "@/lib/models/retired-models";
import { RetiredModels } from "./retired-models";

const gone = (roles: RetiredModel["roles"]): RetiredModel => ({
  provider: "groq",
  id: "openai/gpt-oss-120b",
  since: new Date(0),
  roles,
});
const shown = (...models: RetiredModel[]) => renderToStaticMarkup(<RetiredModels models={models} />);

it("nothing is said while every model is offered", () => {
  expect(shown()).toBe("");
});

it("a model that is gone is named, with what answers instead and where to choose another", () => {
  const text = shown(
    gone([
      { role: "broad", replacement: "openai/gpt-oss-20b" },
      { role: "reasoning", replacement: "openai/gpt-oss-20b" },
    ]),
  );
  expect(text).toContain("The model openai/gpt-oss-120b is no longer offered");
  expect(text).toContain("In its place answers openai/gpt-oss-20b. ");
  expect(text).toContain("change MODEL_BROAD, MODEL_REASONING.");
  expect(text).not.toContain("no model left");
});

it("a role without any model left is said to be", () => {
  expect(shown(gone([{ role: "web", replacement: null }]))).toContain("have no model left and cannot answer");
});
