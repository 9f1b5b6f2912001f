#!/usr/bin/env python3
"""Times the chains over large registers: incidents, problems, changes and configuration items that refer to each other.

    python3 benches/chains.py [ROWS ...]         default: 10000 100000; rows of each of the four registers

Builds nothing: run `cargo build --release` first. The same rows are written as CSV and as XLSX (needs xlsxwriter), each in a
workspace of its own. `assess` reads the registers and follows no chain, `explain chain` does both: what is between the two
is the time that the chains take, with what they share. Medians of five turns, without the cache and with it. Goal: all
chains over registers of 100,000 rows in under 2 s beyond the reading.
"""
import csv, datetime, os, random, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.environ.get("CLAUSEWISE", os.path.join(HERE, "..", "target", "release", "clausewise"))
RUNS = 5
START = datetime.datetime(2026, 1, 1, 8)


def registers(rows):
    """The four registers by name, each a list of rows with its heads first."""
    rng = random.Random(1)
    day = lambda: START + datetime.timedelta(minutes=rng.randrange(300 * 1440))
    said = lambda moment: moment.strftime("%Y-%m-%d %H:%M")
    prb = lambda at: f"PRB{at:07}"
    chg = lambda at: f"CHG{at:07}"
    ci = lambda at: f"CI-{at:06}"
    incidents = [["Number", "Opened", "Resolved", "Priority", "Category", "State", "Short description", "Service",
                  "Problem", "Configuration item", "Assigned to", "Resolution"]]
    problems = [["Number", "Opened", "Closed", "State", "Short description", "Root cause", "Workaround", "Change"]]
    changes = [["Number", "Requested", "Type", "Risk", "Approved by", "Approved on", "Implemented", "State",
                "Short description", "Configuration item", "Review"]]
    items = [["CI", "Type", "Name", "Status", "Rests on", "Changed on", "Changed under"]]
    for at in range(rows):
        opened = day()
        incidents.append([f"INC{at:07}", said(opened), said(opened + datetime.timedelta(hours=rng.randrange(1, 90))),
                          f"P{rng.randrange(1, 5)}", rng.choice(["Network", "Desktop", "Application"]), "Closed",
                          f"Fault {rng.randrange(900)} of the line", rng.choice(["Hosting", "Workplace"]),
                          prb(rng.randrange(rows)) if at % 4 == 0 else "", ci(rng.randrange(rows)), "A. Beck", "restarted"])
        opened = day()
        problems.append([prb(at), said(opened), said(opened + datetime.timedelta(days=rng.randrange(1, 60))), "Closed",
                         f"Recurring fault {at}", "worn part", "restart", chg(rng.randrange(rows)) if at % 2 == 0 else ""])
        asked = day()
        done = asked + datetime.timedelta(days=rng.randrange(2, 20))
        changes.append([chg(at), said(asked), rng.choice(["standard", "normal", "emergency"]), "low", "CAB",
                        said(asked + datetime.timedelta(days=1)), said(done), "implemented", f"Replace part {at}",
                        ci(rng.randrange(rows)), "went well"])
        items.append([ci(at), "server", f"host{at}", "live", ci(rng.randrange(rows)), said(done), chg(at)])
    return {"incidents": incidents, "problems": problems, "changes": changes, "configuration-items": items}


CLAIMS = {"incidents": "8.6.1", "problems": "8.6.3", "changes": "8.5.1", "configuration-items": "8.2.6"}


def make(folder, rows, form):
    os.makedirs(folder)
    with open(f"{folder}/clausewise.toml", "w", encoding="utf-8") as file:
        file.write('as_of = 2026-12-01\n[scope]\nservices = ["Hosting", "Workplace"]\n')
    with open(f"{folder}/claims.toml", "w", encoding="utf-8") as file:
        for name, clause in CLAIMS.items():
            file.write(f'[[claim]]\npath = "{name}.{form}"\nsatisfies = ["{clause}"]\n\n')
    for name, table in registers(rows).items():
        path = f"{folder}/{name}.{form}"
        if form == "csv":
            with open(path, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table)
        else:
            import xlsxwriter
            book = xlsxwriter.Workbook(path, {"constant_memory": True})
            sheet = book.add_worksheet(name)
            for at, row in enumerate(table):
                sheet.write_row(at, 0, row)
            book.close()


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def measure(folder):
    read = [BINARY, "assess", folder, "-q"]
    trace = [BINARY, "explain", "chain", folder]
    ways = {"read": read + ["--no-cache"], "read and chains": trace + ["--no-cache"], "chains again": trace}
    for command in ways.values():
        seconds(command)
    turns = [{name: seconds(command) for name, command in ways.items()} for _ in range(RUNS)]
    return {name: statistics.median(turn[name] for turn in turns) for name in ways}


def main():
    for rows in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        for form in ("csv", "xlsx"):
            with tempfile.TemporaryDirectory() as place:
                folder = os.path.join(place, "workspace")
                make(folder, rows, form)
                times = measure(folder)
            told = ", ".join(f"{name} {took:.2f} s" for name, took in times.items())
            between = times["read and chains"] - times["read"]
            print(f"{rows:>7} rows {form:4} {told}; chains alone {between:.2f} s", flush=True)


main()
