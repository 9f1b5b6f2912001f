"""Makes the Office, PDF and mail files of harbour-it with other people's programs.

    python3 make_office.py      needs python-docx, openpyxl, xlwt, python-pptx, reportlab, Pillow, msoffcrypto-tool and soffice

The same bytes come out each time with the same versions of these programs: dates are fixed, packages are packed anew, and what encryption
draws by lot is drawn from a fixed seed. `harbour-it/DEFECTS.md` says what is wrong with the files on purpose.
"""
import datetime, os, random, re, secrets, shutil, subprocess, tempfile, zipfile
import docx, openpyxl, pptx, xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "harbour-it")
DRAWN = random.Random(20000)
os.urandom = secrets.token_bytes = DRAWN.randbytes


def at(name):
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def day(text):
    return datetime.datetime.fromisoformat(text + "T09:30:00")


def stamp(text):
    return str(int(day(text).replace(tzinfo=datetime.timezone.utc).timestamp()))


def settle(path, changed):
    """Packs a package anew: the same order and days each time; the day of the last change is the one given."""
    with zipfile.ZipFile(path) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            if name.endswith(("core.xml", "meta.xml")):
                data = re.sub(rb"(<(dcterms:modified|dc:date)[^>]*>)[^<]*", rb"\g<1>" + changed.encode() + b"T16:05:00Z", data)
            if name == "settings.xml":
                data = re.sub(rb'(config:name="Rsid[^>]*>)\d+', rb"\g<1>0", data)
            if not name.startswith("Thumbnails/") and name != "docProps/thumbnail.jpeg":
                stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, stored)


# Word --------------------------------------------------------------------------------------------------------------------------


def grid(d, rows, style="Table Grid"):
    t = d.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            t.cell(i, j).text = text
    return t


def revised(p, old, new, who, when):
    """A change that nobody has accepted yet: `old` struck out, `new` put in."""
    mark = f'w:author="{who}" w:date="{when}T10:12:00Z"'
    p._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="90" {mark}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'))
    p._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="91" {mark}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'))


def word(name, title, author, created, changed, labels=(), body=(), header="", footer="Harbour IT · internal", history=(), sign=(), more=None):
    """A document as offices keep them: header, table of labels, text, history, approval block. `body` has (heading, lines)."""
    d = docx.Document()
    d.core_properties.author = d.core_properties.last_modified_by = author
    d.core_properties.title, d.core_properties.comments = title, ""
    d.core_properties.created, d.core_properties.modified = day(created), day(changed)
    d.sections[0].header.paragraphs[0].text, d.sections[0].footer.paragraphs[0].text = header, footer
    if title:
        d.add_heading(title, 0)
    if labels:
        grid(d, labels)
    for heading, lines in body:
        d.add_heading(heading, 1)
        for line in lines:
            if isinstance(line, list):
                grid(d, line)
            else:
                d.add_paragraph(line.lstrip("* "), style="List Bullet" if line.startswith("* ") else None)
    if history:
        d.add_heading("Versionshistorie" if history[0][0] == "Fassung" else "Version history", 2)
        grid(d, history)
    if more:
        more(d)
    if sign:
        d.add_paragraph()
        grid(d, sign)
    d.save(at(name))
    settle(at(name), changed)


def convert(name, kind, made, changed):
    """Lets LibreOffice write a document in another format."""
    with tempfile.TemporaryDirectory() as out:
        env = dict(os.environ, SOURCE_DATE_EPOCH=stamp(changed))
        command = ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", kind, "--outdir", out, at(name)]
        subprocess.run(command, check=True, capture_output=True, env=env)
        stem = os.path.splitext(os.path.basename(name))[0]
        shutil.copyfile(os.path.join(out, f"{stem}.{kind}"), at(made))
    os.remove(at(name))
    if kind == "odt":
        settle(at(made), changed)
    if kind == "pdf":
        rewrite(made, rb"CreationDate\(D:\d{8}", b"CreationDate(D:" + changed.replace("-", "").encode())
        rewrite(made, rb"(?<=Date\(D:\d{8})\d{6}", b"160500")
        rewrite(made, rb"(?<=[</])[0-9A-F]{32}(?=[>\s])", b"20260909" * 4)


