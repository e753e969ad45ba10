//! Receiving an attachment. Its file is written down as loose, then kept as it arrives, then recorded with the event of the
//! case in one transaction; whatever fails on the way leaves nothing behind.

use actix_web::rt;
use actix_web::rt::time::timeout;
use actix_web::web;
use cartaviva_domain::attachments::{Attachment, Description, admit, attach};
use cartaviva_domain::cases::{Event, Moment};
use cartaviva_domain::codes::{AdministrationCode, AttachmentId, CaseId};
use cartaviva_persistence::{attachments, cases};
use tracing::{Instrument, warn};

use super::caller::event_id;
use super::form::Yes;
use super::refuse::refused;
use super::upload::Arrived;
use super::{AttachmentView, Caller, Upload};
use crate::answer::{Answer, Written};
use crate::cases::{CaseFile, conflict};
use crate::context;
use crate::extract::parsed;
use crate::files::Key;
use crate::idempotency::Repeatable;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Receives an attachment and answers with it.
///
/// # Errors
/// What refuses it; nothing is kept then.
pub(crate) async fn receive(
    state: web::Data<AppState>,
    caller: Caller,
    upload: Upload,
) -> Result<Written, ApiError> {
    // On a task of its own: when the client goes away this is still finished, or cleared away.
    let receiving = async move { received(&state, caller, upload).await };
    let receiving = rt::spawn(context::within(context::current(), receiving).in_current_span());
    receiving.await.map_err(ApiError::internal)?
}

async fn received(state: &AppState, caller: Caller, upload: Upload) -> Result<Written, ApiError> {
    let place = announce(state, &caller).await?;
    let done = match keep(state, &place, upload).await {
        Ok(arrived) => record(state, &caller, &place, arrived).await,
        Err(error) => Err(error),
    };
    // Of a request that was answered before the file is there already.
    if done.as_ref().map_or(true, Written::is_repeated) {
        discard(state, &place.administration, place.id).await;
    }
    done
}

/// Where an attachment goes.
#[derive(Clone)]
struct Place {
    administration: AdministrationCode,
    case: CaseId,
    id: AttachmentId,
}

/// Whether anything may be attached at all, before the first byte; the file is loose from here on.
async fn announce(state: &AppState, caller: &Caller) -> Result<Place, ApiError> {
    let now = state.clock().now();
    let id = AttachmentId(state.randomness().id(now));
    let limits = state.cabinet().limits;
    let caller = caller.clone();
    let repeatable = Repeatable::current();
    state
        .write(move |db| {
            let case = caller.open(db)?.case;
            let known = repeatable.map_or(Ok(false), |repeatable| repeatable.is_known(db))?;
            if !known {
                admit(&case, caller.giver()).map_err(refused)?;
                let held = attachments::held(db, &case.administration, case.id)?;
                limits.room_for(1, held).map_err(refused)?;
            }
            attachments::loosen(db, &case.administration, id, now)?;
            Ok(Place {
                administration: case.administration,
                case: case.id,
                id,
            })
        })
        .await
}

/// Keeps the file as it arrives.
async fn keep(state: &AppState, place: &Place, upload: Upload) -> Result<Arrived, ApiError> {
    let cabinet = state.cabinet();
    let mut writer = cabinet.files.writer(&Key::of(&place.administration, place.id));
    let reading = timeout(cabinet.patience.whole, upload.read(cabinet, &mut writer));
    let read = reading
        .await
        .unwrap_or_else(|_| Err(ApiError::new(ProblemCode::RequestTimeout)));
    match read {
        Ok(arrived) => {
            let kept = writer.finish().await;
            kept.map_err(|error| ApiError::unavailable(5).because(error))?;
            Ok(arrived)
        }
        Err(error) => {
            if let Err(error) = writer.abandon().await {
                warn!(%error, "an upload that was given up could not be cleared away at once");
            }
            Err(error)
        }
    }
}

/// Records the attachment with its event, while nobody else adds to the case.
async fn record(
    state: &AppState,
    caller: &Caller,
    place: &Place,
    arrived: Arrived,
) -> Result<Written, ApiError> {
    let (now, event) = (state.clock().now(), event_id(state));
    let (limits, links) = (state.cabinet().limits, state.links().clone());
    let attachment = attachment(caller, place, arrived, now)?;
    let (caller, place) = (caller.clone(), place.clone());
    state
        .answer(move |db| {
            cases::lock(db, &place.administration, place.case)?;
            let file = caller.open(db)?;
            let held = attachments::held(db, &place.administration, place.case)?;
            let noted = attach(&file.case, &attachment, caller.giver(), limits, held).map_err(refused)?;
            let event = Event {
                id: event,
                sequence: noted.case.events,
                happening: noted.happening,
                moment: Moment::now(now),
                actor: caller.actor(),
            };
            cases::change(db, &file.case, &noted.case, &file.rules(), &event).map_err(conflict)?;
            attachments::add(db, &place.administration, &attachment)?;
            let file = CaseFile::with(noted.case, file.procedure, file.calendars);
            let view = AttachmentView::of(&file, &attachment, &caller, &links);
            let Place {
                administration,
                case,
                id,
            } = &place;
            let path = format!(
                "/administrations/{administration}/cases/{}/attachments/{}",
                case.0, id.0
            );
            Ok(Answer::created(view.links.this.as_str(), &view)?.about(path))
        })
        .await
}

fn attachment(
    caller: &Caller,
    place: &Place,
    arrived: Arrived,
    now: time::OffsetDateTime,
) -> Result<Attachment, ApiError> {
    let kind = arrived.form.kind.0;
    let shown = match arrived.form.shown {
        _ if caller.is_holder() => true,
        Some(Yes::True) => true,
        Some(Yes::False) => false,
        None => kind.is_shown_by_default(),
    };
    let description = arrived.form.description;
    Ok(Attachment {
        id: place.id,
        case: place.case,
        kind,
        file_name: Some(arrived.name),
        description: description
            .map(|text| parsed("/description", Description::parse(text.as_str())))
            .transpose()?,
        content: arrived.content,
        shown,
        added_at: now,
        added_by: caller.actor(),
        withdrawal: None,
    })
}

/// Destroys a file that belongs to nothing. What cannot be done now is done by the next sweep.
pub(super) async fn discard(state: &AppState, administration: &AdministrationCode, id: AttachmentId) {
    let destroyed = state.cabinet().files.destroy(&Key::of(administration, id)).await;
    if let Err(error) = destroyed {
        warn!(%error, "a file that belongs to nothing could not be destroyed at once");
        return;
    }
    let administration = administration.clone();
    let settled = state
        .write(move |db| Ok(attachments::settle(db, &administration, id)?))
        .await;
    if let Err(error) = settled {
        warn!(
            ?error,
            "a file that was destroyed could not be struck off at once"
        );
    }
}
