#!/usr/bin/env python3
"""Times the reading of 2,000 Office and PDF files against the fastest readers of other people, in one run.

    cargo build --release && cargo bench --no-run --bench reading && python3 benches/office.py [FOLDER]

Makes 800 Word documents, 600 workbooks and 600 PDF files in FOLDER, unless it holds them, and times on as many
processes as there are cores: pdftotext for PDF, docx2txt for Word, calamine (through Python) for workbooks; what
clausewise takes to read the same (`benches/reading.rs`); and `clausewise assess` over all of them, which judges what it
read as well, with and without its cache. Needs pdftotext, docx2txt, python-calamine, python-docx, openpyxl and
reportlab. Seconds are those of the clock, with the processor's behind them.
"""

import concurrent.futures
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"), "release", "clausewise").resolve()
MANY = {"docx": 800, "xlsx": 600, "pdf": 600}
TEXTS = """The service desk records each incident with its priority and the service it concerns. Changes are assessed for
risk before they are approved. The agreement with the customer names a target for availability. Störungen werden
erfasst, priorisiert und geschlossen. Die Leitung bewertet das System einmal im Jahr. The supplier reports every month.
A restore is tested twice a year and the result is kept. Requests are fulfilled within two days. Risiken werden
bewertet und behandelt. The configuration of each server is known. Capacity is planned for the year ahead.""".replace("\n", " ").split(". ")


def sentences(dice, most):
    return [dice.choice(TEXTS) + f" ({dice.randint(1, 9999)})." for _ in range(dice.randint(3, most))]


def word(path, dice):
    import docx

    document = docx.Document()
    document.add_heading(f"Procedure {dice.randint(1, 999)}", 1)
    document.add_paragraph(f"Owner: Role {dice.randint(1, 30)}")
    for _ in range(dice.randint(2, 12)):
        document.add_heading(dice.choice(TEXTS)[:40], 2)
        document.add_paragraph(" ".join(sentences(dice, 12)))
    rows = dice.randint(2, 20)
    table = document.add_table(rows, 4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = dice.choice(TEXTS)[:30]
    document.save(path)


def workbook(path, dice):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Number", "Opened", "Priority", "Service", "Short description", "State"])
    for number in range(dice.randint(20, 800)):
        sheet.append([f"INC{number:05}", f"2026-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}", dice.randint(1, 4), "Mail",
                      dice.choice(TEXTS), "Closed"])
    book.save(path)


def pdf(path, dice):
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()
    story = [Paragraph(f"Report {dice.randint(1, 999)}", style["Heading1"])]
    for _ in range(dice.randint(3, 40)):
        story.append(Paragraph(" ".join(sentences(dice, 8)), style["BodyText"]))
    SimpleDocTemplate(str(path)).build(story)


def made(folder):
    writers = {"docx": word, "xlsx": workbook, "pdf": pdf}
    for kind, many in MANY.items():
        for number in range(many):
            path = folder / kind / f"{number:04}.{kind}"
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                writers[kind](path, random.Random(f"{kind}{number}"))


def by_pdftotext(path):
    return len(subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout)


def by_docx2txt(path):
    import docx2txt

    return len(docx2txt.process(path))


def by_calamine(path):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(len(str(row)) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


READERS = {"pdf": ("pdftotext", by_pdftotext), "docx": ("docx2txt", by_docx2txt), "xlsx": ("calamine", by_calamine)}


def used():
    """Seconds of the processor that ended children took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def timed(what, work):
    begun, before = time.perf_counter(), used()
    work()
    wall, cpu = time.perf_counter() - begun, used() - before
    print(f"{what:45} {wall:7.2f} s wall {cpu:7.2f} s cpu", flush=True)
    return wall, cpu


def others(folder, kind):
    name, reader = READERS[kind]
    paths = sorted(map(str, (folder / kind).iterdir()))

    def work():
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            assert all(pool.map(reader, paths, chunksize=20))

    return timed(f"{name}, {len(paths)} {kind}", work)


def reading(folder, kind):
    """Seconds that clausewise takes to read, as it tells them itself: it reads nothing else and ends."""
    command = ["cargo", "bench", "--quiet", "--bench", "reading", "--", folder / kind]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    wall = float(told.split(" s for ")[0])
    print(f"{'clausewise, reading alone, ' + kind:45} {wall:7.2f} s wall")
    return wall


def assess(what, folder, *more):
    def work():
        told = subprocess.run([PROGRAM, "assess", folder, "--quiet", *more], capture_output=True, text=True)
        assert told.returncode in (0, 3), told.stderr

    return timed(f"clausewise assess, {what}", work)


def main(folder):
    made(folder)
    for _ in range(2):
        theirs = {kind: others(folder, kind) for kind in MANY}
        for kind in MANY:
            read = reading(folder, kind)
            wall, _ = assess(f"{kind} alone", folder / kind, "--no-cache")
            theirs_wall, _ = theirs[kind]
            print(f"  of the time of {READERS[kind][0]}: reading {read / theirs_wall:.2f}, with judging {wall / theirs_wall:.2f}")
        all_theirs = sum(wall for wall, _ in theirs.values())
        wall, _ = assess("all, no cache", folder, "--no-cache")
        print(f"  {wall / all_theirs:.2f} times the three together by the clock")
        first, _ = assess("all, its first look", folder)
        again, _ = assess("all, asked again", folder)
        print(f"  asked again {first / again:.1f} times faster")
        (folder / "more.md").write_text(f"# One more\n\n{time.time()}\n")
        changed, _ = assess("all, one file changed", folder)
        print(f"  after a change {first / changed:.1f} times faster")
    peak = subprocess.run([sys.executable, "-c", PEAK, PROGRAM, folder], capture_output=True, text=True).stdout
    print(f"peak memory, no cache: {int(peak) >> 10} MiB")


PEAK = """
import resource, subprocess, sys
subprocess.run([sys.argv[1], "assess", sys.argv[2], "--quiet", "--no-cache"], capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(pathlib.Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(pathlib.Path(folder))
