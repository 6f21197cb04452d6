import { describe, inject } from "vitest";
import { testPostgres } from "@/db/testing";
import { provesSurvival } from "./survival";

describe.skipIf(!inject("postgres"))("on Postgres", () => provesSurvival(() => testPostgres("survival")));
