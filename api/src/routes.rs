//! Every route on one page, grouped by who calls it. All of them stand under `/v1`.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    administrations, attachments, audit, calendars, cases, charters, contract, deadline_calculations, feed,
    measurements, messages, offices, own_cases, people, procedures, protocol, receipts, retention, ristoro,
    scorecards, services, standards, status, tracking, webhooks,
};

/// Where routes are put: a server's, which only serves them, or the contract's, which also gathers what they say of themselves.
pub trait Routes {
    /// Puts one operation there.
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self;
}

impl Routes for web::ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        Self::service(self, operation)
    }
}

impl Routes for ServiceConfig<'_> {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        Self::service(self, operation)
    }
}

/// Every route. A path is compared with one after the other, so that those asked for most come first.
pub fn all(routes: &mut impl Routes) {
    busiest(routes);
    anybody(routes);
    citizens(routes);
    people_with_an_identity(routes);
    staff(routes);
    reporters(routes);
    outbox(routes);
    searches(routes);
    systems(routes);
}

/// What is asked for most.
fn busiest(routes: &mut impl Routes) {
    routes
        .service(cases::submit::present_case)
        .service(cases::list::list_cases)
        .service(cases::show::show_case)
        .service(charters::show::show_charter)
        .service(standards::list::list_standards)
        .service(scorecards::show::show_scorecard)
        .service(tracking::show::follow_case)
        .service(deadline_calculations::calculate::calculate_deadline);
}

/// What anybody calls, without a token: front ends, integrators, monitors.
fn anybody(routes: &mut impl Routes) {
    routes
        .service(status::show_status)
        .service(contract::show_contract)
        .service(administrations::list::list_administrations)
        .service(administrations::show::show_administration)
        .service(calendars::show::show_administration_calendar)
        .service(calendars::versions::list_administration_calendar_versions)
        .service(calendars::show_of_office::show_office_calendar)
        .service(calendars::versions_of_office::list_office_calendar_versions)
        .service(offices::list::list_offices)
        .service(offices::show::show_office)
        .service(services::list::list_services)
        .service(services::show::show_service)
        .service(procedures::list::list_procedures)
        .service(procedures::show::show_procedure)
        .service(charters::list::list_charters)
        .service(charters::editions::list_editions)
        .service(charters::changes::compare_editions)
        .service(standards::show::show_standard)
        .service(standards::exceptions::list::list_standard_exceptions)
        .service(standards::exceptions::show::show_standard_exception)
        .service(measurements::show::show_measurement);
}

/// What those call who may read who presented a case, those who audit it, and whom it is about.
fn reporters(routes: &mut impl Routes) {
    routes
        .service(people::show::show_case_reporter)
        .service(people::correct::correct_case_reporter)
        .service(people::readings::list_data_readings)
        .service(people::export::export_data_subject)
        .service(tracking::readings::list_own_readings);
}

/// What the desk looks at to see whom no mail reaches.
fn outbox(routes: &mut impl Routes) {
    routes
        .service(messages::list::list_messages)
        .service(messages::retry::retry_message);
}

/// What staff look for in bodies, as it may be somebody's name.
fn searches(routes: &mut impl Routes) {
    routes
        .service(cases::search::search_cases)
        .service(protocol::search::search_protocol_entries);
}

/// What citizens call: a case is presented without an account and followed by its tracking code.
fn citizens(routes: &mut impl Routes) {
    routes
        .service(receipts::tracked::show_tracked_receipt)
        .service(tracking::claim::ask_for_ristoro)
        .service(tracking::attachments::add::add_own_attachment)
        .service(tracking::attachments::list::list_own_attachments)
        .service(tracking::attachments::show::show_own_attachment)
        .service(tracking::attachments::content::read_own_attachment);
}

/// What citizens call who entered with SPID or CIE.
fn people_with_an_identity(routes: &mut impl Routes) {
    routes
        .service(own_cases::list::list_own_cases)
        .service(own_cases::show::show_own_case)
        .service(own_cases::claim::ask_for_own_ristoro);
}

