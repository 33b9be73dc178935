#!/bin/sh
# Install what is missing, build, and run the main job on the shipped register: tables on the
# screen, a store, charts and the yearly review left behind in demo/.
set -eu
cd "$(dirname "$0")/.."
. .ci/packages.sh
# shellcheck disable=SC2086
sh .ci/install.sh $build_packages

[ -f build/build.ninja ] || meson setup build --buildtype=release >/dev/null
ninja -C build --quiet product
firestat=build/engine/cli/firestat
register=datasets/lam-dong-synthetic/vu_chay_lam_dong_2014_2024.csv
national=datasets/national-yearly/vietnam_fires_yearly.csv
mkdir -p demo
rm -f demo/lamdong.db

run() {
    printf '\n$ firestat'
    printf ' %s' "$@"
    printf '\n\n'
    "$firestat" "$@"
}

run import demo/lamdong.db "$register"
run table demo/lamdong.db
run table demo/lamdong.db --by district --period 2024 --unknown
run table demo/lamdong.db --by cause --period 2020..2024 --measure 'incidents,share(incidents),deaths,median(damage)'
run table "$national" --by year,scope --measure incidents,deaths,injuries,damage
for ending in png svg pdf; do
    run chart demo/lamdong.db trend --where 'scope=Thuộc diện thống kê' -o "demo/trend.$ending" --force
done
run charts demo/lamdong.db datasets/review/charts.csv -o demo/charts --force
run review demo/lamdong.db --period 2024 --place 'tỉnh Lâm Đồng' --issuer 'CÔNG AN TỈNH LÂM ĐỒNG' --seat 'Lâm Đồng' \
    -o demo/review-2024 --force
printf '\ndemo/review-2024 (Word, PDF, HTML, Excel), demo/charts, demo/trend.png and demo/lamdong.db are there to be opened.\n'
