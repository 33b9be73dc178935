#!/bin/sh
# Install what is missing, build with gcc and clang, run every test plain (gcc) and under the address
# and undefined-behaviour sanitizers (clang), what runs in threads under the thread sanitizer, then the
# fuzzers for a few seconds each. Warnings are errors. The last line is the sum:
# "N passed, N failed, N skipped".
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
# shellcheck disable=SC2086
sh .ci/install.sh $build_packages $test_packages

out=${FIRESTAT_BUILD_DIR:-$PWD}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export ASAN_OPTIONS=quarantine_size_mb=16 # the default keeps 256 MB of freed memory untouched, and slow
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# build NAME COMPILER MESON-OPTION...
build() {
    name=$1 compiler=$2
    shift 2
    if [ -f "$out/build-$name/build.ninja" ]; then
        meson configure "$out/build-$name" "$@"
    else
        CC=$compiler meson setup "$out/build-$name" . "$@" >/dev/null
    fi
    echo "== $name"
    ninja -C "$out/build-$name" --quiet
}

# test NAME: run the programs; what each prints last is its count.
test_all() {
    meson test -C "$out/build-$1" --no-rebuild --verbose >"$log" 2>&1 || true
    grep -E '^(FAILED|skipped:|.*: not true: |.*ERROR: .*Sanitizer|.*runtime error)' "$log" || true
    sed -n -E 's/^ *([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 \4/p' "$log" |
        awk '{ passed += $1; failed += $2; skipped += $3; n++ }
             END { print passed + 0, failed + 0, skipped + 0, n + 0 }' >"$log.sum"
    read -r passed failed skipped programs <"$log.sum"
    rm -f "$log.sum"
    # a program that died has no line of its own
    expected=$(meson introspect "$out/build-$1" --tests |
        python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')
    dead=$((expected - programs))
    if [ "$dead" -gt 0 ]; then
        grep -E '(FAIL|TIMEOUT|ERROR|SIG)' "$log" | tail -n 20
        failed=$((failed + dead))
    fi
    echo "   $passed passed, $failed failed, $skipped skipped (in $programs programs)"
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
    total_skipped=$((total_skipped + skipped))
}

# Lines of the source are enough to say where; a full description of every variable is slow to make.
lines=-Dc_args=-g1

total_passed=0 total_failed=0 total_skipped=0
build gcc gcc "$lines"
test_all gcc
build clang-sanitized clang -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1 "$lines"
test_all clang-sanitized
build gcc-release gcc --buildtype=release # with NDEBUG and -O3 other warnings appear

# What runs in threads, under the thread sanitizer.
thread_tests="aggregate_ways clean_road store"
echo "== clang-threads"
[ -f "$out/build-clang-threads/build.ninja" ] ||
    CC=clang meson setup "$out/build-clang-threads" . -Db_sanitize=thread -Db_lundef=false \
        -Doptimization=1 "$lines" >/dev/null
# shellcheck disable=SC2046
ninja -C "$out/build-clang-threads" --quiet $(printf 'tests/test_%s ' $thread_tests)
for name in $thread_tests; do # together: each leaves a core idle for long
    if "$out/build-clang-threads/tests/test_$name" >"$log.$name" 2>&1; then
        : >"$log.$name"
    else
        echo "test_$name did not end well" >>"$log.$name"
    fi &
done
wait
for name in $thread_tests; do
    if [ -s "$log.$name" ]; then
        total_failed=$((total_failed + 1))
        tail -n 30 "$log.$name"
    else
        total_passed=$((total_passed + 1))
        echo "   $name: no race"
    fi
    rm -f "$log.$name"
done

echo "== fuzzers"
sh tests/fuzz.sh "${FIRESTAT_FUZZ_SECONDS:-8}" >"$log" 2>&1 || true
cat "$log"
fuzzed=$(sed -n -E 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log" | tail -n 1)
fuzzed=${fuzzed:-0 1} # they were not even built
total_passed=$((total_passed + ${fuzzed% *}))
total_failed=$((total_failed + ${fuzzed#* }))

echo "$total_passed passed, $total_failed failed, $total_skipped skipped"
[ "$total_failed" -eq 0 ]
