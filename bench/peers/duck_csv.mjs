// duck_csv.mjs - DuckDB: CSV file to year x province, in a process of its own.
//   NODE_DIR=... node duck_csv.mjs FILE THREADS
import { createRequire } from 'module';
const { DuckDBInstance } = createRequire((process.env.NODE_DIR || '.') + '/')('@duckdb/node-api');
const [file, threads] = process.argv.slice(2);
const db = await DuckDBInstance.create(':memory:', { threads });
const c = await db.connect();
const columns = `{id:'INT', occurred_at:'VARCHAR', province:'VARCHAR', district:'VARCHAR', commune:'VARCHAR', kind:'VARCHAR',
  cause:'VARCHAR', facility:'VARCHAR', deaths:'INT', injuries:'INT', damage_vnd:'BIGINT', forest_ha:'DOUBLE', note:'VARCHAR'}`;
const r = await c.runAndReadAll(`select occurred_at[1:4] y, province, count(*), sum(deaths), sum(damage_vnd)
  from read_csv('${file}', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns=${columns})
  group by 1, 2 order by 1, 2`);
process.stdout.write('year,province,incidents,deaths,damage\n' + r.getRows().map(x => x.join(',')).join('\n') + '\n');
