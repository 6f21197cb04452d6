/**
 * The little language of QStash's `Upstash-Retry-Delay`: numbers, `retried`, + - * / %, brackets and nine functions.
 * Parsed by descent, never evaluated as code (https://upstash.com/docs/qstash/features/retry).
 */

/** Milliseconds to wait, given how often the message has been retried so far (0 before the first retry). */
export type RetryDelay = (retried: number) => number;

const FUNCTIONS: Record<string, { arity: [number, number]; call: (...values: number[]) => number }> = {
  pow: { arity: [2, 2], call: Math.pow },
  sqrt: { arity: [1, 1], call: Math.sqrt },
  abs: { arity: [1, 1], call: Math.abs },
  exp: { arity: [1, 1], call: Math.exp },
  floor: { arity: [1, 1], call: Math.floor },
  ceil: { arity: [1, 1], call: Math.ceil },
  round: { arity: [1, 1], call: Math.round },
  min: { arity: [1, Infinity], call: Math.min },
  max: { arity: [1, Infinity], call: Math.max },
};

const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z]+|[-+*/%(),])/iy;
const MAX_LENGTH = 500;
const MAX_DEPTH = 50;

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = source.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new SyntaxError(`unexpected character at ${at}`);
    tokens.push(token);
  }
  return tokens;
}

/** Compiles an expression; throws SyntaxError, whose message says what is wrong. */
export function compileRetryDelay(source: string): RetryDelay {
  if (source.length > MAX_LENGTH) throw new SyntaxError(`longer than ${MAX_LENGTH} characters`);
  const tokens = tokenize(source);
  let position = 0;
  let depth = 0;

  const take = (wanted: string): boolean => {
    if (tokens[position] !== wanted) return false;
    position += 1;
    return true;
  };
  const expect = (wanted: string): void => {
    if (!take(wanted)) throw new SyntaxError(`expected ${wanted} but found ${tokens[position] ?? "the end"}`);
  };

  function sum(): RetryDelay {
    if (++depth > MAX_DEPTH) throw new SyntaxError("nested too deeply");
    let left = product();
    for (;;) {
      const before = left;
      if (take("+")) {
        const right = product();
        left = (n) => before(n) + right(n);
      } else if (take("-")) {
        const right = product();
        left = (n) => before(n) - right(n);
      } else {
        depth -= 1;
        return left;
      }
    }
  }

  function product(): RetryDelay {
    let left = unary();
    for (;;) {
      const before = left;
      if (take("*")) {
        const right = unary();
        left = (n) => before(n) * right(n);
      } else if (take("/")) {
        const right = unary();
        left = (n) => before(n) / right(n);
      } else if (take("%")) {
        const right = unary();
        left = (n) => before(n) % right(n);
      } else return left;
    }
  }

  function unary(): RetryDelay {
    let negative = false;
    for (;;) {
      if (take("-")) negative = !negative;
      else if (!take("+")) break;
    }
    const operand = atom();
    return negative ? (n) => -operand(n) : operand;
  }

  function atom(): RetryDelay {
    const token = tokens[position++];
    if (token === undefined) throw new SyntaxError("ends too early");
    if (token === "(") {
      const inner = sum();
      expect(")");
      return inner;
    }
    if (/^\d/.test(token)) {
      const value = Number(token);
      return () => value;
    }
    if (token === "retried") return (n) => n;
    const known = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
    if (!known) throw new SyntaxError(`unknown name ${token}`);
    expect("(");
    const parameters = [sum()];
    while (take(",")) parameters.push(sum());
    expect(")");
    const [least, most] = known.arity;
    if (parameters.length < least || parameters.length > most) {
      throw new SyntaxError(`${token} takes ${least === most ? least : `at least ${least}`} values`);
    }
    return (n) => known.call(...parameters.map((parameter) => parameter(n)));
  }

  const compiled = sum();
  if (position < tokens.length) throw new SyntaxError(`unexpected ${tokens[position]}`);
  return compiled;
}
