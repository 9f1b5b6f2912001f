#!/usr/bin/env python3
"""The calendars that are written, as another program reads them.

  calendars.py CLAUSEWISE FOLDER ...

Each folder's calendar is read with `icalendar`; its entries are those of the JSON, with the same days and texts.
Ends with 2 where a calendar that is wrong goes unnoticed: then this check is worth nothing.
"""
import datetime, json, subprocess, sys

import icalendar


def printed(*words):
    return subprocess.run(words, check=True, capture_output=True).stdout


def wrong_with(data, promises):
    """What is wrong with a calendar, in sentences."""
    if b"\n" in data.replace(b"\r\n", b""):
        yield "a line ends without CR"
    if any(len(line) > 75 for line in data.split(b"\r\n")):
        yield "a line is longer than 75 bytes"
    calendar = icalendar.Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    for event in events:
        if event.errors:
            yield f"{event.get('UID')}: {event.errors}"
        if not list(event.walk("VALARM")):
            yield f"{event.get('UID')}: no reminder"
    uids = [str(event["UID"]) for event in events]
    if len(set(uids)) != len(uids):
        yield "two entries have one UID"
    wanted = {f"{it['uid']}@clausewise": it for it in promises if it["next_due"]}
    if sorted(uids) != sorted(wanted):
        yield f"{len(uids)} entries, {len(wanted)} promises with a day"
    for event in events:
        promise = wanted.get(str(event["UID"]))
        if promise is None:
            continue
        day = event.decoded("DTSTART")
        if type(day) is not datetime.date or day.isoformat() != promise["next_due"]:
            yield f"{promise['what']}: {day} instead of {promise['next_due']}"
        if event.decoded("DTEND") - day != datetime.timedelta(days=1):
            yield f"{promise['what']}: not one whole day"
        if promise["what"] not in str(event["SUMMARY"]) or promise["places"][0]["says"] not in str(event["DESCRIPTION"]):
            yield f"{promise['what']}: its texts have changed on the way"


def main(clausewise, folders):
    bad = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@clausewise\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260103\r\nSUMMARY:other\r\nDESCRIPTION:y\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    promise = {"uid": "1", "next_due": "2026-01-02", "what": "plan", "places": [{"says": "z"}]}
    if len(list(wrong_with(bad, [promise]))) < 4:
        print("a calendar that is wrong in four ways goes unnoticed")
        return 2
    wrong = 0
    for folder in folders:
        promises = json.loads(printed(clausewise, "calendar", folder, "--format", "json"))["promises"]
        told = list(wrong_with(printed(clausewise, "calendar", folder, "--format", "ics"), promises))
        print(f"{folder}: {sum(1 for it in promises if it['next_due'])} entries, {len(told)} complaints")
        for line in told[:10]:
            print(f"  {line}")
        wrong += len(told)
    return 1 if wrong else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
