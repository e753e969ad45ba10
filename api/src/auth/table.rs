//! The one table of permissions: who may do what. An admin may do everything in its own administration.
//!
//! | permission | roles |
//! |---|---|
//! | [`ReadCases`] | operator, officer, manager, auditor, integrator |
//! | [`ReadMessages`] | operator, auditor |
//! | [`RetryMessages`] | operator |
//! | [`RegisterCases`] | operator, integrator |
//! | [`ForwardCases`] | operator |
//! | [`HandleCases`] | officer, manager |
//! | [`WorkOnCases`] | operator, officer, manager |
//! | [`DecideCases`] | officer, manager (the procedure may leave it to the manager alone) |
//! | [`ReopenCases`] | operator, manager |
//! | [`WithdrawCases`] | operator |
//! | [`AddAttachments`] | operator, officer, manager, integrator |
//! | [`WithdrawAttachments`] | operator, officer, manager |
//! | [`ClaimRistoro`] | operator |
//! | [`GrantRistoro`] | officer, manager (the policy may leave it to the manager alone) |
//! | [`HandOutRistoro`] | operator, officer, manager |
//! | [`EditCatalogue`] | editor |
//! | [`RecordMeasurements`] | editor, operator, officer, manager |
//! | [`SimulateStandards`] | editor, operator, officer, manager, auditor, integrator |
//! | [`Audit`] | auditor |
//! | [`FollowEvents`] | operator, auditor, integrator |
//! | [`ReadProtocol`] | operator, officer, manager, auditor |
//! | [`RegisterDocuments`] | operator, officer, manager |
//! | [`AnnulEntries`] | manager |
//! | [`ManageWebhooks`] | integrator |
//! | [`WatchProtocol`] | operator, manager, auditor, integrator |
//! | [`SetProtocolSystem`] | admin alone |
//! | [`RunEmergencyRegister`] | manager |
//! | [`ReadWaitingDocuments`] | operator, auditor, integrator |
//! | [`TellNumbers`] | integrator |
//! | [`ReadPeople`] | operator, officer, manager |
//! | [`CorrectPeople`] | operator |
//! | [`ExportPeople`] | admin alone |
//! | [`HoldCases`] | manager |
//! | [`OrderDisposals`] | admin alone |
//! | [`ReadOwnCases`] | citizen, of their own cases |
//! | [`ClaimOwnRistoro`] | citizen, of their own cases |

use super::permission::{Elsewhere, Permission};
use super::principal::Principal;
use super::role::Role;

/// May read the cases of the administration.
#[derive(Clone, Copy, Debug)]
pub enum ReadCases {}

impl Permission for ReadCases {
    const ROLES: &'static [Role] = &[
        Role::Operator,
        Role::Officer,
        Role::Manager,
        Role::Auditor,
        Role::Integrator,
    ];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May see who was told what, and whether it was sent; never an address.
#[derive(Clone, Copy, Debug)]
pub enum ReadMessages {}

impl Permission for ReadMessages {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Auditor];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May have a message tried again.
#[derive(Clone, Copy, Debug)]
pub enum RetryMessages {}

