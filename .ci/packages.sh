# The packages of Debian 12 that firestat is built from, by name. Sourced by the scripts.
# shellcheck shell=sh disable=SC2034
build_packages="gcc libc6-dev meson ninja-build pkg-config python3 libsqlite3-dev libcsv-dev
    libgsl-dev libcairo2-dev libpango1.0-dev libutf8proc-dev libpng-dev nettle-dev libzip-dev libexpat1-dev libxlsxwriter-dev
    fonts-liberation2 fonts-wqy-microhei"
test_packages="clang libclang-rt-14-dev g++ sqlite3 poppler-utils"
