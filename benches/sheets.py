#!/usr/bin/env python3
"""Compares the text that clausewise takes out of workbooks with what other programs read.

    python3 benches/sheets.py FOLDER             makes varied workbooks in FOLDER unless it holds some,
                                                 and compares each with openpyxl and LibreOffice's CSV
    python3 benches/sheets.py --speed FOLDER     times a workbook of 500,000 rows

Needs openpyxl, xlsxwriter, xlwt, odfpy and soffice. Words are compared as sets with their counts: a word
that another program finds and clausewise does not is a miss. Numbers and dates are left to the tests, since
each program shows them its own way; here they count only where openpyxl has them as text or whole numbers.
"""

import collections
import csv
import datetime as dt
import os
import random
import re
import subprocess
import sys
import time

import openpyxl

WORD = re.compile(r"[^\W\d_]{2,}", re.UNICODE)
WHOLE = re.compile(r"(?<![\d.,:/-])\d{1,9}(?![\d.,:/%-])")
TEXTS = """service desk incident Störung Priorität erledigt geschlossen Netz outage customer Kunde Vertrag supplier
renewal Änderung approved Freigabe rollback test Ergebnis risk Maßnahme owner Verantwortlicher Prüfung capacity 日本語
naïve Übersicht façade résumé ½ Größe <tag> & "quoted" O'Brien a|b c_d x000D line
break""".split(" ")


def some(rng, words):
    return " ".join(rng.choice(TEXTS) for _ in range(rng.randint(1, words)))


def value(rng):
    kind = rng.randint(0, 9)
    if kind < 5:
        return some(rng, 6)
    if kind == 5:
        return rng.randint(0, 10**6)
    if kind == 6:
        return rng.random() * 1000
    if kind == 7:
        return dt.datetime(2026, 1, 1) + dt.timedelta(minutes=rng.randint(0, 500_000))
    if kind == 8:
        return rng.random() < 0.5
    return None


def with_openpyxl(path, rng):
    book = openpyxl.Workbook()
    for number in range(rng.randint(1, 4)):
        sheet = book.active if number == 0 else book.create_sheet(f"Sheet & {number}")
        top, left = rng.randint(1, 6), rng.randint(1, 5)
        for row in range(rng.randint(1, 60)):
            for column in range(rng.randint(1, 14)):
                cell = sheet.cell(top + row + (row // 20), left + column, value(rng))
                if isinstance(cell.value, float):
                    cell.number_format = rng.choice(["0.00", "#,##0.0", "0%", "General", '0.0 "kg"'])
        if rng.random() < 0.4:
            sheet.merge_cells(start_row=1, start_column=1, end_row=2, end_column=3)
        if rng.random() < 0.3:
            sheet.row_dimensions[top].hidden = True
        if rng.random() < 0.3 and number:
            sheet.sheet_state = rng.choice(["hidden", "veryHidden"])
    book.save(path)


def with_xlsxwriter(path, rng):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": rng.random() < 0.5, "strings_to_urls": False,
                                      "in_memory": True})
    date, bold = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"bold": True})
    for number in range(rng.randint(1, 3)):
        sheet = book.add_worksheet(f"Blatt {number}")
        for row in range(rng.randint(1, 80)):
            for column in range(rng.randint(1, 12)):
                cell = value(rng)
                if isinstance(cell, dt.datetime):
                    sheet.write_datetime(row, column, cell, date)
                elif cell is not None and rng.random() < 0.05:
                    sheet.write_rich_string(row, column, "plain ", bold, "bold ", str(cell) or "x")
                elif cell is not None and rng.random() < 0.1:
                    sheet.write_formula(row, column, '="x"', None, some(rng, 3))
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()


def with_xlwt(path, rng):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    date = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for number in range(rng.randint(1, 3)):
        sheet = book.add_sheet(f"Tab {number}")
        for row in range(rng.randint(1, 80)):
            for column in range(rng.randint(1, 12)):
                cell = value(rng)
                if isinstance(cell, dt.datetime):
                    sheet.write(row, column, cell, date)
                elif isinstance(cell, str):
                    sheet.write(row, column, cell * rng.choice([1, 1, 1, 20]))
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.save(path)


