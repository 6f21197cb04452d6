/** All planted reports, measured: the table of `npm run claims -- --report`. */
import { analystReports } from "./analyst-reports";
import { measureClaims, type Measure } from "./measure";
import { seededRandom } from "./random";
import { writtenReport } from "./written-reports";

const SEED = 20_261_122;

/** Measures the checker on so many hand-written reports and on those of twelve agents on so many products. */
export async function measureReports({ written = 300, products = 30 } = {}): Promise<Measure> {
  const random = seededRandom(SEED);
  const measure = measureClaims();
  for (let count = 0; count < written; count += 1) {
    const { evidence, claims } = writtenReport(random);
    measure.add(evidence, claims);
  }
  for (const { evidence, claims } of await analystReports(products, random)) measure.add(evidence, claims);
  return measure.result;
}
