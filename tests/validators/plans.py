#!/usr/bin/env python3
"""The action plan as other programs read it: the workbook and the calendar.

  plans.py CLAUSEWISE FOLDER ...

Of a copy of each folder a plan is made, two of its actions get days, and it is exported. The workbook is read with
`openpyxl`, the calendar with `icalendar`; both are held against what `plan list --format json` says. Ends with 2 where a
wrong workbook or calendar goes unnoticed: then this check is worth nothing.
"""
import datetime, json, os, shutil, subprocess, sys, tempfile

import icalendar, openpyxl


def ran(*words):
    return subprocess.run(words, check=True, capture_output=True).stdout


def wrong_with_book(path, actions):
    """What is wrong with a workbook, in sentences."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heads = list(rows[0])
    read = {row[heads.index("ID")]: dict(zip(heads, row)) for row in rows[1:]}
    if sorted(read) != sorted(action["id"] for action in actions):
        yield f"{len(read)} rows, {len(actions)} actions"
    for action in actions:
        row = read.get(action["id"], {})
        if row.get("Action") != action["title"]:
            yield f"{action['id']}: `{row.get('Action')}` instead of `{action['title']}`"
        due = row.get("Due")
        if (due.date().isoformat() if isinstance(due, datetime.datetime) else due) != action["due"]:
            yield f"{action['id']}: due {due} instead of {action['due']}"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"{cell.coordinate}: a formula"


def wrong_with_calendar(data, actions):
    """What is wrong with a calendar, in sentences."""
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        yield "a line is longer than 75 bytes"
    events = {str(event["UID"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    wanted = {f"{action['id']}-due@clausewise": action for action in actions if action["due"]}
    if not set(wanted) <= set(events):
        yield f"entries {sorted(events)}, wanted {sorted(wanted)}"
    for uid, action in wanted.items():
        event = events.get(uid)
        if event is None:
            continue
        if event.decoded("DTSTART").isoformat() != action["due"] or action["title"] not in str(event["SUMMARY"]):
            yield f"{uid}: {event['SUMMARY']} on {event.decoded('DTSTART')}"
        if int(event["SEQUENCE"]) != len(action["due_was"]):
            yield f"{uid}: sequence {event['SEQUENCE']}"


def main(clausewise, folders):
    wrong = 0
    for folder in folders:
        with tempfile.TemporaryDirectory() as temporary:
            copy = os.path.join(temporary, "org")
            shutil.copytree(folder, copy)
            ran(clausewise, "plan", "apply", "--yes", copy)
            ids = sorted(name[:-3] for name in os.listdir(os.path.join(copy, "actions")))[:2]
            for due in ("2027-01-31", "2027-02-28"):
                ran(clausewise, "plan", "set", ",".join(ids), "--due", due, "--title", "=A; b, \"c\" äöü " * 6, "--yes", "--folder", copy)
            listed = json.loads(ran(clausewise, "plan", "list", "--format", "json", copy))
            actions = [action for group in listed["groups"] for action in group["actions"]]
            book, calendar = os.path.join(temporary, "plan.xlsx"), os.path.join(temporary, "plan.ics")
            for file in (book, calendar):
                ran(clausewise, "plan", "export", "-o", file, copy)
            data = open(calendar, "rb").read()
            told = list(wrong_with_book(book, actions)) + list(wrong_with_calendar(data, actions))
            print(f"{folder}: {len(actions)} actions, {len(told)} complaints")
            for line in told[:10]:
                print(f"  {line}")
            wrong += len(told)
            other = [dict(action, title="other", due="2030-01-01") for action in actions]
            if not list(wrong_with_book(book, other)) or not list(wrong_with_calendar(data, other)):
                print("a plan that is wrong goes unnoticed")
                return 2
    return 1 if wrong else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
