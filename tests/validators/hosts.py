"""The files for code hosts, tried as far as they can be without one.

Usage: hosts.py CLAUSEWISE

Their forms are held against the hosts' own schemas (check-jsonschema). The scripts in them are run as they stand, in a
repository made for it in which one commit brings a broken link beside one that was there; pre-commit runs the hooks that
use an installed program.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

program = pathlib.Path(sys.argv[1]).resolve()
here = pathlib.Path(__file__).resolve().parents[2]
scripts = pathlib.Path(sys.executable).parent
work = pathlib.Path(tempfile.mkdtemp())
wrong = 0


def complain(text):
    global wrong
    wrong += 1
    print(text)


for schema, name in (
    ("vendor.github-actions", "action.yml"),
    ("vendor.github-workflows", "ci/github.yml"),
    ("vendor.gitlab-ci", "ci/gitlab.yml"),
):
    done = subprocess.run([scripts / "check-jsonschema", "--builtin-schema", schema, here / name], capture_output=True, text=True)
    if done.returncode != 0:
        complain(f"{name} does not fit {schema}: {done.stdout}{done.stderr}")

binaries = work / "bin"
binaries.mkdir()
(binaries / "clausewise").symlink_to(program)
environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
environment |= {
    "PATH": f"{binaries}:{scripts}:{os.environ['PATH']}",
    "HOME": str(work),
    "CI": "true",
    "CLAUSEWISE_CACHE_DIR": str(work / "cache"),
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
}


def run(*command, cwd, **more):
    return subprocess.run(command, cwd=cwd, env=environment | more, capture_output=True, text=True)


def git(*words):
    done = run("git", *words, cwd=repository)
    if done.returncode != 0:
        sys.exit(f"git {words}: {done.stderr}")
    return done.stdout.strip()


def page(link):
    return f'---\nsatisfies: ["8.6.1"]\n---\n# Rules\n\nSee [that]({link}.md).\n'


repository = work / "repository"
repository.mkdir()
git("init", "-q", "-b", "main")
(repository / "clausewise.toml").write_text('as_of = 2026-11-01\n[check]\nfail_on = "warning"\n')
(repository / "old.md").write_text(page("gone-before"))
git("add", "-A")
git("commit", "-q", "-m", "before")
base = git("rev-parse", "HEAD")
git("update-ref", "refs/remotes/origin/main", base)
git("checkout", "-q", "-b", "work")
(repository / "new.md").write_text(page("gone-now"))
git("add", "-A")
git("commit", "-q", "-m", "now")


def holds(what, text, new=True, old=False):
    for word, wanted in (("gone-now", new), ("gone-before", old)):
        if (word in text) != wanted:
            complain(f"{what}: {word} should {'' if wanted else 'not '}be told: {text[:600]}")


# GitHub: the last step of the action, on a pull request and at night.
[step] = [step for step in yaml.safe_load((here / "action.yml").read_text())["runs"]["steps"] if step["name"] == "Check"]
for base_ref, old in (("main", False), ("", True)):
    temporary = work / f"runner{old}"
    temporary.mkdir()
    values = {"FOLDER": ".", "CHANGED_SINCE": "", "FAIL_ON": "", "SARIF": "out.sarif", "BASE": base_ref}
    if set(values) != set(step["env"]):
        complain(f"action.yml: the step has {sorted(step['env'])}")
    values |= {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "summary")}
    done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=repository, **values)
    if done.returncode != 1:
        complain(f"action.yml ended with {done.returncode}: {done.stdout}{done.stderr}")
    holds("annotations", done.stdout, old=old)
    holds("summary", (temporary / "summary").read_text(), old=old)
    results = json.loads((repository / "out.sarif").read_text())["runs"][0]["results"]
    holds("SARIF", json.dumps(results), old=old)
    (repository / "out.sarif").unlink()

# GitLab: the script of the job, on a merge request and at night.
[script] = yaml.safe_load((here / "ci/gitlab.yml").read_text())["clausewise"]["script"]
for before, old in ((base, False), ("", True)):
    done = run("bash", "-eo", "pipefail", "-c", script, cwd=repository, CLAUSEWISE_FOLDER=".", CI_MERGE_REQUEST_DIFF_BASE_SHA=before)
    if done.returncode != 1:
        complain(f"ci/gitlab.yml ended with {done.returncode}: {done.stdout}{done.stderr}")
    holds("code quality", (repository / ".clausewise-out/quality.json").read_text(), old=old)
    holds("JUnit", (repository / ".clausewise-out/junit.xml").read_text(), old=old)

# pre-commit: what is about to be committed, and dates mended on the way.
hooks = work / "hooks"
hooks.mkdir()
(hooks / ".pre-commit-hooks.yaml").write_text((here / ".pre-commit-hooks.yaml").read_text())
repository_of_hooks = run("bash", "-ec", "git init -q . && git add -A && git commit -qm hooks", cwd=hooks)
if repository_of_hooks.returncode != 0:
    sys.exit(repository_of_hooks.stderr)
if run(scripts / "pre-commit", "validate-manifest", hooks / ".pre-commit-hooks.yaml", cwd=hooks).returncode != 0:
    complain("pre-commit does not take .pre-commit-hooks.yaml")
(repository / "staged.md").write_text(page("gone-now").replace("---\n#", "approved_on: 31.12.2025\n---\n#"))
git("add", "-A")
for hook in ("clausewise-check-installed", "clausewise-fix-installed"):
    done = run(scripts / "pre-commit", "try-repo", hooks, hook, "--verbose", cwd=repository)
    if done.returncode != 1:
        complain(f"{hook} ended with {done.returncode}: {done.stdout}{done.stderr}")
    if "check" in hook:
        holds(hook, done.stdout)
        if "staged.md" not in done.stdout or "new.md" in done.stdout:
            complain(f"{hook} is to tell of staged.md alone: {done.stdout}")
    elif "approved_on: 2025-12-31" not in (repository / "staged.md").read_text():
        complain(f"{hook} mended nothing: {done.stdout}")

print(f"hosts: GitHub, GitLab and pre-commit, {wrong} mistakes")
sys.exit(1 if wrong else 0)
