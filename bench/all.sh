#!/bin/sh
# Every program, one after the other: all.sh FOLDER PEER.mjs AGGREGATE QUERIES CSV IMPORT STORE.
# FOLDER is where the registers are kept between runs.
set -eu
mkdir -p "$1"
"$3" "$2"
"$4"
"$5" "$1"
"$6" "$1/register-1m.csv"
"$7" "$1/register-10m.csv"
