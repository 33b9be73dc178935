#!/bin/sh
# Run every fuzzer for SECONDS each on all cores (default 15), with the address and undefined
# behaviour sanitizers: tests/fuzz.sh [SECONDS [CORPUS-FOLDER]]. What a fuzzer has found stays in
# the corpus folder, so a later run goes on from there. The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-15}
corpus=${2:-$PWD/build-fuzz/corpus}
out=${FIRESTAT_BUILD_DIR:-$PWD}/build-fuzz
jobs=$(nproc)

if [ ! -f "$out/build.ninja" ]; then
    CC=clang meson setup "$out" . -Db_sanitize=address,undefined -Db_lundef=false \
        -Dc_args='-fsanitize=fuzzer-no-link -g1' >/dev/null
fi
ninja -C "$out" --quiet fuzzers

# Seeds: what the tests and the shipped data hold.
seed() {
    mkdir -p "$corpus/$1"
    case $1 in
    csv)
        for file in datasets/*.csv datasets/*/*.csv tests/golden/*csv.txt; do
            { printf 'aa'; head -c 3000 "$file"; } >"$corpus/csv/seed-$(basename "$file")"
        done ;;
    split)
        printf 'aa,b\n"c ""d"" ,\n",e\r\n' >"$corpus/split/seed-quotes"
        { printf 'a'; head -c 1500 datasets/lam-dong-synthetic/*.csv; } >"$corpus/split/seed-rows" ;;
    clean)
        for file in datasets/*/*.csv tests/golden/*csv.txt; do
            { printf 'dates=dmy|set province=A\n'; head -c 3000 "$file"; } \
                >"$corpus/clean/seed-$(basename "$file")"
        done ;;
    profile)
        printf 'column,field,type,unit,null_words,format\na,b,money,triệu,x|y,dmy\n\0setting,value\nset:province,A\n\0source,code,label_vi,label_en\na,b,c,d\n\0' \
            >"$corpus/profile/seed" ;;
    values)
        for text in '1.234,5' '3,572 tỷ' '24:00' '31/07/2024 8h15' 'quý III/2023' '(500.000đ)'; do
            printf 'a%s' "$text" >"$corpus/values/seed-$(printf '%s' "$text" | cksum | cut -d' ' -f1)"
        done ;;
    workbook)
        printf 'x<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1"><v>45292.5</v></c><c r="C1" t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>\0<sst><si><t>x</t></si></sst>\0<styleSheet/>' |
            sed 's/^x/\x00/' >"$corpus/workbook/seed-xlsx" ;;
    esac
}

passed=0 failed=0
for fuzzer in values csv split clean profile workbook; do
    seed "$fuzzer"
    log=$out/fuzz-$fuzzer.log
    max_len=4000
    [ "$fuzzer" = values ] || [ "$fuzzer" = split ] && max_len=300
    if "$out/tests/fuzz_$fuzzer" "$corpus/$fuzzer" -max_total_time="$seconds" -timeout=10 \
        -max_len="$max_len" -rss_limit_mb=1024 -fork="$jobs" -ignore_crashes=0 \
        -artifact_prefix="$out/crash-$fuzzer-" >"$log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        tail -n 30 "$log"
    fi
    echo "   $fuzzer: $(grep -oE '^#[0-9]+' "$log" | tail -n 1 | tr -d '#') executions"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