def rewrite(name, pattern, by):
    """What a program stamps anew each time."""
    data = open(at(name), "rb").read()
    open(at(name), "wb").write(re.sub(pattern, by, data))


def documents():
    def commented(d):
        p = d.add_paragraph("Results are looked at ")
        revised(p, "every quarter ", "every month ", "J. Pereira", "2026-09-22")
        p.add_run("by the management team.")
        comment = d.add_comment(d.paragraphs[-1].runs, text="Do we really manage every month? Please decide, R. I.", author="J. Pereira", initials="JP")
        comment._comment_elm.set(qn("w:date"), "2026-09-22T10:15:00Z")

    word("01_Management/Measurement plan 2026.docx", "Measurement plan 2026", "R. Ibarra", "2025-12-18", "2026-09-22",
         [("Document no.", "HIT-MGT-010"), ("Version", "1.1"), ("Owner", "R. Ibarra"), ("Status", "approved"), ("Next review", "20 January 2027")],
         [("What is monitored and measured", ["Performance measures of the system and of the services. Each KPI has a definition and a person.",
              [("KPI", "What is measured", "Method of measurement", "When measured", "Responsible"),
               ("K1 Availability", "minutes of outage per service", "monitoring, calculated as share of agreed time", "monthly, on the 1st", "K. Wendt"),
               ("K2 Restored in time", "incidents closed within target", "report of the ticket tool", "monthly, on the 1st", "J. Pereira"),
               ("K3 Changes without trouble", "changes not rolled back", "count from the change list", "quarterly", "D. Achterberg")]]),
          ("How we make sure that results are valid", ["The ticket tool counts, not people. C. Yildiz checks a sample of ten tickets each half year against the figures."]),
          ("When results are analysed and evaluated", ["The SMS manager evaluates the results each quarter."])],
         header="Measurement plan 2026\tVersion 1.1", more=commented,
         sign=[("Prepared", "Reviewed", "Approved"), ("R. Ibarra", "M. Okonjo", "T. Lindqvist"), ("2026-01-14", "2026-01-16", "2026-01-20")])

    word("01_Management/Corrective action procedure.docx", "Corrective action procedure", "R. Ibarra", "2025-10-06", "2026-02-11",
         [("Document no.", "HIT-MGT-011"), ("Version", "1.2"), ("Document owner", "R. Ibarra"), ("Approved by", "T. Lindqvist"),
          ("Approved on", "11 Feb 2026"), ("Review", "every 12 months")],
         [("1 Reaction", ["Whoever finds a nonconformity enters it in the list. The owner contains and corrects it (correction, immediate action) and deals "
              "with the consequences: customers concerned are told, work done wrongly is done again."]),
          ("2 Cause", ["The nonconformity is reviewed by the owner with R. Ibarra and the root cause is determined.",
              "* Similar nonconformities are looked for in the other teams and registers."]),
          ("3 Corrective action", ["Corrective action is appropriate to the effects of the nonconformity: no project for a slip. It is carried out by the due "
              "date, and three months later its effectiveness is reviewed.", "* Where necessary the service management system is changed."])],
         header="Harbour IT\tCorrective action procedure", history=[("Version", "Date", "Change"), ("1.0", "2025-10-06", "first issue"), ("1.2", "2026-02-11", "check of the effect after three months")])

    supplier = lambda limit: [("Principle", ["Each external supplier has a named person at Harbour IT who is responsible for relationship, contract and performance.",
                                             f"Contracts above {limit} are signed by the managing director."]),
                              ("Selection", ["Suppliers are chosen by price, by two references and by what they promise for data protection."])]
    word("suppliers/Supplier policy_v2.1_final.docx", "Supplier policy", "H. Brandvold", "2025-11-20", "2025-12-02",
         [("Document no.", "HIT-POL-007"), ("Version", "2.1"), ("Owner", "H. Brandvold"), ("Approved by", "M. Okonjo"), ("Approved on", "2025-12-02"), ("Next review", "2026-12-02")],
         supplier("10,000 euro"))
    word("suppliers/Supplier policy_final_v3 (2).docx", "Supplier policy", "H. Brandvold", "2025-11-20", "2026-10-14",
         [("Document no.", "HIT-POL-007"), ("Version", "3.0"), ("Owner", "H. Brandvold"), ("Status", "approved"), ("Approved by", "M. Okonjo"), ("Approved on", "")],
         supplier("50,000 euro"))

    word("Operations/Change/Deployment procedure v0.9.docx", "Deployment procedure", "D. Achterberg", "2026-08-03", "2026-10-09",
         [("Document no.", "HIT-OPS-012"), ("Version", "0.9"), ("Owner", "D. Achterberg")],
         [("Deployment planning", ["Planning the deployment of a release is coordinated with change management; the plan names the change requests, known errors and problems that the release closes.",
              "The deployment plan gives the date of deployment, the deliverables and the method of deployment."]),
          ("Integrity", ["During deployment the integrity of hardware, software and services is kept: packages come from the signed store only."])],
         header="DRAFT - for comment until 30 October 2026")

    word("Operations/Continuity/Notfallkommunikation.docx", "Notfallkommunikation", "K. Wendt", "2026-08-20", "2026-08-20",
         [("Dokumentnummer", "HIT-OPS-014"), ("Version", "1.2"), ("Verantwortlich", "K. Wendt"), ("Freigegeben durch", "M. Okonjo"), ("Freigegeben am", "10.02.2026")],
         [("Wer wen anruft", ["Ein Notfall liegt vor, wenn ein Service länger als vier Stunden ausfällt. Der Bereitschaftsleiter entscheidet nach dem Notfallplan und ruft die Kunden an."])],
         footer="Harbour IT · Ausdrucke unterliegen nicht der Lenkung",
         history=[("Fassung", "Datum", "Änderung"), ("1.2", "10.02.2026", "Lüdershafen ergänzt"), ("1.4", "19.08.2026", "Nummern der Fähren")])

    word("HR and training/Templates/Induction record TEMPLATE.docx", "Induction record (template)", "A. Quist", "2025-10-08", "2025-10-08",
         [("Name", "[Name]"), ("Start", "[dd.mm.yyyy]"), ("Owner", "[TBD]"), ("Approved by", "[TBD]"), ("Approved on", "[dd.mm.yyyy]")],
         [("Training given", ["Training measure: [to be completed]", "Effect of the training checked on: [date]"])])
    word("Policies/Access control policy.docx", "", "S. Halvorsen", "2026-05-04", "2026-05-04", footer="")
    word("Operations/Continuity/Restore test 2026-04.docx", "Restore test of 18 April 2026", "K. Wendt", "2026-04-20", "2026-04-20",
         [("Date", "2026-04-18"), ("Owner", "K. Wendt")], [("Result", ["File server and database restored in 2 h 40 min."]), ("Review after the test", ["Reviewed on 24 April."])])
    cut("Operations/Continuity/Restore test 2026-04.docx")
    word("Security/Information security risk assessment 2026.docx", "Information security risk assessment 2026", "S. Halvorsen", "2026-01-12", "2026-01-30",
         [("Owner", "S. Halvorsen"), ("Date", "2026-01-30")], [("Risks", ["Stolen laptop", "Ransom software"])])
    cut("Security/Information security risk assessment 2026.docx")

    word("Operations/Service Desk/Eskalation.docx", "Eskalation von Störungen", "J. Pereira", "2025-06-20", "2025-07-01",
         [("Version", "1.0"), ("Verantwortlich", "J. Pereira"), ("Status", "freigegeben"), ("Freigegeben am", "01.07.2025"), ("Nächste Prüfung", "30.06.2026")],
         [("Wann eskaliert wird", ["Eine Störung wird eskaliert, wenn die halbe Zielzeit verstrichen ist: zuerst an die Leitung des Service Desk, dann an M. Okonjo."])])
    convert("Operations/Service Desk/Eskalation.docx", "odt", "Operations/Service Desk/Eskalation.odt", "2025-07-01")
    word("Operations/Service Desk/callout.docx", "Call-out guide for the duty manager", "J. Pereira", "2025-02-03", "2025-02-03",
         [("Version", "1.0"), ("Owner", "J. Pereira"), ("Approved by", "M. Okonjo"), ("Approved on", "February 2025"), ("Review interval", "12 months")],
         [("At night", ["When an incident of priority 1 comes in at night it is escalated by telephone. The duty manager decides who is called out."])])
    convert("Operations/Service Desk/callout.docx", "rtf", "Operations/Service Desk/Call-out guide.rtf", "2025-02-03")
    word("Policies/clean desk.docx", "Clean desk rules", "S. Halvorsen", "2026-03-02", "2026-03-02", [("Date", "2026-03-02")],
         [("What we ask", ["The information security policy applies to every desk: screens are locked, paper with names goes into the cabinet. All staff were told so at the meeting on 12 February."])])
    convert("Policies/clean desk.docx", "rtf", "Policies/Clean desk rules.doc", "2026-03-02")
    word("01_Management/minutes.docx", "Minutes of the team leads, 8 September 2026", "R. Ibarra", "2026-09-09", "2026-09-09",
         [("Date", "2026-09-08"), ("Present", "R. Ibarra, M. Okonjo, J. Pereira, K. Wendt, D. Achterberg"), ("Minutes by", "R. Ibarra")],
         [("1 Service delivery in the fourth quarter", ["Activities and resources coordinated; the holiday schedule for service delivery is agreed, and the audit week keeps two people free."]),
          ("2 Changes to the service management system", ["The change to the management system is approved: complaints move into the ticket tool on 1 November. J. Pereira adapts the procedure."])],
         header="Harbour IT\tTeam leads", footer="Page 1 of 1 · printed 9 September 2026")
    convert("01_Management/minutes.docx", "pdf", "01_Management/Minutes team leads 2026-09-08.pdf", "2026-09-09")


