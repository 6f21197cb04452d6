/** Learned by `npm run names -- FILE.csv --train`; not written by hand. */
import type { NameModel } from "../name-from-title";

const WORDS = `
after:camel 0.4, after:capital 0.18, after:capitals -0.08, after:class:article -0.05, after:class:ask 0.05, after:class:be 0.22
after:class:degree -0.08, after:class:find -0.28, after:class:generic -0.56, after:class:join 0.08, after:class:me 0.09, after:class:not -0.07
after:class:opinion -0.09, after:class:person -0.23, after:class:preposition 0.17, after:class:relative 0.08, after:class:shop -0.2
after:class:they -0.17, after:class:trade -0.21, after:class:verb -0.14, after:class:you -0.04, after:goods 0.16, after:mixed -0.39, after:model 0.48
after:money -0.05, after:none -0.14, after:number 0.04, after:open 0.05, after:small -0.45, after:unit 0.39, at:0 -0.15, at:1 -0.18, at:2 -0.12
before:camel 0.26, before:capital 0.08, before:capitals 0.15, before:class:article 0.47, before:class:ask -0.12, before:class:be -0.03
before:class:degree 0.07, before:class:find -0.15, before:class:generic -0.1, before:class:join -0.09, before:class:me -0.44, before:class:not -0.31
before:class:opinion -0.15, before:class:person -0.05, before:class:preposition -0.11, before:class:relative -0.06, before:class:shop -0.25
before:class:they -0.26, before:class:trade -0.26, before:class:you 0.15, before:goods -0.1, before:mixed -0.46, before:model 0.21, before:money -0.32
before:none -0.15, before:number -0.43, before:open 0.04, before:small -0.16, behind:join -0.09, behind:me -0.2, behind:preposition -0.05
behind:verb 0.2, bias -0.11, bracket:none|camel 0.26, bracket:none|capital 0.12, bracket:none|capitals -0.06, bracket:none|mixed -0.34
bracket:none|model 0.16, bracket:none|number -0.06, bracket:none|small -0.18, bracket:round -0.46, bracket:round|capital -0.1
bracket:round|capitals 0.12, bracket:round|mixed -0.1, bracket:round|number -0.07, bracket:round|small -0.24, bracket:square -0.52
bracket:square|capital -0.38, bracket:square|capitals -0.14, bracket:square|mixed -0.17, bracket:square|number 0.17, bracket:square|small -0.06
chars:1 -0.96, chars:2 -0.56, chars:3 -0.35, chars:4 -0.22, chars:5 0.1, chars:6 0.27, chars:7 0.38, chars:8 0.28, chars:9 0.42, class:article 0.37
class:ask -0.31, class:be -0.51, class:degree -0.06, class:find -0.43, class:generic -0.49, class:join -0.53, class:me -0.49, class:not -0.35
class:opinion -0.52, class:person 0.15, class:preposition -0.19, class:relative -0.23, class:shop -1.06, class:they -0.56, class:trade -0.82
class:verb -0.2, class:you 0.11, end:0 -0.14, end:1 -0.04, end:2 -0.12, end:3 -0.08, few 0.28, few|more 0.04, few|one 0.24, goods 0.67, index:0 0.4
index:1 0.45, index:10 -0.36, index:11 -0.27, index:12 -0.7, index:2 0.54, index:3 0.35, index:4 0.14, index:5 -0.03, index:6 -0.18, index:7 -0.31
index:8 -0.59, index:9 -0.39, many -0.13, many|more -0.06, many|one -0.21, mixed -0.03, money -0.56, most -0.21, most|more -0.16, most|one -0.3
open 0.52, priced -0.03, segment:0|1 -0.11, segment:0|2 -0.03, segment:0|3 0.02, segment:0|4 -0.07, segment:1|2 0.18, segment:1|3 -0.03
segment:1|4 0.07, segment:2|3 -0.13, segment:2|4 0.18, segment:3|3 0.31, segment:3|4 -0.34, segment:4|3 -0.13, segment:4|4 -0.48
segment:first|unpriced -0.1, segment:later|priced -0.08, segment:later|unpriced -0.16, sentence -0.1, shape:camel 0.19, shape:camel|first 0.13
shape:camel|later 0.06, shape:camel|mixed 0.04, shape:camel|title 0.12, shape:capital 0.04, shape:capitals -0.08, shape:capitals|first -0.05
shape:capitals|later -0.03, shape:capitals|mixed 0.1, shape:capitals|sentence -0.18, shape:capital|first 0.12, shape:capital|later 0.45
shape:capital|mixed 0.32, shape:capital|sentence -0.13, shape:capital|title 0.39, shape:mixed -0.58, shape:mixed|first -0.34, shape:mixed|later -0.28
shape:mixed|mixed -0.29, shape:mixed|sentence 0.03, shape:mixed|title -0.35, shape:model 0.18, shape:model|first 0.08, shape:model|later 0.09
shape:model|mixed 0.1, shape:model|title 0.1, shape:number 0.04, shape:number|first -0.17, shape:number|later 0.22, shape:number|mixed -0.16
shape:number|sentence 0.06, shape:number|title 0.15, shape:small -0.23, shape:small|first -0.24, shape:small|later -0.19, shape:small|mixed -0.25
shape:small|title -0.3, shape:unit 0.04, shape:unit|first -0.03, shape:unit|later 0.07, shape:unit|title -0.04, size:1 0.1, size:2 0.2, size:3 0.13
size:4 0.12, size:6 -0.03, size:7 -0.19, size:8 -0.4, some 0.06, some|more -0.03, some|one 0.11, speaks -0.06, speaks|mixed 0.08
speaks|sentence -0.18, speaks|title -0.05, states -0.13, states|mixed -0.13, states|sentence 0.04, states|title -0.16, strongest -0.03
talk:little -0.17, talk:much -0.29, talk:none 0.03, title -0.15, trade:little 0.02, trade:much -0.83, unpriced -0.14, weaker -0.19
`;
const NAMELESS = `
bias -0.34, capitals:0 0.8, capitals:1 0.47, capitals:2 -0.94, digits -0.46, goods -0.2, no digits -0.15, no goods -0.3, open:0 -0.06, open:1 0.06
open:2 0.36, open:3 0.58, open:4 -0.82, overlap:0 0.09, overlap:10 -0.76, overlap:11 -0.45, overlap:12 -0.67, overlap:2 0.51, overlap:3 0.44
overlap:4 0.82, overlap:5 0.25, overlap:7 0.37, overlap:8 -0.45, overlap:9 -0.64, priced -0.48, says:ask 0.03, says:be 0.09, says:find 0.54
says:me 0.23, says:opinion 0.35, says:shop -0.17, says:they 0.22, says:trade 0.23, says:you -0.18, unpriced -0.03, words:0 -0.33, words:1 -0.02
words:2 0.08, words:4 0.05, words:5 -0.38
`;

export const NAME_MODEL: NameModel = { words: weightsOf(WORDS), nameless: weightsOf(NAMELESS) };

function weightsOf(table: string): Map<string, number> {
  const entries = table.trim().split(/, |\n/);
  return new Map(
    entries.map((entry) => {
      const gap = entry.lastIndexOf(" ");
      return [entry.slice(0, gap), Number(entry.slice(gap + 1))];
    }),
  );
}