/// What the desk and the offices call, each operation with its permission.
fn staff(routes: &mut impl Routes) {
    routes
        .service(cases::work_lists::list_work_lists)
        .service(cases::deadlines::explain_case_deadlines)
        .service(cases::events::list_case_events)
        .service(cases::forward::forward_case)
        .service(cases::suspend::suspend_case)
        .service(cases::resume::resume_case)
        .service(cases::extend::extend_case)
        .service(cases::decide::decide_case)
        .service(cases::withdraw::withdraw_case)
        .service(cases::reopen::reopen_case)
        .service(receipts::show::show_case_receipt)
        .service(cases::declare_inadmissible::declare_case_inadmissible)
        .service(cases::ask_completion::ask_for_completion)
        .service(cases::complete::complete_case)
        .service(cases::take_charge::take_charge_of_case)
        .service(cases::release::release_case)
        .service(cases::note::note_on_case)
        .service(cases::give_notice::give_notice_before_refusal)
        .service(cases::observe::record_observations)
        .service(cases::correct::correct_decision)
        .service(cases::close::close_case)
        .service(cases::merge::merge_case)
        .service(cases::relate::relate_case)
        .service(protocol::list::list_protocol_entries)
        .service(protocol::enter::register_document)
        .service(protocol::show::show_protocol_entry)
        .service(protocol::annul::annul_protocol_entry)
        .service(protocol::daily::show_daily_register)
        .service(protocol::system::show::show_protocol_system)
        .service(protocol::system::change::change_protocol_system)
        .service(protocol::waiting::list::list_waiting_documents)
        .service(protocol::waiting::show::show_waiting_document)
        .service(protocol::waiting::number::tell_protocol_number)
        .service(protocol::emergency::list::list_emergency_periods)
        .service(protocol::emergency::open::open_emergency_register)
        .service(protocol::emergency::show::show_emergency_period)
        .service(protocol::emergency::close::close_emergency_register)
        .service(attachments::add::add_attachment)
        .service(attachments::list::list_attachments)
        .service(attachments::show::show_attachment)
        .service(attachments::content::read_attachment)
        .service(attachments::withdraw::withdraw_attachment)
        .service(ristoro::eligibility::weigh_ristoro_eligibility)
        .service(ristoro::show::show_ristoro)
        .service(ristoro::claim::claim_ristoro)
        .service(ristoro::refuse::refuse_ristoro)
        .service(ristoro::grant::grant_ristoro)
        .service(ristoro::deliver::deliver_ristoro)
        .service(ristoro::give_back::return_ristoro)
        .service(charters::add_edition::add_edition)
        .service(standards::exceptions::add::make_standard_exception)
        .service(standards::simulate::simulate_standard)
        .service(measurements::record::record_measurement)
        .service(calendars::change::change_administration_calendar)
        .service(calendars::change_of_office::change_office_calendar);
    keepers(routes);
}

/// What those call who answer for people's data: how long it is kept, what holds it, what is disposed of.
fn keepers(routes: &mut impl Routes) {
    routes
        .service(retention::show::show_case_retention)
        .service(retention::hold::place_legal_hold)
        .service(retention::lift::lift_legal_hold)
        .service(retention::order::order_disposal)
        .service(retention::list::list_disposals)
        .service(retention::show_disposal::show_disposal)
        .service(retention::continue_disposal::continue_disposal)
        .service(retention::disposed_cases::list_disposed_cases);
    auditors(routes);
}

/// What auditors call.
fn auditors(routes: &mut impl Routes) {
    routes.service(audit::list::list_audit_entries);
}

/// What other systems of the administration call to follow what happens.
fn systems(routes: &mut impl Routes) {
    routes
        .service(feed::list::list_events)
        .service(webhooks::subscribe::create_webhook_subscription)
        .service(webhooks::show::list_webhook_subscriptions)
        .service(webhooks::show::show_webhook_subscription)
        .service(webhooks::change::change_webhook_subscription)
        .service(webhooks::remove::delete_webhook_subscription)
        .service(webhooks::rotate::rotate_webhook_secret)
        .service(webhooks::ping::ping_webhook_subscription)
        .service(webhooks::deliveries::list_webhook_deliveries)
        .service(webhooks::resend::retry_webhook_delivery);
}
