//! The words beside a day, above it or at the head of its column by which it is another than that of
//! something done, or is one after all.

use crate::evidence::sayings::Sayings;

/// Below a heading with one of these stands nothing that was done.
#[rustfmt::skip]
pub(super) static SECTIONS: Sayings = Sayings::new(&[
    "next", "planned", "planning", "upcoming", "coming", "to come", "open points", "open items", "open actions", "open issues",
    "open tasks", "open questions", "still open", "to do", "todo", "outlook", "due", "deadlines", "agenda", "forecast",
    "budget", "example", "examples", "sample", "specimen", "how to", "like this", "looks like", "template", "version history", "revision history", "change history",
    "document history", "versions", "revisions", "changes to this document", "naechste", "naechster", "naechstes",
    "naechsten", "geplant", "geplante", "planung", "ausblick", "offen", "offene", "fristen", "tagesordnung", "prognose",
    "beispiel", "beispiele", "muster", "vorlage", "fassungen", "historie", "versionshistorie", "aenderungshistorie",
    "aenderungsverzeichnis", "wiedervorlage", "vorschau", "ausfuellhilfe", "so sieht", "wie man", "auszufuellen",
]);

/// Beside one of these a day is to come, of a rule or of a version.
#[rustfmt::skip]
pub(super) static AHEAD: Sayings = Sayings::new(&[
    "next", "planned", "plan", "plans", "upcoming", "coming", "open", "to do", "todo", "due", "deadline", "schedule",
    "agenda", "forecast", "budget", "target", "targets", "example", "examples", "template", "version", "versions",
    "revision", "references", "actions", "tasks", "valid", "approval", "approvals", "naechste", "naechster",
    "naechstes", "naechsten", "geplant", "planung", "offen", "offene", "frist", "fristen", "termin", "termine",
    "faellig", "tagesordnung", "prognose", "ziel", "ziele", "beispiel", "beispiele", "muster", "vorlage", "fassung",
    "fassungen", "verweise", "massnahmen", "aufgaben", "gueltig", "freigabe", "freigaben", "bis", "wiedervorlage",
    "folgetermin", "anlage", "anlagen",
]);

/// Heads of columns whose days are to come, or are those of something else.
#[rustfmt::skip]
pub(super) static OTHER_COLUMNS: Sayings = Sayings::new(&[
    "until", "frist", "termin", "plan", "planned", "geplant", "approved", "freigegeben", "version",
    "fassung", "expires", "expiry", "ablauf", "gueltig", "end", "ende", "start", "begin", "beginn", "from", "since",
    "seit", "von", "review", "renewal", "forecast", "prognose", "budget", "target",
]);

/// Heads of a column that asks until when something is to be done, unless rows begin with it.
pub(super) static WHEN: Sayings = Sayings::new(&["when", "wann"]);

/// The first word of a cell by which nothing in its row was done.
#[rustfmt::skip]
pub(super) static OPEN: Sayings = Sayings::new(&[
    "open", "overdue", "planned", "pending", "cancelled", "canceled", "postponed", "tbd", "scheduled", "offen",
    "geplant", "ueberfaellig", "ausgefallen", "entfallen", "abgesagt", "verschoben", "ausstehend",
]);

/// A row that begins with one of these holds what is wanted, to come, or of a version.
#[rustfmt::skip]
pub(super) static WANTED: Sayings = Sayings::new(&[
    "next", "planned", "plan", "due", "deadline", "target", "targets", "goal", "forecast", "budget", "version", "approved",
    "valid", "example", "naechste", "naechster", "naechstes", "geplant", "faellig", "frist", "ziel", "soll", "prognose",
    "fassung", "freigabe", "freigegeben", "gueltig", "beispiel",
]);

/// A heading with one of these tells of what was, whatever else it names: "Actual against budget".
#[rustfmt::skip]
pub(super) static REPORTS: Sayings = Sayings::new(&[
    "report", "reports", "result", "results", "actual", "actuals", "done", "minutes", "log", "held", "record", "records",
    "against", "bericht", "ergebnis", "ergebnisse", "ist", "protokoll", "erledigt", "durchgefuehrt", "gegen",
    "nachweis", "nachweise",
]);

/// A sentence with one of these says what has to be, or would be.
#[rustfmt::skip]
pub(super) static RULES: Sayings = Sayings::new(&[
    "must", "shall", "should", "will", "would", "may be", "may not", "may only", "might", "can", "could", "if", "when", "until", "muss",
    "muessen", "soll", "sollen", "sollte", "wird", "werden", "wuerde", "wenn", "falls", "sobald", "darf", "kann",
]);

/// A part of a sentence with one of these has a verb that tells of nothing past.
#[rustfmt::skip]
pub(super) static NOW: Sayings = Sayings::new(&[
    "is", "are", "be", "has", "have", "ends", "expires", "begins", "starts", "applies", "comes", "goes", "runs", "takes",
    "takes place", "lasts", "leaves", "ist", "sind", "hat", "haben", "endet", "beginnt", "startet", "laeuft", "gilt",
    "gelten", "kommt", "geht", "findet", "finden", "tritt", "out of support", "end of life", "end", "ende", "start",
    "beginn", "go live", "golive", "expiry", "renewal", "again", "wieder", "retest", "remind", "reminder", "hired",
    "born", "iso", "act", "law", "gesetz", "verordnung", "regulation", "contract of", "vertrag vom", "later", "spaeter",
    "in force", "requested for", "wanted", "erwartet", "expected", "lieferung", "delivery",
]);
