#!/bin/sh
# Every program, one after the other: all.sh FOLDER PEER.mjs AGGREGATE QUERIES CALENDARS CSV
# IMPORT STORE. FOLDER is where the registers are kept between runs.
set -eu
mkdir -p "$1"
"$3" "$2"
"$4"
"$5"
"$6" "$1"
"$7" "$1/register-1m.csv"
"$8" "$1/register-10m.csv"
