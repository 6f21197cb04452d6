/** Reads the sets that the weights are learned from and measured on. Only the learning command and its test read files here. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { cellsOf } from "../names/read-title-table";
import { type LabelledPost, type PostPairs, pairPosts } from "./labelled-posts";
import type { LabelledSet } from "./learn";
import { readPair } from "./read-pair";

const POSTS = "reddit/all-amazon-posts-half.csv";
const label = z.object({ label: z.union([z.literal(0), z.literal(1)]) });

/** A set to learn from (`learn`) and another part of it to measure on (`test`). Sets of one family come from one kind of shop. */
export type Benchmark = { name: string; family: string; learn: LabelledSet["pairs"]; test: PostPairs };

/** Every `NAME.{train,valid,test}.jsonl` under matching/, and the posts that link to a shop's articles. */
export function readBenchmarks(folder: string): Benchmark[] {
  const directory = path.join(folder, "matching");
  const names = readdirSync(directory).flatMap((file) => /^(.+)\.test\.jsonl$/.exec(file)?.[1] ?? []);
  const shops = names.toSorted().map((name): Benchmark => {
    const read = (part: string) => readPairs(path.join(directory, `${name}.${part}.jsonl`));
    const family = name.split("-", 1)[0] ?? name;
    return {
      name,
      family,
      learn: [...read("train"), ...read("valid")],
      test: { pairs: read("test"), missed: 0 },
    };
  });
  const { hardest, ...test } = pairPosts(readPosts(path.join(folder, POSTS)));
  return [...shops, { name: "reddit", family: "reddit", learn: hardest, test }];
}

function readPairs(file: string): LabelledSet["pairs"] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => {
    const said: unknown = JSON.parse(line);
    return { ...readPair(said), ...label.parse(said) };
  });
}

function readPosts(file: string): LabelledPost[] {
  const [header = [], ...rows] = cellsOf(readFileSync(file, "utf8"));
  const [article, id, title] = ["asin", "post_id", "title"].map((name) => header.indexOf(name));
  return rows.map((row) => ({
    article: row[article ?? -1] ?? "",
    id: row[id ?? -1] ?? "",
    title: row[title ?? -1] ?? "",
  }));
}
