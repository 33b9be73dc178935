// What a page does by itself: rows in the order of a column, and only those of one area. Without
// it everything is there to be read. No ampersand and no less-than: the page is XML as well.
"use strict";

// "Đà Lạt" and "da lat" are found by each other.
function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u0110\u0111]/g, "d")
        .toLowerCase().replace(/\s+/g, " ").trim();
}

// Text of a cell without the mark of its note.
function cellText(cell) {
    const first = cell === undefined ? null : cell.firstChild;
    return first === null ? "" : first.textContent;
}

// A number as it is, however long; null where the cell has none.
function exact(cell) {
    if (cell.dataset.value === undefined) return null;
    const [whole, decimals = ""] = cell.dataset.value.split(".");
    return BigInt(whole + decimals.padEnd(18, "0"));
}

// Cells without a number come last, whichever way the others go.
function compareCells(a, b, isNumber, sign) {
    if (!isNumber) return sign * cellText(a).localeCompare(cellText(b), "vi", { numeric: true });
    const [left, right] = [exact(a), exact(b)];
    if (left === null || right === null) return (left === null) - (right === null);
    return sign * ((left > right) - (right > left));
}

// Only rows of the body move: totals keep their place above or below them.
function makeSortable(table) {
    const rows = Array.from(table.querySelectorAll("tbody > tr:not(.total)"));
    if (rows.length === 0) return;
    const body = rows[0].parentNode;
    const behind = rows[rows.length - 1].nextSibling;
    const headers = Array.from(table.querySelectorAll("thead th[data-column]"));
    function sort(header) {
        const column = Number(header.dataset.column);
        const isNumber = header.dataset.kind !== "text";
        const orders = isNumber ? ["none", "descending", "ascending"] : ["none", "ascending", "descending"];
        const now = header.getAttribute("aria-sort") || "none";
        const order = orders[(orders.indexOf(now) + 1) % 3];
        for (const other of headers) other.removeAttribute("aria-sort");
        const sorted = Array.from(rows);
        if (order !== "none") {
            header.setAttribute("aria-sort", order);
            const sign = order === "ascending" ? 1 : -1;
            sorted.sort((a, b) => compareCells(a.cells[column], b.cells[column], isNumber, sign));
        }
        for (const row of sorted) body.insertBefore(row, behind);
    }
    for (const header of headers) {
        const button = document.createElement("button");
        button.type = "button";
        button.title = document.body.dataset.sort;
        button.append(...header.childNodes);
        button.addEventListener("click", () => sort(header));
        header.append(button);
    }
}

// Returns how many rows are shown and how many there are.
function filterTable(table, wanted) {
    const column = Number(table.dataset.filter);
    let shown = 0;
    let all = 0;
    let section = null;
    for (const row of table.querySelectorAll("tbody > tr:not(.total)")) {
        if (row.className === "section") {
            section = row;
            section.hidden = wanted !== "";
            continue;
        }
        row.hidden = !plain(cellText(row.cells[column])).includes(wanted);
        all += 1;
        if (row.hidden) continue;
        shown += 1;
        if (section !== null) section.hidden = false;
    }
    return [shown, all];
}

function startFilter(bar) {
    const input = bar.querySelector("input");
    const output = bar.querySelector("output");
    const tables = document.querySelectorAll("table[data-filter]");
    function filter() {
        const wanted = plain(input.value);
        let shown = 0;
        let all = 0;
        for (const table of tables) {
            const [some, of] = filterTable(table, wanted);
            shown += some;
            all += of;
        }
        output.textContent = wanted === "" ? "" : `${input.value.trim()} – ${bar.dataset.rows} ${shown}/${all}`;
    }
    input.addEventListener("input", filter);
    bar.hidden = false;
    filter();
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
document.querySelectorAll(".filter").forEach(startFilter);
