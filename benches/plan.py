#!/usr/bin/env python3
"""Times the action plan: 2,000 actions over three years beside the evidence of an organisation.

    python3 benches/plan.py [ACTIONS]            default: 2000

Builds nothing: run `cargo build --release` first. The plan is made by `plan apply` on the example, then filled up with
actions of people: owners, efforts, dependencies, days that were moved, most of them closed. `list`, `next`, `path` and
`export` read the plan alone; `plan` and `plan apply` assess the evidence as well, with the cache; the first apply writes
all files of gaps. Medians of seven turns. Goals: list, next and path under 200 ms each, apply under 1 s.
"""
import datetime, os, random, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.environ.get("CLAUSEWISE", os.path.join(HERE, "..", "target", "release", "clausewise"))
EXAMPLE = os.path.join(HERE, "..", "examples", "harbour-it")
TODAY = datetime.date(2026, 11, 1)
RUNS = 7


def fill(folder, actions, rng):
    """Actions of people, each some bytes in a file of its own."""
    letters = "23456789bcdfghjkmnpqrstvwxz"
    ids = []
    for at in range(actions):
        id = "ACT-" + "".join(rng.choice(letters) for _ in range(7))
        created = TODAY - datetime.timedelta(days=rng.randrange(1, 1095))
        due = created + datetime.timedelta(days=rng.randrange(20, 200))
        is_over = rng.random() < 0.8
        lines = [f'id = "{id}"', f'title = "Measure {at} of the plan, as it was agreed"', f'owner = "role:owner-{at % 25}"',
                 f'effort = {rng.randrange(1, 12)}', f'created = {created}', f'due = {due}',
                 f'about = ["8.{rng.randrange(2, 8)}.1"]']
        if rng.random() < 0.3:
            lines.append(f'due_was = [{due - datetime.timedelta(days=30)}, {due - datetime.timedelta(days=10)}]')
        if ids and rng.random() < 0.4:
            lines.append(f'depends_on = ["{rng.choice(ids[-20:])}"]')
        if is_over:
            lines += ['status = "closed"', f'done = {due}', f'closed = {due}', 'evidence = ["README.md"]']
        else:
            lines.append(f'status = "{rng.choice(["open", "in progress", "blocked", "done"])}"')
        text = "+++\n" + "\n".join(lines) + "\n+++\n\n" + "What was agreed, and with whom. " * 12 + "\n"
        with open(os.path.join(folder, "actions", id + ".md"), "w") as file:
            file.write(text)
        ids.append(id)


def timed(*words):
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([BINARY, "plan", *words], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def main():
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.join(temporary, "org")
        shutil.copytree(EXAMPLE, folder)
        os.environ["CLAUSEWISE_CACHE_DIR"] = os.path.join(temporary, "cache")
        subprocess.run([BINARY, "assess", folder], check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        subprocess.run([BINARY, "plan", "apply", "--yes", folder], check=True, stdout=subprocess.DEVNULL)
        first = (time.perf_counter() - began) * 1000
        made = len(os.listdir(os.path.join(folder, "actions")))
        print(f"first apply, {made} files written: {first:.0f} ms")
        fill(folder, actions - made, rng)
        subprocess.run([BINARY, "plan", "apply", "--yes", folder], check=True, stdout=subprocess.DEVNULL)
        print(f"{len(os.listdir(os.path.join(folder, 'actions')))} actions")
        for words in (["list"], ["list", "--all"], ["next"], ["path"], ["export", "--format", "csv", "-o", "-", "--all"],
                      ["export", "--format", "ics", "-o", "-", "--all"]):
            print(f"{'plan ' + ' '.join(words):44} {timed(*words, folder):6.0f} ms")
        print(f"{'plan apply (nothing to write)':44} {timed('apply', '--yes', folder):6.0f} ms")
        # Every gap changes its wording: all tables are written.
        begins = {}
        for name in os.listdir(os.path.join(folder, "actions")):
            path = os.path.join(folder, "actions", name)
            text = open(path).read()
            if "[gap]" in text:
                begins[path] = text.replace('asks = "', 'asks = "Before: ')
        taken = []
        for _ in range(RUNS):
            for path, text in begins.items():
                open(path, "w").write(text)
            began = time.perf_counter()
            subprocess.run([BINARY, "plan", "apply", "--yes", folder], check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - began)
        print(f"{f'plan apply ({len(begins)} files changed)':44} {statistics.median(taken) * 1000:6.0f} ms")


main()