impl Permission for RetryMessages {
    const ROLES: &'static [Role] = &[Role::Operator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May register what arrived on paper or from another system, and say when it happened.
#[derive(Clone, Copy, Debug)]
pub enum RegisterCases {}

impl Permission for RegisterCases {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May forward a case to the competent office.
#[derive(Clone, Copy, Debug)]
pub enum ForwardCases {}

impl Permission for ForwardCases {
    const ROLES: &'static [Role] = &[Role::Operator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May work on a case: suspend, resume, extend its terms.
#[derive(Clone, Copy, Debug)]
pub enum HandleCases {}

impl Permission for HandleCases {
    const ROLES: &'static [Role] = &[Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May do what the desk and the offices do alike: ask for what is missing, record what comes in, take charge, write notes, declare
/// inadmissible (the procedure may leave it to the manager alone), close, merge, relate.
#[derive(Clone, Copy, Debug)]
pub enum WorkOnCases {}

impl Permission for WorkOnCases {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May decide a case, unless its procedure leaves that to the manager alone.
#[derive(Clone, Copy, Debug)]
pub enum DecideCases {}

impl Permission for DecideCases {
    const ROLES: &'static [Role] = &[Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May reopen a decided case.
#[derive(Clone, Copy, Debug)]
pub enum ReopenCases {}

impl Permission for ReopenCases {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May withdraw a case for the person who submitted it.
#[derive(Clone, Copy, Debug)]
pub enum WithdrawCases {}

impl Permission for WithdrawCases {
    const ROLES: &'static [Role] = &[Role::Operator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May attach something to a case.
#[derive(Clone, Copy, Debug)]
pub enum AddAttachments {}

impl Permission for AddAttachments {
    const ROLES: &'static [Role] = &[Role::Integrator, Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May withdraw what should never have been attached to a case.
#[derive(Clone, Copy, Debug)]
pub enum WithdrawAttachments {}

impl Permission for WithdrawAttachments {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May ask for the ristoro on behalf of the person who submitted the case.
#[derive(Clone, Copy, Debug)]
pub enum ClaimRistoro {}

impl Permission for ClaimRistoro {
    const ROLES: &'static [Role] = &[Role::Operator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May grant a ristoro or refuse it, unless the policy leaves that to the manager alone.
#[derive(Clone, Copy, Debug)]
pub enum GrantRistoro {}

impl Permission for GrantRistoro {
    const ROLES: &'static [Role] = &[Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May hand out a ristoro by its voucher, or take back one that was not handed out.
#[derive(Clone, Copy, Debug)]
pub enum HandOutRistoro {}

impl Permission for HandOutRistoro {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May read who presented the cases that they reach, each time with a reason.
#[derive(Clone, Copy, Debug)]
pub enum ReadPeople {}

impl Permission for ReadPeople {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May record what is to be corrected of who presented a case.
#[derive(Clone, Copy, Debug)]
pub enum CorrectPeople {}

impl Permission for CorrectPeople {
    const ROLES: &'static [Role] = &[Role::Operator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May put together what is held of a person, on their request: the admin alone.
#[derive(Clone, Copy, Debug)]
pub enum ExportPeople {}

impl Permission for ExportPeople {
    const ROLES: &'static [Role] = &[];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May place a legal hold on a case of their office, and lift it.
#[derive(Clone, Copy, Debug)]
pub enum HoldCases {}

impl Permission for HoldCases {
    const ROLES: &'static [Role] = &[Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May order a disposal by an authorised act: the admin alone.
#[derive(Clone, Copy, Debug)]
pub enum OrderDisposals {}

impl Permission for OrderDisposals {
    const ROLES: &'static [Role] = &[];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May change charters, standards, offices, services, procedures, calendars.
#[derive(Clone, Copy, Debug)]
pub enum EditCatalogue {}

impl Permission for EditCatalogue {
    const ROLES: &'static [Role] = &[Role::Editor];
    const ELSEWHERE: Elsewhere = Elsewhere::Forbidden;
}

/// May record the value a standard reached in a period.
#[derive(Clone, Copy, Debug)]
pub enum RecordMeasurements {}

impl Permission for RecordMeasurements {
    const ROLES: &'static [Role] = &[Role::Editor, Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::Forbidden;
}

/// May ask how many past cases would have met a target that is only proposed: numbers, nothing of any person.
#[derive(Clone, Copy, Debug)]
pub enum SimulateStandards {}

impl Permission for SimulateStandards {
    const ROLES: &'static [Role] = &[
        Role::Editor,
        Role::Operator,
        Role::Officer,
        Role::Manager,
        Role::Auditor,
        Role::Integrator,
    ];
    const ELSEWHERE: Elsewhere = Elsewhere::Forbidden;
}

/// May read the protocol register and the audit of changes.
#[derive(Clone, Copy, Debug)]
pub enum Audit {}

impl Permission for Audit {
    const ROLES: &'static [Role] = &[Role::Auditor];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May follow what happens in the whole administration, event by event.
#[derive(Clone, Copy, Debug)]
pub enum FollowEvents {}

impl Permission for FollowEvents {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Auditor, Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May read the entries of the protocol register, with their correspondents; who is confined to an office, those of its
/// cases.
#[derive(Clone, Copy, Debug)]
pub enum ReadProtocol {}

impl Permission for ReadProtocol {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager, Role::Auditor];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May enter a document into the protocol register by hand.
#[derive(Clone, Copy, Debug)]
pub enum RegisterDocuments {}

impl Permission for RegisterDocuments {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Officer, Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May annul an entry of the protocol register, by an act that authorises it.
#[derive(Clone, Copy, Debug)]
pub enum AnnulEntries {}

impl Permission for AnnulEntries {
    const ROLES: &'static [Role] = &[Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May have events posted to other systems.
#[derive(Clone, Copy, Debug)]
pub enum ManageWebhooks {}

impl Permission for ManageWebhooks {
    const ROLES: &'static [Role] = &[Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May see how documents are numbered and when the register could not be used: nothing of any document.
#[derive(Clone, Copy, Debug)]
pub enum WatchProtocol {}

impl Permission for WatchProtocol {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Manager, Role::Auditor, Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May say which register numbers the documents: the admin alone.
#[derive(Clone, Copy, Debug)]
pub enum SetProtocolSystem {}

impl Permission for SetProtocolSystem {
    const ROLES: &'static [Role] = &[];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May open and close the emergency register, by an act that authorises it.
#[derive(Clone, Copy, Debug)]
pub enum RunEmergencyRegister {}

impl Permission for RunEmergencyRegister {
    const ROLES: &'static [Role] = &[Role::Manager];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May read the documents that wait for their number, as another register is to enter them.
#[derive(Clone, Copy, Debug)]
pub enum ReadWaitingDocuments {}

impl Permission for ReadWaitingDocuments {
    const ROLES: &'static [Role] = &[Role::Operator, Role::Auditor, Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May tell the numbers that another protocol system gave.
#[derive(Clone, Copy, Debug)]
pub enum TellNumbers {}

impl Permission for TellNumbers {
    const ROLES: &'static [Role] = &[Role::Integrator];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;
}

/// May see the cases that they presented themselves, by the tax code of their token.
#[derive(Clone, Copy, Debug)]
pub enum ReadOwnCases {}

impl Permission for ReadOwnCases {
    const ROLES: &'static [Role] = &[Role::Citizen];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;

    fn reaches(who: &Principal, administration: &str) -> bool {
        who.may_turn_to(administration)
    }
}

/// May ask for the redress of the cases that they presented themselves.
#[derive(Clone, Copy, Debug)]
pub enum ClaimOwnRistoro {}

impl Permission for ClaimOwnRistoro {
    const ROLES: &'static [Role] = &[Role::Citizen];
    const ELSEWHERE: Elsewhere = Elsewhere::NotFound;

    fn reaches(who: &Principal, administration: &str) -> bool {
        who.may_turn_to(administration)
    }
}
