// node duck_file.mjs FILE.duckdb THREADS: year x province with the three criteria.
import { createRequire } from 'module';
const require = createRequire((process.env.NODE_DIR || '.') + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, threads] = process.argv.slice(2);
const db = await DuckDBInstance.create(file, { threads, access_mode: 'READ_ONLY' });
const connection = await db.connect();
const answer = await connection.runAndReadAll(`SELECT year(occurred_at), province, count(*),
  sum(deaths), sum(damage_vnd) FROM i GROUP BY 1, 2 ORDER BY 1, 2`);
console.log(answer.getRows().map((row) => row.join(',')).join('\n'));
