//! Whether a sentence with a value in it promises that: it lays down what is done, and does not
//! tell what was, might be, is elsewhere or is not.

use std::sync::LazyLock;

use regex::Regex;

use super::clause::{around, lower};
use super::value::Value;
use super::values::Named;
use crate::evidence::share_of;

type Pattern = LazyLock<Option<Regex>>;

pub(super) fn says(pattern: &'static Pattern, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a sentence speaks of anybody, or of what could be.
pub(super) fn is_general(sentence: &str) -> bool {
    static ANYBODY: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(any organi[sz]ation|organi[sz]ations|companies|other firms|industry|typically|usually|normally|generally|as a rule|best practice|customary|commonly|market standard|in der regel|normalerweise|üblicherweise|branchenüblich|marktüblich|grundsätzlich ist es üblich|unternehmen sollten)\b").ok()
    });
    static WISH: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(could|would|might|may want|ideally|desirable|recommend(?:s|ed|ation)?|suggest(?:s|ed|ion)?|propos(?:e|es|ed|al)|plan(?:s|ned)? to|is planned|are planned|planned for|intend(?:s|ed)?|hope(?:s|d)? to|wish(?:es)? to|would like|not yet|undecided|under discussion|whether|draft proposal|in (?:the )?future|könnte[nt]?|würde[nt]?|idealerweise|wünschenswert|empf(?:iehlt|ehlen|ohlen|ehlung)|ist geplant|sind geplant|geplant ist|es ist geplant|planen|vorgeschlagen|vorschlag|beabsichtig\w+|angedacht|künftig|zukünftig|noch nicht|unklar|offen ist|noch offen|still open|ob)\b").ok()
    });
    static EXAMPLE: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:for example|e\.? ?g\.?\b|examples?\b|such as|zum beispiel|z\. ?b\.|beispiel|bspw)|\b(?:for example|for instance|e\.g\.|zum beispiel|z\. ?b\.|beispielsweise|bspw\.)").ok()
    });
    let text = lower(sentence);
    sentence.ends_with('?') || says(&ANYBODY, &text) || says(&WISH, &text) || says(&EXAMPLE, &text)
}

/// Whether nothing is promised below a heading or a line that leads a list in: "For example:",
/// "Proposals", "Results in June".
pub(super) fn heads_nothing(line: &str) -> bool {
    static NOTHING: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(for example|examples?|e\.g\.|ideas|proposals?|suggestions?|recommendations?|options|open (?:points|questions|issues)|still open|lessons learned|findings|what was|beispiele?|zum beispiel|ideen|vorschl\w+|empfehlungen|optionen|offene punkte|offene fragen|noch offen|erkenntnisse|feststellungen|glossary|glossar|definitions?|begriffe|change history|revision history|änderungshistorie)\b").ok()
    });
    !line.is_empty() && says(&NOTHING, &lower(line))
}

/// Whether a sentence promises a value that it names.
pub(super) fn promises(sentence: &str, named: &Named) -> bool {
    let text = lower(sentence);
    let at = around(&text, &named.at);
    let clause = &text[at.clone()];
    let was = matches!(named.value, Value::Every(_)) && was_promised(sentence);
    if is_condition(clause, &text, &named.at)
        || is_denied(clause)
        || !was && tells(clause, &text, named)
        || is_opening(&text, named.value)
        || named.describes && !is_subject(clause, named.at.start - at.start)
    {
        return false;
    }
    let before = text.get(at.start..named.at.start).unwrap_or("");
    let is_counted = counts(&text[named.at.end..]) || share_of::is_base(before, clause);
    !(is_counted && matches!(named.value, Value::Every(_)))
}

/// Whether a sentence tells of something that it was once promised: "was meant to be yearly", "war
/// jährlich vorgesehen". It promises only where the text goes on that it was not done.
pub(super) fn was_promised(sentence: &str) -> bool {
    static WAS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:was|were) (?:\w+ )?(?:meant|supposed|due|required|planned|agreed|promised|to be)|(?:war|waren) [^.;]{0,40}(?:vorgesehen|vereinbart|vorgeschrieben|zugesagt|festgelegt|geplant))\b").ok()
    });
    says(&WAS, &lower(sentence))
}

/// Whether a sentence says when somebody is there: "from 06:00 to 22:00 on every day".
fn is_opening(text: &str, value: Value) -> bool {
    static OPEN: Pattern = LazyLock::new(|| {
        Regex::new(r"\d{1,2}[:.]\d{2}|\b(staffed|open|opening|reachable|available|service hours|clock|o'clock|uhr|besetzt|geöffnet|erreichbar|verfügbar|servicezeit\w*)\b").ok()
    });
    let daily =
        matches!(value, Value::Every(period) if period.whole_days().is_some_and(|days| days <= 7));
    daily && says(&OPEN, text)
}

/// Whether what an adverb describes is what its clause is about: "The annual review takes place in
/// May", "Monthly service reports to customers"; and not "figures enter the monthly report".
fn is_subject(clause: &str, at: usize) -> bool {
    static ARTICLE: Pattern = LazyLock::new(|| {
        Regex::new(r"^[\s\-–•]*(?:(?:and|und) )?(?:an? |ein(?:e|en|er)? |at least one |(the|our|their|its|this|der|die|das|den|unsere?|ihre?) )?$").ok()
    });
    static DONE: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(is|are|takes?|shall|must|will|should|wird|werden|ist|sind|findet|finden|muss|müssen|erfolgt|erfolgen)\b").ok()
    });
    let before = clause.get(..at).unwrap_or("");
    let Some(found) = ARTICLE
        .as_ref()
        .and_then(|article| article.captures(before))
    else {
        return false;
    };
    found.get(1).is_none() || says(&DONE, clause)
}

