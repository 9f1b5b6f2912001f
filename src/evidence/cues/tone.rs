//! Single words by which a sentence says that something is not there, and those that make a
//! rule, a condition or good news of it.
//!
//! They decide nothing alone: only where several sentences of one passage have them does it
//! speak of what is missing.

/// Something is not there, was not done or is not known. The "t" is what is left of "don't".
#[rustfmt::skip]
pub(super) const LACKS: &[&str] = &[
    "no", "not", "never", "nobody", "none", "nothing", "neither", "nor", "nowhere", "cannot", "t", "unknown",
    "missing", "blank", "empty", "silent", "absent", "lost", "lapsed", "cancelled", "canceled", "dropped",
    "postponed", "abandoned", "rejected", "forgotten", "forgot", "vacant", "overdue", "unsigned", "untouched",
    "unread", "unanswered", "unclear", "undecided", "unassigned", "lacking", "lacks", "skipped", "dunno", "kein",
    "keine", "keinen", "keinem", "keiner", "keines", "keins", "nicht", "nie", "niemals", "niemand", "niemandem",
    "niemanden", "nichts", "nirgends", "weder", "fehlt", "fehlte", "fehlten", "fehlen", "fehlend", "fehlende", "leer",
    "leere", "leeres", "unbekannt", "unbesetzt", "vakant", "entfaellt", "entfallen", "ausgefallen", "verschoben",
    "abgesagt", "eingeschlafen", "abgelehnt", "vergessen", "vergebens", "fehlanzeige", "ungeklaert", "ungeprueft",
    "unklar", "unterblieben", "unterblieb", "liegengeblieben", "versaeumt", "verworfen", "gestrichen",
    "zurueckgestellt", "entfiel",
    "entfielen", "abgeschaltet", "durchgefallen", "unresolved", "kaum", "hardly", "barely", "geloescht",
];

/// With one of these such a sentence is a rule ("must not"), a condition ("not before"), leaves
/// something out ("not in scope"), or tells that what is better not there was not there ("no
/// complaints").
#[rustfmt::skip]
pub(super) const NO_LOSS: &[&str] = &[
    "must", "shall", "may", "should", "might", "if", "unless", "when", "whenever", "before", "until", "once", "only",
    "longer", "later", "more", "than", "loss", "recurrence", "objection", "objections", "comment", "comments",
    "complaint", "complaints", "deviation", "deviations", "exception", "exceptions", "error", "errors", "impact",
    "because", "so", "do", "darf", "duerfen", "durfte", "muss", "muessen", "soll", "sollen", "sollte", "wenn",
    "falls", "sofern", "bevor", "solange", "bis", "nur", "mehr", "spaeter", "sondern", "ausnahme", "ausnahmen",
    "beanstandung", "beanstandungen", "bemerkung", "bemerkungen", "einwand", "einwaende", "abweichung",
    "abweichungen", "beschwerden", "rueckfragen", "verlust", "damit", "weil", "included", "dabei", "enthalten",
];
