//! The table of rules. A rule is one file here, its page beside it, and one row.

mod action_overdue;
mod agreement_expired;
mod anchor_broken;
mod answer_contradicted;
mod approval_incomplete;
mod approval_missing;
mod approval_outdated;
mod approver_is_author;
mod auditor_audits_own_work;
mod chained;
mod claim_off_subject;
mod classification_missing;
mod clause_left_out;
mod closed_before_opened;
mod content_hidden;
mod date_ambiguous;
mod declaration_unused;
mod document_absent;
mod draft_only_evidence;
mod duplicate_document_id;
mod duplicate_record_id;
mod empty_evidence;
mod evidence_denies_claim;
mod file_misnamed;
mod future_date;
mod gate_not_met;
mod history_too_short;
mod identical_content;
mod interval_not_stated;
mod judgement_outdated;
mod link_broken;
mod link_leaves_workspace;
mod merge_unfinished;
mod metadata_contradiction;
mod metadata_malformed;
mod obsolete_claimed;
mod open_beyond_target;
mod other_edition_claim;
mod owner_gone;
mod owner_missing;
mod owner_unknown;
mod party_without_control;
mod performed_by_others;
mod placeholder_in_approved;
mod promise_broken;
mod record_incomplete;
mod record_late;
mod record_link_broken;
mod record_outside_window;
mod record_without_report;
mod records_disagree;
mod reference_unknown;
mod review_due;
mod review_overdue;
mod review_without_input;
mod row_fails;
mod series;
mod series_hole;
mod series_stopped;
mod service_without_evidence;
mod services_differ;
mod superseded_linked;
mod supplier_target_weaker;
mod suppression_expired;
mod suppression_incomplete;
mod suppression_unused;
mod total_below_threshold;
mod two_current_versions;
mod unclaimed_evidence;
mod unknown_claim;
mod unreadable_evidence;
mod version_missing;
mod version_not_raised;
mod words;
mod worse_than_baseline;

use super::Rule;

/// All rules, by name.
pub const RULES: &[&Rule] = &[
    &action_overdue::RULE,
    &agreement_expired::RULE,
    &anchor_broken::RULE,
    &answer_contradicted::RULE,
    &approval_incomplete::RULE,
    &approval_missing::RULE,
    &approval_outdated::RULE,
    &approver_is_author::RULE,
    &auditor_audits_own_work::RULE,
    &claim_off_subject::RULE,
    &classification_missing::RULE,
    &clause_left_out::RULE,
    &closed_before_opened::RULE,
    &content_hidden::RULE,
    &date_ambiguous::RULE,
    &declaration_unused::RULE,
    &document_absent::RULE,
    &draft_only_evidence::RULE,
    &duplicate_document_id::RULE,
    &duplicate_record_id::RULE,
    &empty_evidence::RULE,
    &evidence_denies_claim::RULE,
    &file_misnamed::RULE,
    &future_date::RULE,
    &gate_not_met::RULE,
    &history_too_short::RULE,
    &identical_content::RULE,
    &interval_not_stated::RULE,
    &judgement_outdated::RULE,
    &link_broken::RULE,
    &link_leaves_workspace::RULE,
    &merge_unfinished::RULE,
    &metadata_contradiction::RULE,
    &metadata_malformed::RULE,
    &obsolete_claimed::RULE,
    &open_beyond_target::RULE,
    &other_edition_claim::RULE,
    &owner_gone::RULE,
    &owner_missing::RULE,
    &owner_unknown::RULE,
    &party_without_control::RULE,
    &performed_by_others::RULE,
    &placeholder_in_approved::RULE,
    &promise_broken::RULE,
    &record_incomplete::RULE,
    &record_late::RULE,
    &record_link_broken::RULE,
    &record_outside_window::RULE,
    &record_without_report::RULE,
    &records_disagree::RULE,
    &reference_unknown::RULE,
    &review_due::RULE,
    &review_overdue::RULE,
    &review_without_input::RULE,
    &row_fails::RULE,
    &series_hole::RULE,
    &series_stopped::RULE,
    &service_without_evidence::RULE,
    &services_differ::RULE,
    &superseded_linked::RULE,
    &supplier_target_weaker::RULE,
    &suppression_expired::RULE,
    &suppression_incomplete::RULE,
    &suppression_unused::RULE,
    &total_below_threshold::RULE,
    &two_current_versions::RULE,
    &unclaimed_evidence::RULE,
    &unknown_claim::RULE,
    &unreadable_evidence::RULE,
    &version_missing::RULE,
    &version_not_raised::RULE,
    &worse_than_baseline::RULE,
];
