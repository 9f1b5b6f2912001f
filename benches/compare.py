#!/usr/bin/env python3
"""Compare `clausewise assess` with `rg -c word` over the same generated files, in one run: at the first look, without its
cache; after one file has changed; and asked again, with nothing changed.

  python3 benches/compare.py [COUNT ...]        default: 10000 100000

Builds nothing: run `cargo build --release` first. Needs ripgrep on the PATH. They are run in turn (A B C A B C …) after one
warm-up, so that all see warm caches and the same machine; medians and the ratio turn by turn are printed. Goals: at most 3
times the wall time of `rg -c`, cost per file flat between the sizes, peak memory under 1 GiB at 100,000 files.
"""
import os, resource, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", "target", "release", "clausewise")
RUNS = 5


def run(command, environment=None):
    start = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def turn(folder, ours, cached, theirs):
    first = run(ours + ["--no-cache"])
    with open(some_file(folder), "a", encoding="utf-8") as file:
        file.write("\nAnother word.\n")
    changed = run(ours, cached)
    time.sleep(3)
    run(ours, cached)
    again = run(ours, cached)
    return first, changed, again, run(theirs)


def some_file(folder):
    """The first Markdown file by its path."""
    return min(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(".md"))


def main(counts):
    per_file = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
            subprocess.run([sys.executable, os.path.join(HERE, "gen_evidence.py"), folder, str(count)], check=True)
            ours, theirs = [BINARY, "assess", folder, "-q"], ["rg", "-c", "word", folder]
            cached = {**os.environ, "CLAUSEWISE_CACHE_DIR": cache}
            # Files as young as their reading are compared by their bytes, and no answer is kept of them.
            time.sleep(3)
            run(ours + ["--no-cache"]), run(ours, cached), run(theirs)
            turns = [turn(folder, ours, cached, theirs) for _ in range(RUNS)]
        other = statistics.median(turn[-1][0] for turn in turns)
        for at, name in enumerate(["first look", "one file changed", "asked again"]):
            wall = statistics.median(turn[at][0] for turn in turns)
            ratio = statistics.median(turn[at][0] / turn[-1][0] for turn in turns)
            peak = max(turn[at][1] for turn in turns)
            cpu = statistics.median(turn[at][2] for turn in turns)
            per_file.setdefault(name, {})[count] = wall / count
            print(f"{count:>7} files, {name}: {wall:6.2f} s (cpu {cpu:.2f} s), rg {other:.2f} s, ratio {ratio:.1f}, "
                  f"{wall / count * 1e6:.0f} µs a file, peak {peak:.0f} MiB")
    for name, costs in per_file.items():
        if len(costs) > 1:
            first, last = min(costs), max(costs)
            print(f"cost per file, {name}, {last} against {first}: {costs[last] / costs[first]:.2f}")


main([int(text) for text in sys.argv[1:]] or [10_000, 100_000])
