# bars_matplotlib.py IN OUT png|svg|pdf: a chart of columns, this year by month beside last year, of
# every FILE.csv in IN that `firestat charts` wrote, as OUT/FILE.png. One figure for all: the fast way.
import csv
import glob
import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

folder, out, form = sys.argv[1:4]
os.makedirs(out, exist_ok=True)
figure, axes = plt.subplots(figsize=(1640 / 192, 846 / 192), dpi=192)
for path in sorted(glob.glob(folder + "/*-yoy.csv")):
    years = []  # this one and the last, which is empty where the register begins
    with open(path, encoding="utf-8") as lines:
        for row in csv.reader(lines):
            if row and row[0] == "month":
                years.append([])
            elif row:
                years[-1].append(float(row[1]))
    name = os.path.basename(path)[:-4]
    axes.clear()
    months = range(1, 13)
    before = years[1] or [0.0] * 12
    axes.bar([m - 0.2 for m in months], before, 0.4, color="#F36B26", label="Năm trước")
    axes.bar([m + 0.2 for m in months], years[0], 0.4, color="#14426B", label="Năm nay")
    axes.set_title(
        "Số vụ theo tháng so với cùng kỳ năm trước\n"
        f"{name}, theo tháng; từ 01/01 đến 31/12, lịch dương; so với năm trước",
        fontsize=10,
    )
    axes.set_xticks(list(months), [f"T{m}" for m in months])
    axes.set_ylabel("Số vụ (vụ)")
    axes.set_xlabel(
        "Nguồn: province.csv. Số liệu đến ngày 31/12/2024. Trục tung bắt đầu từ 0.", fontsize=7
    )
    axes.set_ylim(bottom=0)
    axes.grid(True, axis="y")
    axes.set_axisbelow(True)
    axes.legend(loc="upper right")
    figure.savefig(f"{out}/{name}.{form}")
