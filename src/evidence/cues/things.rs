//! What an organisation keeps or does, and what it may be called: behind "there is no" it is
//! the thing that is missing.

/// What a thing that is denied may be called between "no" and its name.
pub(super) const KINDS_OF: &[&str] = &[
    "documented",
    "formal",
    "written",
    "defined",
    "approved",
    "agreed",
    "separate",
    "regular",
    "central",
    "dedicated",
];

/// The same in German.
pub(super) const ARTEN: &[&str] = &[
    "dokumentierte*",
    "formale*",
    "schriftliche*",
    "definierte*",
    "genehmigte*",
    "eigene*",
];

/// How it is said that something is there.
pub(super) const THERE_IS: &[&str] = &[
    "there is",
    "there are",
    "there was",
    "there were",
    "there s",
    "we have",
    "we ve",
];

/// What may stand between that and "no".
#[rustfmt::skip]
pub(super) const BETWEEN: &[&str] = &[
    "so far", "as yet", "as such", "at present", "at the moment", "at this time", "for now", "for the time being",
    "to date", "until now", "up to now", "as of now", "right now", "since then", "since spring", "since summer",
    "since autumn", "since winter", "that way", "because of that", "in fact", "in practice", "of course", "sadly",
    "unfortunately", "however", "though", "thus", "therefore", "hence", "then", "really", "simply", "also", "yet",
    "today", "presently", "actually", "regrettably", "frankly", "still", "now", "generally", "basically",
    "effectively", "until further notice",
];

/// How German says that there is none, with small words between.
pub(super) const ES_GIBT: &[&str] = &[
    "gibt es",
    "es gibt",
    "gab es",
    "haben wir",
    "wir haben",
    "besteht",
    "bestehen",
];

/// What may stand between that and "kein".
#[rustfmt::skip]
pub(super) const DAZWISCHEN: &[&str] = &[
    "bis heute", "bis jetzt", "bis dato", "heute", "bisher", "bislang", "nach wie vor", "immer noch", "noch immer",
    "weiterhin", "auch", "aktuell", "zurzeit", "zur zeit", "momentan", "im moment", "im augenblick", "leider", "gar",
    "überhaupt", "hier", "dazu", "dafür", "darüber", "davon", "hierzu", "hierfür", "seit jahren", "seit langem",
    "schlicht", "einfach", "tatsächlich", "allerdings", "jedoch", "aber", "also", "seither", "seitdem",
];

/// How people say that they looked at something, or talked about it.
#[rustfmt::skip]
pub(super) const LOOKED: &[&str] = &[
    "discuss*", "consider*", "look at", "looked at", "look into", "looked into", "address*", "deal with", "dealt with",
    "taken", "took", "cover*", "review*", "present*", "mention*", "touched on", "talk about", "talked about",
    "spoken of", "raised", "on the agenda", "skip*", "passed over", "left out", "adjourn*", "postpon*", "ran out",
    "run out", "got to", "get to", "gone through", "went through", "behandel*", "besproch*", "betracht*", "angeseh*",
    "angeschaut", "vorgelegt*", "vorgestellt*", "angesproch*", "erwähn*", "thema", "diskutier*", "drangekommen",
    "aufgerufen", "vorgetragen", "geschafft", "übersprungen", "ausgelassen", "weggelassen", "vertagt", "verschoben",
    "tagesordnung", "beraten", "durchgegangen", "eingegangen", "gesprochen", "reichte", "gefehlt", "zeit",
];

/// Words that make "no test was carried out" speak of all the time there was.
pub(super) const EVER: &[&str] = &[
    "yet",
    "so far",
    "ever",
    "to date",
    "until now",
    "up to now",
    "bisher",
    "bislang",
    "bis heute",
    "bis jetzt",
    "jemals",
];

/// What an organisation keeps or does; behind "there is no" it is the thing that is missing.
pub(super) const THINGS: &[&str] = &[
    "yet",
    "so far",
    "procedure*",
    "process",
    "processes",
    "policy",
    "policies",
    "plan",
    "plans",
    "criteria",
    "catalogue*",
    "catalog*",
    "agreement*",
    "SLA",
    "SLAs",
    "contract",
    "contracts",
    "register",
    "inventory",
    "programme*",
    "program",
    "schedule*",
    "interval*",
    "owner",
    "responsible",
    "budget*",
    "forecast*",
    "target",
    "targets",
    "evidence",
    "documentation",
    "description*",
    "method*",
    "approval*",
    "exercise*",
    "analysis",
    "measurement*",
    "monitoring",
    "reporting",
    "list",
    "lists",
    "overview*",
    "übersicht*",
    "database*",
    "checklist*",
    "checkliste*",
    "yardstick*",
    "guideline*",
    "regelung*",
    "liste",
    "listen",
    "datenbank*",
    "prozess*",
    "verfahren*",
    "richtlinie*",
    "leitlinie*",
    "pläne",
    "kriterien",
    "katalog*",
    "vereinbarung*",
    "vertrag",
    "verträge",
    "verzeichnis*",
    "programm*",
    "intervall*",
    "verantwortliche*",
    "prognose*",
    "ziele",
    "nachweis*",
    "dokumentation*",
    "beschreibung*",
    "freigabe*",
    "überprüfung*",
    "bewertung*",
    "übung*",
    "analyse*",
    "messung*",
    "überwachung*",
];
