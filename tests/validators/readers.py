"""The text of office documents and PDF files as other people's programs read it.

`TEXT` names the readers of each ending; the next is asked for what one cannot read, for which it raises an exception.
Of workbooks, what depends on how a cell is shown is left out.
"""
import datetime, os, pathlib, re, resource, signal, subprocess, tempfile

# LibreOffice keeps its settings here, apart from those of whoever runs this.
PROFILE = tempfile.TemporaryDirectory()

# How LibreOffice writes each kind as text: a filter, and the ending of what it writes. Of presentations it writes none.
AS_TEXT = "txt:Text (encoded):UTF8"
AS_SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"


# More memory, in bytes, no reader gets: one workbook can make LibreOffice take all that a machine has.
MOST_MEMORY = 8 << 30


def run(command):
    """What a program says; with all that it started it is ended where it takes too long."""
    limited = lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=limited) as child:
        try:
            said, _ = child.communicate(timeout=300)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            raise
        if child.returncode != 0:
            raise subprocess.CalledProcessError(child.returncode, command)
        return said


def converted(path, form, into):
    """The files that LibreOffice makes of a file."""
    run(["soffice", f"-env:UserInstallation=file://{PROFILE.name}", "--headless", "--convert-to", form, "--outdir", str(into), str(path)])
    made = [found for found in sorted(pathlib.Path(into).iterdir()) if found != pathlib.Path(path)]
    if not made:
        raise ValueError("LibreOffice made nothing of it")
    return made


def libreoffice(path):
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(made.read_text(encoding="utf-8-sig") for made in converted(path, AS_TEXT, folder))


def sheets(path):
    with tempfile.TemporaryDirectory() as folder:
        text = " ".join(made.read_text(encoding="utf-8-sig") for made in converted(path, AS_SHEETS, folder))
    return " ".join(re.findall(r"\w*[^\W\d_]\w*", text))


def pdf(path):
    return run(["pdftotext", "-q", "-layout", "-enc", "UTF-8", str(path), "-"]).decode("utf-8", "replace")


def slides(path):
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(pdf(made) for made in converted(path, "pdf", folder))


def docx(path):
    import docx as library
    document, out = library.Document(str(path)), []

    def table(rows):
        seen = set()
        for row in rows:
            for cell in row.cells:
                # A cell that spans several is met several times.
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    block(cell)

    def block(part):
        out.extend(paragraph.text for paragraph in part.paragraphs)
        for inner in part.tables:
            table(inner.rows)

    block(document)
    return "\n".join(out)


def xlsx(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    # Only the cells that are there: a sheet may have its last one in the farthest corner.
    return "\n".join(shown(cell) for sheet in book.worksheets for _, cell in sorted(sheet._cells.items()))


def shown(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if cell.number_format in ("General", "0", "@") else ""
    return value if isinstance(value, str) else ""


def text(path):
    """What the first program says that reads it."""
    for reader in TEXT[path.suffix.lower()]:
        try:
            return reader(path)
        except Exception as error:
            last = error
    raise last


TEXT = {
    ".docx": [docx, libreoffice], ".docm": [docx, libreoffice], ".odt": [libreoffice], ".rtf": [libreoffice], ".doc": [libreoffice],
    ".xlsx": [xlsx, sheets], ".xlsm": [xlsx, sheets], ".ods": [sheets], ".xls": [sheets], ".xlsb": [sheets],
    ".pptx": [slides], ".odp": [slides],
    ".pdf": [pdf],
}
