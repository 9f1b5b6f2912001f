#!/usr/bin/env python3
"""Of the words that other people's programs find in office documents and PDF files, how many clausewise misses.

  recall.py PROGRAM FILE_OR_FOLDER ...

Each word counts as often as it stands there. Ends with 1 where more is missed of a kind than LIMITS allows, or the other
programs read too few files to tell.
"""
import collections, os, pathlib, re, shutil, subprocess, sys, tempfile

from readers import TEXT, text as theirs

# Share of the words that may be missed.
LIMITS = {".docx": 0.01, ".xlsx": 0.01, ".pdf": 0.03}
OTHERS = 0.03


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def ours(program, path):
    """What clausewise reads: text stands below its place, four blanks further in."""
    with tempfile.TemporaryDirectory() as folder:
        name = "file" + path.suffix
        shutil.copy(path, os.path.join(folder, name))
        command = [program, "explain", name, folder, "--text", "--no-cache"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=300)
    lines = told.stdout.splitlines()
    return "\n".join(line for line in lines if line.startswith("    ")), told.stderr.strip()


def files(places):
    for place in map(pathlib.Path, places):
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.suffix.lower() in TEXT and path.is_file())


def main(program, places):
    seen, missed, count, unread = collections.Counter(), collections.Counter(), collections.Counter(), []
    worst = collections.defaultdict(list)
    for path in files(places):
        kind = path.suffix.lower()
        try:
            expected = words(theirs(path))
        except Exception as error:
            unread.append(f"{path}: {type(error).__name__}")
            continue
        text, told = ours(program, path)
        lost = expected - words(text)
        count[kind] += 1
        seen[kind] += expected.total()
        missed[kind] += lost.total()
        if lost:
            examples = ", ".join(word for word, _ in lost.most_common(8))
            worst[kind].append((lost.total(), f"{path}: {lost.total()} of {expected.total()} ({examples}) {told}"))
    wrong = 0
    for kind in sorted(count):
        share, limit = missed[kind] / max(1, seen[kind]), LIMITS.get(kind, OTHERS)
        verdict = "" if share <= limit else f", MORE THAN {limit:.0%}"
        wrong += bool(verdict)
        print(f"{kind}: {count[kind]} files, {seen[kind]} words, {missed[kind]} missed, {share:.2%}{verdict}")
        for _, told in sorted(worst[kind], reverse=True)[:5]:
            print(f"    {told}")
    print(f"{len(unread)} files that the other program does not read")
    for told in unread:
        print(f"    {told}")
    return 1 if wrong or 2 * len(unread) > count.total() else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
