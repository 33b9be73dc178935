#!/bin/sh
# bars_gnuplot.sh IN OUT png|svg|pdf [PART OF]: a chart of columns, this year by month beside last
# year, of every FILE.csv in IN that `firestat charts` wrote, as OUT/FILE.png; of every OF-th only.
set -eu
in=$1 out=$2 format=$3 part=${4:-1} of=${5:-1}
mkdir -p "$out"
script=$(mktemp)
trap 'rm -f "$script"' EXIT
{
    case $format in
    png) echo "set terminal pngcairo size 1640,846 font 'Liberation Sans,18'" ;;
    svg) echo "set terminal svg size 820,423 font 'Liberation Sans,9'" ;;
    pdf) echo "set terminal pdfcairo size 8.54in,4.41in font 'Liberation Sans,9'" ;;
    esac
    cat <<'END'
set encoding utf8
set datafile separator ","
set style fill solid
set boxwidth 0.4
set border 1
set grid ytics
set yrange [0:*]
set xrange [0.4:12.6]
set xtics ("T1" 1, "T2" 2, "T3" 3, "T4" 4, "T5" 5, "T6" 6, "T7" 7, "T8" 8, "T9" 9, "T10" 10, "T11" 11, "T12" 12) nomirror
set ylabel "Số vụ (vụ)"
set key outside right top
set bmargin 5
END
    i=0
    for file in "$in"/*-yoy.csv; do
        i=$((i + 1))
        [ $((i % of + 1)) -eq "$part" ] || continue
        name=${file##*/}
        name=${name%.csv}
        cat <<END
set output "$out/$name.$format"
set title "Số vụ theo tháng so với cùng kỳ năm trước\n{/*0.7 $name, theo tháng; từ 01/01 đến 31/12, lịch dương; so với năm trước}" font ",24"
set label 1 "Nguồn: province.csv. Số liệu đến ngày 31/12/2024. Trục tung bắt đầu từ 0." at graph 0, graph -0.13 font ",14"
plot "$file" every ::1:1::1 using (\$0+0.8):2 with boxes lc rgb "#F36B26" title "Năm trước", "" every ::1:0::0 using (\$0+1.2):2 with boxes lc rgb "#14426B" title "Năm nay"
END
    done
} >"$script"
gnuplot "$script"
