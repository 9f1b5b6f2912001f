//! Words for how far a document has got, and for what nobody has approved yet.

use crate::evidence::metadata::Status;
use crate::evidence::words::{begins_with, joined};

/// What a text says about how far a document has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusReading {
    /// A document's state.
    Status(Status),
    /// The state of something else, a ticket or an action.
    Elsewhere,
    /// Neither.
    Unknown,
}

/// Reads a status word; what follows it, a date or remark, is left aside.
pub(crate) fn read_status(text: &str) -> StatusReading {
    let text = joined(text);
    let longest = STATES
        .iter()
        .filter(|(word, _)| begins_with(&text, word))
        .max_by_key(|(word, _)| word.len());
    longest.map_or(StatusReading::Unknown, |(_, reading)| *reading)
}

/// Whether what stands where an approver or an owner should says that there is none yet:
/// `Approval: outstanding`, `Freigegeben von: steht aus`, `Owner: vacant (was B. Hughes)`. Of
/// anything else the same words are a state.
pub(crate) fn is_nobody_yet(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let folded = joined(text);
    let is_no = matches!(
        folded.as_str(),
        "no" | "none" | "nein" | "keine" | "keiner" | "nobody" | "niemand" | "open" | "offen"
    );
    is_no
        || AWAITED.iter().any(|words| {
            begins_with(&folded, words) && {
                // Companies bear such names.
                let mut behind = text.split_whitespace().skip(words.split(' ').count());
                !behind
                    .next()
                    .is_some_and(|word| word.starts_with(char::is_uppercase))
            }
        })
}

/// What is said of an approval that was not given, or of a post that is not filled, in compared
/// form; whatever follows is a remark.
#[rustfmt::skip]
const AWAITED: &[&str] = &[
    "outstanding", "still outstanding", "awaited", "still awaited", "expected", "overdue", "not given",
    "not obtained", "not granted", "not received", "not signed", "not approved", "not done", "withheld",
    "requested", "applied for", "pending", "still pending", "still missing", "still open", "waiting for",
    "will follow", "to follow", "follows", "in progress", "in preparation", "vacant", "currently vacant", "not yet", "nobody yet", "nobody so far",
    "due", "planned", "scheduled", "awaiting", "required", "still required", "subject to",
    "steht aus", "steht noch aus", "noch ausstehend", "ausstehend", "fehlt", "fehlt noch", "liegt nicht vor",
    "liegt noch nicht vor", "nicht erteilt", "nicht erfolgt", "nicht vorhanden", "erfolgt noch",
    "erfolgt spaeter", "erfolgt nach", "wird eingeholt", "wird noch eingeholt", "wird nachgeholt", "wird erwartet",
    "wird beantragt", "beantragt", "angefragt", "erwartet", "ueberfaellig", "folgt", "in vorbereitung", "offen seit", "noch offen", "noch zu erteilen", "noch nicht", "noch keine", "noch niemand",
    "keine freigabe", "geplant", "vorgesehen", "erforderlich", "vorbehaltlich", "unter vorbehalt",
    "vakant", "derzeit vakant", "unbesetzt", "derzeit unbesetzt", "nicht besetzt", "zurzeit unbesetzt",
];

use StatusReading::Elsewhere;

const APPROVED: StatusReading = StatusReading::Status(Status::Approved);
const DRAFT: StatusReading = StatusReading::Status(Status::Draft);
const REVIEW: StatusReading = StatusReading::Status(Status::InReview);
const OBSOLETE: StatusReading = StatusReading::Status(Status::Obsolete);

