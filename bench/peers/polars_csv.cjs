// polars_csv.cjs - polars: CSV file to year x province, in a process of its own.
//   NODE_DIR=... node polars_csv.cjs FILE
const pl = require((process.env.NODE_DIR || '.') + '/node_modules/nodejs-polars');
const number = name => pl.col(name).cast(pl.Int64);
const out = pl.scanCSV(process.argv[2], { hasHeader: true, quoteChar: '"' })
  .select(pl.col('occurred_at').str.slice(0, 4).alias('year'), pl.col('province'), number('deaths'), number('damage_vnd'))
  .groupBy(['year', 'province'])
  .agg(pl.col('deaths').count().alias('incidents'), pl.col('deaths').sum().alias('dead'), pl.col('damage_vnd').sum().alias('damage'))
  .sort(['year', 'province'])
  .collectSync();
process.stdout.write(out.writeCSV().toString());
