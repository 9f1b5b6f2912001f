"""What `check` writes for code hosts and dashboards, read by other people's programs.

Usage: findings.py CLAUSEWISE MODULES FOLDER...

MODULES is a folder of Node modules with @microsoft/sarif-multitool, or `-` where there is none. SARIF is held against the
schema in that package and its own rules, and read by sarif-tools; JUnit by junitparser. All forms must
tell the same number of findings as the JSON.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from junitparser import JUnitXml

program, modules, *folders = sys.argv[1:]
scripts = pathlib.Path(sys.executable).parent
wrong = 0


def complain(text):
    global wrong
    wrong += 1
    print(text)


def written(form, folder):
    done = subprocess.run([program, "check", folder, "--format", form], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        complain(f"{folder}: check --format {form} ended with {done.returncode}: {done.stderr}")
    return done.stdout, done.returncode


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


work = pathlib.Path(tempfile.mkdtemp())
for folder in folders:
    text, code = written("json", folder)
    told = json.loads(text)
    findings, failing = len(told["findings"]), told["figures"]["failing"]
    if (code == 1) != told["failed"]:
        complain(f"{folder}: exit code {code}, but failed is {told['failed']}")

    sarif = work / "out.sarif"
    text, sarif_code = written("sarif", folder)
    sarif.write_text(text, encoding="utf-8")
    results = json.loads(text)["runs"][0]["results"]
    if len(results) != findings or sarif_code != code:
        complain(f"{folder}: SARIF tells {len(results)} of {findings}, exit code {sarif_code}")
    if modules != "-":
        [schema] = pathlib.Path(modules).glob("@microsoft/sarif-multitool-linux/sarif-2.1.0.json")
        status, said = run(scripts / "check-jsonschema", "--schemafile", schema, sarif)
        if status != 0:
            complain(f"{folder}: SARIF does not fit its schema: {said}")
        status, said = run(pathlib.Path(modules) / ".bin" / "sarif-multitool", "validate", sarif)
        errors = [line for line in said.splitlines() if re.search(r": error ", line)]
        if status != 0 or errors:
            complain(f"{folder}: sarif-multitool: {status} {errors[:5]} {said[-400:]}")
    status, said = run(scripts / "sarif", "summary", sarif)
    counts = dict(re.findall(r"^(error|warning|note): (\d+)", said, re.MULTILINE))
    for severity, key in (("error", "errors"), ("warning", "warnings"), ("note", "notes")):
        if int(counts.get(severity, 0)) != told["figures"][key]:
            complain(f"{folder}: sarif-tools counts {counts}, the JSON {told['figures']}")

    junit = work / "out.xml"
    text, junit_code = written("junit", folder)
    junit.write_text(text, encoding="utf-8")
    suites = JUnitXml.fromfile(str(junit))
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(type(of).__name__ == "Failure" for of in case.result)]
    if len(failed) != failing or suites.tests != len(cases) or junit_code != code:
        complain(f"{folder}: JUnit tells {len(failed)} of {failing} failures, {suites.tests} of {len(cases)} cases")

    text, _ = written("gitlab", folder)
    issues = json.loads(text)
    if len(issues) != findings or len({issue["fingerprint"] for issue in issues}) != findings:
        complain(f"{folder}: GitLab is told {len(issues)} issues of {findings}, or a fingerprint twice")
    text, _ = written("github", folder)
    lines = text.splitlines()
    if len(lines) != findings + len(told["not_evaluated"]) or not all(line.startswith("::") for line in lines):
        complain(f"{folder}: GitHub is told {len(lines)} lines of {findings}")
    print(f"{folder}: {findings} findings, {failing} failing, the same in every form")

sys.exit(1 if wrong else 0)
