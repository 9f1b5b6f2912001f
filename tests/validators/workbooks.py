#!/usr/bin/env python3
"""The workbooks that `intake` and `request` write, opened by openpyxl and by LibreOffice: every cell the same in both.

  workbooks.py PROGRAM FOLDER ...
"""
import pathlib, subprocess, sys, tempfile

import openpyxl

from readers import converted


def cells(path):
    """Sheet, place and value of each cell that holds something; formulas as formulas."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")):
            if cell.data_type in ("f", "e"):
                raise SystemExit(f"{path}: {sheet.title}!{cell.coordinate} holds a formula or an error: {cell.value}")
            found[sheet.title, cell.coordinate] = cell.value
    return found


def main(program, folders):
    wrong = 0
    for folder in map(pathlib.Path, folders):
        for verb in ("intake", "request"):
            with tempfile.TemporaryDirectory() as place:
                written, again = pathlib.Path(place, f"{verb}.xlsx"), pathlib.Path(place, "again")
                again.mkdir()
                command = [program, verb, str(folder), "-o", str(written), "--quiet", "--as-of", "2026-11-01"]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                ours = cells(written)
                theirs = cells(converted(written, "xlsx:Calc MS Excel 2007 XML", again)[0])
                different = sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))
                print(f"{verb} {folder}: {len(ours)} cells, {len(different)} that LibreOffice has otherwise")
                for key in different[:5]:
                    print(f"    {key}: {ours.get(key)!r} / {theirs.get(key)!r}")
                wrong += bool(different) or len(ours) < 50
    return 1 if wrong else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