def cut(name):
    """As after a download that stopped half way."""
    data = open(at(name), "rb").read()
    open(at(name), "wb").write(data[: len(data) // 2])


# Excel -------------------------------------------------------------------------------------------------------------------------


def book(name, title, heads, rows, author, changed, hide=(), second=(), note=""):
    """A sheet as people keep it by hand: a merged title and a line about it above the heads, a second sheet with a legend."""
    b = openpyxl.Workbook()
    b.properties.creator = b.properties.lastModifiedBy = author
    b.properties.created = day(changed)
    s = b.active
    s.title = second[0] if second else "Liste"
    s["A1"], s["A2"] = title, note
    s["A1"].font = Font(bold=True, size=14)
    s.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    s.append([])
    s.append(heads)
    for row in rows:
        s.append([datetime.date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(cell)) else cell for cell in row])
    for row in hide:
        s.row_dimensions[row].hidden = True
    if len(second) > 1:
        legend = b.create_sheet(second[1])
        for row in second[2]:
            legend.append(row)
    b.save(at(name))
    settle(at(name), changed)


def workbooks():
    heads = ["Nr.", "Datum", "Art", "Beschreibung", "Genehmigt am", "Umgesetzt am", "Getestet", "Rückfallplan", "Status", "Nachbetrachtung"]
    book("Operations/Change/Umbaukalender Hosting 2026.xlsx", "Umbaukalender Hosting 2026", heads, [
        ("U-01", "2026-02-10", "normal", "Speicherplatte Halle A", "2026-02-12", "2026-02-21", "ja, Probelauf", "alte Platte bleibt", "umgesetzt", "ohne Störung"),
        ("U-02", "2026-03-03", "normal", "Firmware Switch", "2026-03-05", "2026-03-08", "ja, Testgerät", "alte Firmware", "umgesetzt", "ohne Störung"),
        ("U-03", "2026-04-14", "Notfall", "Netzteil getauscht", "2026-04-14", "2026-04-14", "nein", "Ersatzgerät", "umgesetzt", "ohne Störung"),
        ("U-04", "2026-05-19", "normal", "Datenbank auf neue Hauptversion", "2026-05-21", "2026-05-30", "ja, Testsystem", "", "umgesetzt", "zwei Störungen, behoben"),
        ("U-05", "2026-06-09", "normal", "Sicherung umgestellt", "2026-06-11", "2026-06-14", "ja, Rücksicherung", "alte Aufträge", "umgesetzt", ""),
        ("U-06", "2026-07-07", "normal", "Leitung Lüdershafen", "2026-07-09", "2026-07-18", "ja, Messung", "alte Leitung", "umgesetzt", "ohne Störung"),
        ("U-07", "2026-10-20", "normal", "Speicher Halle B", "2026-10-22", "", "", "", "geplant", "")],
        "K. Wendt", "2026-10-23", hide=(7,), second=("Umbauten", "Legende", [("Art", "Bedeutung"), ("normal", "im Gremium am Donnerstag"), ("Notfall", "zwei Stimmen am Telefon")]),
        note="geführt von K. Wendt, Stand 23.10.2026")
    book("Security/Sicherheitsvorfälle 2026.xlsx", "Sicherheitsvorfälle 2026", ["Nr.", "Festgestellt am", "Kategorie", "Was geschah", "Priorität", "Getroffene Maßnahmen", "Status", "Geschlossen am"], [
        ("SV-1", "2026-02-04", "Phishing", "Kennwort auf falscher Seite eingegeben", "hoch", "Konto gesperrt, Kennwort neu", "geschlossen", "2026-02-05"),
        ("SV-2", "2026-05-11", "Verlust von Gerät", "Telefon im Bus", "mittel", "aus der Ferne gelöscht", "geschlossen", "2026-05-11"),
        ("SV-3", "2026-07-29", "", "Mail an falschen Empfänger", "mittel", "Empfänger gebeten zu löschen", "geschlossen", "2026-07-30"),
        ("SV-3", "2026-09-16", "Phishing", "Anhang geöffnet", "hoch", "Rechner neu aufgesetzt", "geschlossen", "2026-09-18")],
        "S. Halvorsen", "2026-09-18", second=("Vorfälle", "Auswertung", [("Phishing", 2)]), note="vertraulich")
    book("HR and training/Schulungsnachweise 2026.xlsx", "Schulungsnachweise 2026", ["Name", "Schulung", "Datum", "Nachweis", "Wirksamkeit geprüft am"], [
        ("J. Pereira", "Führung im Service Desk", "2026-03-19", "Zertifikat", "2026-06-30"),
        ("V. Castell", "Einarbeitung", "2026-04-30", "Teilnahmebescheinigung", "2026-07-31"),
        ("D. Achterberg", "Änderungsmanagement", "2026-05-07", "Zertifikat", "2026-08-31")], "A. Quist", "2026-09-01", second=("Nachweise", "Anbieter", [("intern", "A. Quist")]))
    book("plain.xlsx", "Kennzahlen 2026", ["KPI", "Q1", "Q2", "Q3"], [("K1", 0.998, 0.999, 0.997), ("K2", 0.82, 0.88, 0.96)], "R. Ibarra", "2026-10-05")
    from msoffcrypto.format.ooxml import OOXMLFile
    with open(at("plain.xlsx"), "rb") as plain, open(at("01_Management/Kennzahlen 2026.xlsx"), "wb") as locked:
        OOXMLFile(plain).encrypt("quay", locked)
    os.remove(at("plain.xlsx"))
    data = bytearray(open(at("01_Management/Kennzahlen 2026.xlsx"), "rb").read())
    for entry in range(0x600, 0x600 + 11 * 128, 128):  # the days in the entries of its directory
        data[entry + 100 : entry + 116] = bytes(16)
    open(at("01_Management/Kennzahlen 2026.xlsx"), "wb").write(data)

    old = xlwt.Workbook(encoding="utf-8")
    old.owner = "P. Nakata"
    s = old.add_sheet("Beschwerden")
    iso = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    s.write_merge(0, 0, 0, 5, "Beschwerden der Fähren, alte Liste")
    for i, row in enumerate([("Nr.", "Eingang", "Von", "Worüber", "Status", "Erledigt am"),
                             ("B-11", "2026-01-13", "Terminal Nord", "Drucker steht", "erledigt", "2026-01-20"),
                             ("B-12", "2026-04-22", "Werft", "Anruf nicht erwidert", "erledigt", "2026-04-02"),
                             ("B-13", "2026-09-03", "Terminal Süd", "Funknetz auf der Mole", "erledigt", "2026-09-11")]):
        for j, cell in enumerate(row):
            dated = re.fullmatch(r"\d{4}-\d\d-\d\d", cell)
            s.write(i + 2, j, datetime.date.fromisoformat(cell), iso) if dated else s.write(i + 2, j, cell)
    old.save(at("customers/Beschwerden Fähren.xls"))
    with open(at("suppliers/CloudNorth usage 2026-Q3.xlsx"), "w", encoding="utf-8") as f:
        f.write("month;hall;racks;power kW;lines used\n2026-07;A;4;11,2;61 %\n2026-08;A;4;11,4;63 %\n2026-09;A;5;12,9;70 %\n")


def presentation():
    p = pptx.Presentation()
    p.core_properties.author = p.core_properties.last_modified_by = "R. Ibarra"
    p.core_properties.title, p.core_properties.comments = "Management presentation Q3 2026", ""
    p.core_properties.created = p.core_properties.modified = day("2026-10-06")
    pages = [("Management presentation Q3 2026", "8 October 2026\nR. Ibarra, SMS manager"),
             ("Evaluation of performance against objectives", "OBJ-1 availability: 7 of 9 months, objective at risk\nOBJ-2 restored in time: 96 %, achieved\nOBJ-3 satisfaction: 4.3, achieved"),
             ("Effectiveness of the services against service requirements", "Hosting: evaluated, service requirements met in two of three months\nNetwork: met"),
             ("Not for the team: staffing", "Two people leave in December; no replacement approved yet")]
    for title, text in pages:
        s = p.slides.add_slide(p.slide_layouts[1])
        s.shapes.title.text, s.placeholders[1].text = title, text
    s._element.set("show", "0")
    p.save(at("01_Management/Management presentation Q3 2026.pptx"))
    settle(at("01_Management/Management presentation Q3 2026.pptx"), "2026-10-06")


# PDF and mail ------------------------------------------------------------------------------------------------------------------


def sheet_of(name, made, **more):
    os.environ["SOURCE_DATE_EPOCH"] = stamp(made)
    return Canvas(at(name), pagesize=A4, **more)


def printed(name, title, author, made, lines, password=None):
    locked = StandardEncryption(password, strength=128) if password else None
    c = sheet_of(name, made, encrypt=locked)
    c.setTitle(title), c.setAuthor(author)
    y = 780
    for line in lines:
        big = line.startswith("# ")
        c.setFont("Helvetica-Bold" if big else "Helvetica", 15 if big else 10)
        c.drawString(60, y, line.removeprefix("# "))
        y -= 30 if big else 15
    c.save()


def scanned(name, author, made, pages):
    """Pictures of text, a little askew and grainy; no text layer."""
    c = sheet_of(name, made)
    c.setAuthor(author), c.setTitle("")
    for lines in pages:
        page = Image.new("L", (620, 877), 250)
        pen, y = ImageDraw.Draw(page), 70
        for line in lines:
            pen.text((60, y), line, fill=40, font=ImageFont.load_default(16))
            y += 30
        page = page.rotate(0.6, fillcolor=250)
        for _ in range(300):
            page.putpixel((DRAWN.randrange(620), DRAWN.randrange(877)), 120)
        c.drawImage(ImageReader(page.point(lambda grey: 255 if grey > 150 else 0)), 0, 0, *A4)
        c.showPage()
    c.save()


def papers():
    printed("suppliers/contracts/Skerryline line rental.pdf", "Line rental agreement", "H. Brandvold", "2023-06-12", [
        "# Line rental agreement", "between Harbour IT and Skerryline (supplier)", "Contract no. SL-2023-04", "",
        "1 Services supplied: rental of two optical lines between Quayside House and Lüdershafen.",
        "2 Requirements: the supplier keeps spare parts in stock and reports each fault within the hour.",
        "3 Service level targets: availability 99.5 % a month; faults repaired within eight hours.",
        "4 Responsibilities: H. Brandvold for Harbour IT, the account manager for Skerryline.",
        "5 Term: this agreement begins on 1 July 2023 and ends on 30 June 2026.", "", "Signed by both parties on 12 June 2023"])
    printed("suppliers/contracts/CloudNorth price schedule 2026.pdf", "Price schedule", "H. Brandvold", "2026-02-03",
            ["# Price schedule 2026", "Checked against the service level agreements of our customers on 3 February 2026."], password="north")
    printed("Operations/Services/Minutes service coordination.pdf", "Minutes of the service coordination", "L. Moreau", "2026-02-01", [
        "# Minutes of the service coordination", "Date: 01/02/2026", "Present: L. Moreau, P. Nakata, M. Okonjo", "Minutes by: L. Moreau", "",
        "1 Activities needed to deliver the services: service desk, monitoring and backup were carried out as planned.",
        "2 The weekend of the storage work is covered by two people."])
    scanned("customers/Abnahme Network Northquay unterschrieben.pdf", "L. Moreau", "2026-02-27",
            [["Northquay Council", "", "Acceptance of the service Network", "", "We accept the service from 1 March 2026.", "Open: labels in two cabinets.", "", "(signature)"]])
    scanned("suppliers/cloudnorth-contract.pdf", "H. Brandvold", "2025-09-15", [
        ["CONTRACT CN-2025-117", "", "between Harbour IT and CloudNorth", "", "1 Halls A and B, carrier lines, guest internet", "2 Service targets: schedule 2"],
        ["3 Duties of both sides", "4 Contacts", "", "Signed on 12 September 2025", "", "(two signatures)"]])
    mail = ["From: Mats Okonjo <m.okonjo@harbour-it.example>", "To: Hanne Brandvold <h.brandvold@harbour-it.example>", "Cc: r.ibarra@harbour-it.example",
            "Date: Wed, 28 Jan 2026 16:42:10 +0100", "Subject: =?utf-8?q?AW=3A_=C3=84nderung_des_Vertrags_mit_CloudNorth=2C_Leitungen?=",
            "Message-ID: <20260128-1642@harbour-it.example>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
            "Hallo Hanne,", "", "die Vertragsänderung ist bewertet: Auswirkung auf das Servicemanagementsystem und die Services gering, die Ziele der SLA",
            "für Network bleiben erreichbar. Ich gebe die Änderung des Vertrags frei, bevor du unterschreibst.", "", "Gruß", "M. Okonjo", "",
            "Am 27.01.2026 um 09:15 schrieb Hanne Brandvold:", "> Mats, CloudNorth will die Leitungen in einen eigenen Anhang nehmen.", "> Kannst du bis Donnerstag sagen, ob das geht?", ""]
    with open(at("suppliers/AW Änderung Vertrag CloudNorth.eml"), "w", encoding="utf-8", newline="\r\n") as f:
        f.write("\n".join(mail))


documents()
workbooks()
presentation()
papers()