def make(folder, count=24):
    for seed in range(count):
        rng = random.Random(seed)
        with_openpyxl(f"{folder}/a{seed:02}.xlsx", rng)
        with_xlsxwriter(f"{folder}/b{seed:02}.xlsx", rng)
        with_xlwt(f"{folder}/c{seed:02}.xls", rng)
    sources = [f"{folder}/a{seed:02}.xlsx" for seed in range(count)]
    for kind in ("ods", "xls"):
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", f"{folder}/{kind}", *sources],
                       check=True, capture_output=True)
        for name in os.listdir(f"{folder}/{kind}"):
            os.rename(f"{folder}/{kind}/{name}", f"{folder}/lo-{kind}-{name}")
        os.rmdir(f"{folder}/{kind}")


def words(text):
    return collections.Counter(word.lower() for word in WORD.findall(text))


def by_openpyxl(path):
    out = []
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        out.append(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                if isinstance(cell, str) or isinstance(cell, int) and not isinstance(cell, bool):
                    out.append(str(cell))
    return "\n".join(out)


def by_libreoffice(path, out):
    # -1: every sheet into a file of its own.
    subprocess.run(["soffice", "--headless", "--convert-to",
                    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
                    "--outdir", out, path], check=True, capture_output=True)
    stem = os.path.splitext(os.path.basename(path))[0]
    text = []
    for name in sorted(os.listdir(out)):
        if name.startswith(stem + "-") and name.endswith(".csv"):
            with open(f"{out}/{name}", encoding="utf-8") as file:
                text += [cell for row in csv.reader(file) for cell in row]
    return "\n".join(text)


def compare(folder):
    out = f"{folder}/csv"
    os.makedirs(out, exist_ok=True)
    totals = collections.Counter()
    missed = collections.Counter()
    for name in sorted(os.listdir(folder)):
        path = f"{folder}/{name}"
        if not os.path.exists(f"{path}.taken"):
            continue
        with open(f"{path}.taken", encoding="utf-8") as file:
            text = file.read()
        mine = words(text)
        others = {"libreoffice": by_libreoffice(path, out)}
        if name.endswith("xlsx"):
            others["openpyxl"] = by_openpyxl(path)
            whole = collections.Counter(WHOLE.findall(text))
            theirs = collections.Counter(WHOLE.findall(others["openpyxl"]))
            totals["openpyxl numbers"] += sum(theirs.values())
            totals["openpyxl numbers missed"] += sum((theirs - whole).values())
        totals["files"] += 1
        for program, other in others.items():
            theirs = words(other)
            # LibreOffice shows months and truths in words.
            for word in ("true", "false"):
                theirs.pop(word, None)
            totals[program] += sum(theirs.values())
            miss = theirs - mine
            totals[f"{program} missed"] += sum(miss.values())
            missed.update({(program, name, word): count for word, count in miss.items()})
    for key, count in sorted(totals.items()):
        print(f"{key:28}{count:10}")
    for (program, name, word), count in missed.most_common(20):
        print(f"missed {count:5} {word} in {name} ({program})")


def large(path, rows=500_000):
    import xlsxwriter

    rng = random.Random(1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Incidents")
    date = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["Number", "Opened", "Category", "Priority", "State", "Short description", "Assigned to",
                           "Resolved", "Impact", "Reassignments"])
    start = dt.datetime(2026, 1, 1)
    for row in range(1, rows + 1):
        opened = start + dt.timedelta(minutes=rng.randint(0, 430_000))
        sheet.write_string(row, 0, f"INC{row:07}")
        sheet.write_datetime(row, 1, opened, date)
        sheet.write_string(row, 2, rng.choice(["Software", "Hardware", "Network"]))
        sheet.write_string(row, 3, rng.choice(["P1", "P2", "P3"]))
        sheet.write_string(row, 4, "Closed")
        sheet.write_string(row, 5, "Mail does not start on the second floor")
        sheet.write_string(row, 6, f"Agent {rng.randint(1, 40)}")
        sheet.write_datetime(row, 7, opened + dt.timedelta(minutes=90), date)
        sheet.write_string(row, 8, "one person")
        sheet.write_number(row, 9, rng.randint(0, 5))
    book.close()


def speed(folder):
    path = f"{folder}/large.xlsx"
    if not os.path.exists(path):
        large(path)
    start = time.time()
    cells = 0
    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
    print(f"openpyxl read-only: {time.time() - start:.1f} s for {cells} cells")


if __name__ == "__main__":
    if sys.argv[1] == "--speed":
        speed(sys.argv[2])
    else:
        target = sys.argv[1]
        os.makedirs(target, exist_ok=True)
        if not any(name.endswith((".xlsx", ".xls", ".ods")) for name in os.listdir(target)):
            make(target)
            sys.exit(f"made; now: CLAUSEWISE_TEXTS_OF={target} cargo test texts_of_a_folder")
        compare(target)
