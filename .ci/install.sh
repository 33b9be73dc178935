#!/bin/sh
# Install what is missing on a Debian machine: install.sh PACKAGE...
# Needs root or sudo only when something is missing.
set -eu
missing=
for package in "$@"; do
    status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing" >&2
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of words
{
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends $missing
} >&2
