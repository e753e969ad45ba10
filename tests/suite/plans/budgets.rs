//! What each operation may cost: how many statements it gives to the database at most, where nothing is known yet, the beginning
//! and the end of its transaction among them.

use std::collections::{BTreeMap, BTreeSet};

use cartaviva_tests::{Counted, Operation};

/// The budget of each operation. Of those that take many cases in one request (disposals, what is held of a person, a changed
/// calendar) it is what the cases of the walk cost.
const BUDGETS: [(&str, usize); 121] = [
    ("add_attachment", 25),
    ("add_edition", 17),
    ("add_own_attachment", 25),
    ("annul_protocol_entry", 11),
    ("ask_for_completion", 26),
    ("ask_for_own_ristoro", 24),
    ("ask_for_ristoro", 22),
    ("calculate_deadline", 5),
    ("change_administration_calendar", 25),
    ("change_office_calendar", 20),
    ("change_protocol_system", 8),
    ("change_webhook_subscription", 8),
    ("claim_ristoro", 18),
    ("close_case", 18),
    ("close_emergency_register", 19),
    ("compare_editions", 4),
    ("complete_case", 24),
    ("continue_disposal", 161),
    ("correct_case_reporter", 12),
    ("correct_decision", 24),
    ("create_webhook_subscription", 7),
    ("decide_case", 26),
    ("declare_case_inadmissible", 23),
    ("delete_webhook_subscription", 8),
    ("deliver_ristoro", 14),
    ("explain_case_deadlines", 9),
    ("export_data_subject", 160),
    ("extend_case", 22),
    ("follow_case", 13),
    ("forward_case", 22),
    ("give_notice_before_refusal", 26),
    ("grant_ristoro", 21),
    ("lift_legal_hold", 9),
    ("list_administration_calendar_versions", 4),
    ("list_administrations", 4),
    ("list_attachments", 8),
    ("list_audit_entries", 3),
    ("list_case_events", 9),
    ("list_cases", 9),
    ("list_charters", 4),
    ("list_data_readings", 3),
    ("list_disposals", 3),
    ("list_disposed_cases", 4),
    ("list_editions", 4),
    ("list_emergency_periods", 8),
    ("list_events", 5),
    ("list_messages", 3),
    ("list_office_calendar_versions", 5),
    ("list_offices", 5),
    ("list_own_attachments", 8),
    ("list_own_cases", 10),
    ("list_own_readings", 8),
    ("list_procedures", 4),
    ("list_protocol_entries", 6),
    ("list_services", 4),
    ("list_standard_exceptions", 5),
    ("list_standards", 6),
    ("list_waiting_documents", 6),
    ("list_webhook_deliveries", 4),
    ("list_webhook_subscriptions", 4),
    ("list_work_lists", 5),
    ("make_standard_exception", 8),
    ("merge_case", 24),
    ("note_on_case", 15),
    ("open_emergency_register", 12),
    ("order_disposal", 160),
    ("ping_webhook_subscription", 7),
    ("place_legal_hold", 14),
    ("present_case", 23),
    ("read_attachment", 8),
    ("read_own_attachment", 8),
    ("record_measurement", 9),
    ("record_observations", 19),
    ("refuse_ristoro", 18),
    ("register_document", 8),
    ("relate_case", 23),
    ("release_case", 15),
    ("reopen_case", 19),
    ("resume_case", 20),
    ("retry_message", 5),
    ("retry_webhook_delivery", 8),
    ("return_ristoro", 16),
    ("rotate_webhook_secret", 5),
    ("search_cases", 7),
    ("search_protocol_entries", 6),
    ("show_administration", 5),
    ("show_administration_calendar", 4),
    ("show_attachment", 8),
    ("show_case", 10),
    ("show_case_receipt", 11),
    ("show_case_reporter", 10),
    ("show_case_retention", 10),
    ("show_charter", 5),
    ("show_contract", 0),
    ("show_daily_register", 8),
    ("show_disposal", 12),
    ("show_emergency_period", 7),
    ("show_measurement", 11),
    ("show_office", 6),
    ("show_office_calendar", 5),
    ("show_own_attachment", 8),
    ("show_own_case", 15),
    ("show_procedure", 5),
    ("show_protocol_entry", 6),
    ("show_protocol_system", 5),
    ("show_ristoro", 9),
    ("show_scorecard", 12),
    ("show_service", 4),
    ("show_standard", 5),
    ("show_standard_exception", 5),
    ("show_status", 2),
    ("show_tracked_receipt", 11),
    ("show_waiting_document", 8),
    ("show_webhook_subscription", 3),
    ("simulate_standard", 8),
    ("suspend_case", 22),
    ("take_charge_of_case", 15),
    ("tell_protocol_number", 19),
    ("weigh_ristoro_eligibility", 9),
    ("withdraw_attachment", 24),
    ("withdraw_case", 16),
];

/// What costs more than it may, what has no budget, what was never done, and what has a budget that is far too large.
pub fn faults(counted: &[Counted]) -> Vec<(String, String)> {
    let mut most: BTreeMap<&str, &Counted> = BTreeMap::new();
    for one in counted {
        let known = most.entry(one.operation).or_insert(one);
        if known.statements.len() < one.statements.len() {
            *known = one;
        }
    }
    let budgets = BTreeMap::from(BUDGETS);
    let mut faults = Vec::new();
    let operations = Operation::all(&cartaviva_api::contract::document().unwrap());
    let known: BTreeSet<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
    for id in &known {
        match (budgets.get(id), most.get(id)) {
            (None, _) => faults.push((format!("{id} has no budget"), String::new())),
            (_, None) => faults.push((format!("{id} was never done"), String::new())),
            (Some(budget), Some(seen)) if seen.statements.len() > *budget => faults.push((
                format!(
                    "{id} gave {} statements, not {budget}: {}",
                    seen.statements.len(),
                    seen.asked
                ),
                seen.statements.join("\n    "),
            )),
            _ => {}
        }
    }
    let gone = budgets.keys().filter(|id| !known.contains(*id));
    faults.extend(gone.map(|id| (format!("{id} is no operation"), String::new())));
    faults
}