/// Whether the clause of the value only says when something else is so.
fn is_condition(clause: &str, text: &str, at: &std::ops::Range<usize>) -> bool {
    static IF: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:and |or |but |und |oder |aber )?(?:if|when|whenever|where|unless|in case|should|once (?:the|it|all|this|they|these|approved|closed)|wenn|falls|sofern|sobald|soweit|sollte[n]?|für den fall)\b").ok()
    });
    // "Wird eine Störung nicht innerhalb von 4 Stunden gelöst, …"
    static VERB_FIRST: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:wird|werden|ist|sind|kann|können|liegt|überschreitet|dauert|bleibt|has|had|is|are)\b").ok()
    });
    static WHICH: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:und |and )?(?:that (?:are|is|were|have|has)|which (?:are|is|were|have|has)|die (?:nicht|älter|länger)|deren)\b").ok()
    });
    static IF_BEFORE: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:if|when|whenever|unless|wenn|falls|sofern)\b[^,;:]*$").ok()
    });
    let clause = clause.trim_start();
    // What stands behind the value is the condition, and the value is what is promised.
    let before = &text[..at.start];
    says(&IF, clause) && !says(&THEN, clause)
        || says(&VERB_FIRST, clause) && text[at.end..].contains(',')
        || says(&WHICH, clause)
        || says(&IF_BEFORE, before) && !before.is_empty()
}

static THEN: Pattern = LazyLock::new(|| Regex::new(r"\b(?:then|dann)\b").ok());

/// Whether the clause denies what it names. Of "no later than" and "not exceed" the negation is
/// part of the bound.
fn is_denied(clause: &str) -> bool {
    static BOUNDS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:no|not) (?:later|more|less|longer|fewer|lower|higher) than|\b(?:shall|must|may|should|will|does|do|can)? ?(?:not|never) (?:to )?(?:exceed|take|last|fall|drop|go|be (?:exceeded|longer|later|older|less|more))|\bnicht (?:mehr|weniger|länger|später|unter|über)\b|nicht (?:überschreiten|unterschreiten|übersteigen|überschritten|unterschritten)|\bnot only\b|\bnicht nur\b|\bwithout exception|\bno exceptions?|\bausnahmslos|wenn nicht anders|unless otherwise|sofern nicht|if not before").ok()
    });
    static DENIES: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:not|never|no longer|nobody|neither|cannot|nicht|nie|niemals|kein\w*|niemand|entfällt|weder)\b|n['’]t\b|\bno\b").ok()
    });
    let rest = BOUNDS
        .as_ref()
        .map_or_else(|| clause.into(), |bounds| bounds.replace_all(clause, " "));
    says(&DENIES, &rest)
}

/// Whether the clause tells of what was, or what figures show.
fn tells(clause: &str, text: &str, named: &Named) -> bool {
    static PAST: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(was|were|has been|have been|had been|had|did|took|went|came|lasted|showed|presented|ago|wurden?|worden|war|waren|hatten?|fand|fanden|lag|lagen|betrug|betrugen|dauerte|erfolgten?|konnten?|liegt? .* zurück|zurückliegt|stattgefunden)\b").ok()
    });
    static PRESENT: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(is|are|shall|must|will|should|has to|have to|wird|werden|ist|sind|muss|müssen|soll|sollen|findet|finden|erfolgt|erfolgen|beträgt|gilt)\b").ok()
    });
    static AGREED: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(agreed|decided|defined|committed|set at|vereinbart|beschlossen|festgelegt|zugesagt)\b").ok()
    });
    static FIGURES: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(shows?|showing|reached|achieved|amount(?:s|ed) to|stood at|fell|rose|improved|compared (?:with|to)|zeigt|zeigen|erreicht|gestiegen|gesunken|verbesserte|verglichen mit|im vergleich|from \d+ (?:% )?to \d+|von \d+ (?:% )?auf \d+)\b").ok()
    });
    static LAST: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:the |die |der |das )?(?:last|most recent|letzte[nrs]?|vorige[nrs]?) (?:\w+ )?(?:test|review|audit|exercise|meeting|report|übung|prüfung|überprüfung|bericht|sitzung)\b").ok()
    });
    static MUST: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(shall|must|should|will|to be|muss|müssen|soll|sollen|zu \w+en|is|are|wird|werden)\b").ok()
    });
    let whole = text;
    if says(&PAST, clause) {
        return !(says(&AGREED, clause) && says(&PRESENT, clause));
    }
    if says(&LAST, clause) {
        return true;
    }
    let elsewhere = says(&PAST, whole) && !says(&PRESENT, clause) && !says(&AGREED, whole);
    // "Incidents are to be resolved so that 95 % is achieved" lays down all the same.
    let figures = says(&FIGURES, clause) && !says(&MUST, clause);
    elsewhere && !matches!(named.value, Value::Until(_)) || figures
}

/// Whether what follows an interval makes it a measure: "every month of the contract".
fn counts(behind: &str) -> bool {
    let behind = behind.trim_start();
    [
        "of the term",
        "of delay",
        "of the contract",
        "der laufzeit",
        "verzug",
    ]
    .iter()
    .any(|words| behind.starts_with(words))
}
