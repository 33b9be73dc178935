// node duck_file.mjs FILE.duckdb THREADS [COLUMN]: year x province (x COLUMN) with the three criteria.
import { createRequire } from 'module';
const require = createRequire((process.env.NODE_DIR || '.') + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, threads, column] = process.argv.slice(2);
const keys = ['year(occurred_at)', 'province'].concat(column ?? []).join(', ');
const db = await DuckDBInstance.create(file, { threads, access_mode: 'READ_ONLY' });
const connection = await db.connect();
const answer = await connection.runAndReadAll(`SELECT ${keys}, count(*),
  sum(deaths), sum(damage_vnd) FROM i GROUP BY ${keys} ORDER BY ${keys}`);
console.log(answer.getRows().map((row) => row.join(',')).join('\n'));
