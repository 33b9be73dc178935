// node duck_make.mjs FILE.csv OUT.duckdb THREADS: the whole table into a file, types given.
import { createRequire } from 'module';
const require = createRequire((process.env.NODE_DIR || '.') + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, out, threads] = process.argv.slice(2);
const columns = `{id: 'INT', occurred_at: 'TIMESTAMP', province: 'VARCHAR', district: 'VARCHAR',
  commune: 'VARCHAR', kind: 'VARCHAR', cause: 'VARCHAR', facility: 'VARCHAR', deaths: 'INT',
  injuries: 'INT', damage_vnd: 'BIGINT', forest_ha: 'DOUBLE', note: 'VARCHAR'}`;
const db = await DuckDBInstance.create(out, { threads });
const connection = await db.connect();
await connection.run(`CREATE TABLE i AS SELECT * FROM read_csv('${file}', header = true,
  auto_detect = false, delim = ',', quote = '"', escape = '"',
  timestampformat = '%Y-%m-%d %H:%M', columns = ${columns})`);
await connection.run('CHECKPOINT');
connection.closeSync();
db.closeSync();
