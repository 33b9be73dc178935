// duck_memory.mjs - DuckDB in its own process, asked one question at a time.
//   NODE_DIR=... node duck_memory.mjs ROWS.csv THREADS
// ROWS.csv is what bench/rows.c writes: numbers and codes only, DuckDB's best case. Prints "ready", then for every line of
// stdin (a question's number below) the milliseconds that the answer took, all its rows fetched.
import { createRequire } from 'module';
import { createInterface } from 'readline';
const { DuckDBInstance } = createRequire((process.env.NODE_DIR || '.') + '/')('@duckdb/node-api');
const [file, threads] = process.argv.slice(2);
const db = await DuckDBInstance.create(':memory:', { threads });
const c = await db.connect();
await c.run(`create table i as select * from read_csv('${file}', columns={y:'USMALLINT',m:'UTINYINT',ym:'USMALLINT',
  province:'UTINYINT',district:'USMALLINT',commune:'USMALLINT',cause:'UTINYINT',deaths:'UINTEGER',damage_vnd:'BIGINT'})`);
const ag = 'count(*), sum(deaths), sum(damage_vnd), count(damage_vnd)';
const sql = [
  `select y, province, ${ag} from i group by all`,
  `select ym, district, ${ag} from i group by all`,
  `select y, province, ${ag} from i where cause=0 group by all`,
  `select y, count(distinct commune) from i group by 1`,
];
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const t = performance.now();
  const r = await c.run(sql[+line]);
  await r.fetchAllChunks();
  console.log((performance.now() - t).toFixed(3));
}
