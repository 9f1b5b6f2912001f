#!/usr/bin/env python3
"""Compare `clausewise assess` with `rg -c word` over the same generated files, in one run.

  python3 benches/compare.py [COUNT ...]        default: 10000 100000

Builds nothing: run `cargo build --release` first. Needs ripgrep on the PATH. Each pair is run in turn (A B A B …) after one
warm-up, so that both see a warm cache and the same machine; medians and the ratio pair by pair are printed. Goals: at most 3
times the wall time of `rg -c`, cost per file flat between the sizes, peak memory under 1 GiB at 100,000 files.
"""
import os, resource, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.path.join(HERE, "..", "target", "release", "clausewise")
RUNS = 5


def run(command):
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def main(counts):
    per_file = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, os.path.join(HERE, "gen_evidence.py"), folder, str(count)], check=True)
            ours, theirs = [BINARY, "assess", folder, "-q"], ["rg", "-c", "word", folder]
            run(ours), run(theirs)
            pairs = [(run(ours), run(theirs)) for _ in range(RUNS)]
        wall = statistics.median(a[0] for a, _ in pairs)
        other = statistics.median(b[0] for _, b in pairs)
        ratio = statistics.median(a[0] / b[0] for a, b in pairs)
        peak = max(a[1] for a, _ in pairs)
        cpu = statistics.median(a[2] for a, _ in pairs)
        per_file[count] = wall / count
        print(f"{count:>7} files: {wall:6.2f} s (cpu {cpu:.2f} s), rg {other:.2f} s, ratio {ratio:.1f}, "
              f"{wall / count * 1e6:.0f} µs a file, peak {peak:.0f} MiB")
    if len(per_file) > 1:
        first, last = min(per_file), max(per_file)
        print(f"cost per file, {last} against {first}: {per_file[last] / per_file[first]:.2f}")


main([int(text) for text in sys.argv[1:]] or [10_000, 100_000])