/// In compared form; the longest that a text begins with counts.
const STATES: &[(&str, StatusReading)] = &[
    ("approved", APPROVED),
    ("accepted", APPROVED),
    ("adopted", APPROVED),
    ("authorised", APPROVED),
    ("authorized", APPROVED),
    ("released", APPROVED),
    ("effective", APPROVED),
    ("in effect", APPROVED),
    ("in force", APPROVED),
    ("published", APPROVED),
    ("issued", APPROVED),
    ("final", APPROVED),
    ("signed", APPROVED),
    ("active", APPROVED),
    ("current", APPROVED),
    ("valid", APPROVED),
    ("live", APPROVED),
    ("in use", APPROVED),
    ("gueltig", APPROVED),
    ("freigegeben", APPROVED),
    ("genehmigt", APPROVED),
    ("verabschiedet", APPROVED),
    ("beschlossen", APPROVED),
    ("veroeffentlicht", APPROVED),
    ("unterzeichnet", APPROVED),
    ("in kraft", APPROVED),
    ("aktiv", APPROVED),
    ("aktuell", APPROVED),
    ("wirksam", APPROVED),
    ("draft", DRAFT),
    ("final draft", DRAFT),
    ("working draft", DRAFT),
    ("first draft", DRAFT),
    ("initial draft", DRAFT),
    ("initial", DRAFT),
    ("work in progress", DRAFT),
    ("in progress", DRAFT),
    ("wip", DRAFT),
    ("in work", DRAFT),
    ("in preparation", DRAFT),
    ("proposed", DRAFT),
    ("proposal", DRAFT),
    ("preliminary", DRAFT),
    ("not approved", DRAFT),
    ("unapproved", DRAFT),
    ("not released", DRAFT),
    ("entwurf", DRAFT),
    ("vorentwurf", DRAFT),
    ("arbeitsversion", DRAFT),
    ("in arbeit", DRAFT),
    ("in bearbeitung", DRAFT),
    ("in erstellung", DRAFT),
    ("vorlaeufig", DRAFT),
    ("nicht freigegeben", DRAFT),
    ("noch nicht freigegeben", DRAFT),
    ("in review", REVIEW),
    ("under review", REVIEW),
    ("review", REVIEW),
    ("reviewed", REVIEW),
    ("for review", REVIEW),
    ("ready for review", REVIEW),
    ("for approval", REVIEW),
    ("in approval", REVIEW),
    ("pending approval", REVIEW),
    ("approval pending", REVIEW),
    ("awaiting approval", REVIEW),
    ("to be approved", REVIEW),
    ("submitted", REVIEW),
    ("in pruefung", REVIEW),
    ("zur pruefung", REVIEW),
    ("geprueft", REVIEW),
    ("in abstimmung", REVIEW),
    ("zur abstimmung", REVIEW),
    ("zur freigabe", REVIEW),
    ("in freigabe", REVIEW),
    ("im review", REVIEW),
    ("obsolete", OBSOLETE),
    ("withdrawn", OBSOLETE),
    ("superseded", OBSOLETE),
    ("replaced", OBSOLETE),
    ("archived", OBSOLETE),
    ("retired", OBSOLETE),
    ("deprecated", OBSOLETE),
    ("expired", OBSOLETE),
    ("cancelled", OBSOLETE),
    ("revoked", OBSOLETE),
    ("no longer valid", OBSOLETE),
    ("no longer in force", OBSOLETE),
    ("not in force", OBSOLETE),
    ("not valid", OBSOLETE),
    ("invalid", OBSOLETE),
    ("inactive", OBSOLETE),
    ("out of date", OBSOLETE),
    ("ungueltig", OBSOLETE),
    ("nicht mehr gueltig", OBSOLETE),
    ("zurueckgezogen", OBSOLETE),
    ("abgeloest", OBSOLETE),
    ("ersetzt", OBSOLETE),
    ("veraltet", OBSOLETE),
    ("archiviert", OBSOLETE),
    ("ausser kraft", OBSOLETE),
    ("aufgehoben", OBSOLETE),
    ("obsolet", OBSOLETE),
    ("open", Elsewhere),
    ("opened", Elsewhere),
    ("new", Elsewhere),
    ("planned", Elsewhere),
    ("closed", Elsewhere),
    ("done", Elsewhere),
    ("complete", Elsewhere),
    ("completed", Elsewhere),
    ("resolved", Elsewhere),
    ("implemented", Elsewhere),
    ("successful", Elsewhere),
    ("failed", Elsewhere),
    ("passed", Elsewhere),
    ("rejected", Elsewhere),
    ("on hold", Elsewhere),
    ("green", Elsewhere),
    ("amber", Elsewhere),
    ("yellow", Elsewhere),
    ("red", Elsewhere),
    ("ok", Elsewhere),
    ("in operation", Elsewhere),
    ("abgeschlossen", Elsewhere),
    ("erledigt", Elsewhere),
    ("geschlossen", Elsewhere),
    ("geloest", Elsewhere),
    ("umgesetzt", Elsewhere),
    ("neu", Elsewhere),
    ("geplant", Elsewhere),
    ("gruen", Elsewhere),
    ("gelb", Elsewhere),
    ("rot", Elsewhere),
    ("in betrieb", Elsewhere),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read() {
        for (text, wanted) in [
            ("approved", Status::Approved),
            ("Approved (v2)", Status::Approved),
            ("RELEASED", Status::Approved),
            ("In force", Status::Approved),
            ("gültig", Status::Approved),
            ("Freigegeben am 09.03.2026", Status::Approved),
            ("in Kraft", Status::Approved),
            ("final", Status::Approved),
            ("Draft", Status::Draft),
            ("Final draft", Status::Draft),
            ("Entwurf", Status::Draft),
            ("WIP", Status::Draft),
            ("Draft for comments", Status::Draft),
            ("not approved", Status::Draft),
            ("in-review", Status::InReview),
            ("in_review", Status::InReview),
            ("For approval", Status::InReview),
            ("in Prüfung", Status::InReview),
            ("pending approval", Status::InReview),
            ("obsolete", Status::Obsolete),
            ("Superseded by 2.0", Status::Obsolete),
            ("ungültig", Status::Obsolete),
            ("zurückgezogen", Status::Obsolete),
            ("abgelöst", Status::Obsolete),
            ("nicht mehr gültig", Status::Obsolete),
            ("**approved**", Status::Approved),
        ] {
            assert_eq!(read_status(text), StatusReading::Status(wanted), "{text}");
        }
        assert_eq!(read_status("closed"), StatusReading::Elsewhere);
        for other in ["", "purple", "approvedly", "the network is down"] {
            assert_eq!(read_status(other), StatusReading::Unknown, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = read_status(&text);
        }
    }
}
