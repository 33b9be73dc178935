#!/bin/sh
# Every program, one after the other: all.sh FOLDER PEER.mjs AGGREGATE QUERIES CALENDARS AREAS
# CSV IMPORT STORE CHARTS REVIEW. FOLDER is where the registers are kept between runs.
set -eu
folder=$1
mkdir -p "$folder"
"$3" "$2"
"$4"
"$5"
"$6"
"$7" "$1"
"$8" "$1/register-1m.csv"
"$9" "$1/register-10m.csv"
shift 9
"$1" "$folder"
"$2" "$folder"
