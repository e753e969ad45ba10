//! Telling the number that another protocol system gave to a document.

use actix_web::{put, web};
use cartaviva_domain::cases::{Actor, Command, Moment, Status};
use cartaviva_domain::codes::EventId;
use cartaviva_domain::protocol::{
    Deferred, Direction, NumberRefusal, Numbering, OrdinaryNumber, ProtocolNumber, RegisterCode, SystemKind,
};
use cartaviva_persistence::{Conn, StoreError, cases, protocol};
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use validator::Validate;

use super::path::WaitingPath;
use super::view::WaitingDocument;
use crate::answer::{Answer, Written};
use crate::auth::{May, TellNumbers};
use crate::bounded::{self, Int, Token};
use crate::cases::CaseFile;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode, RefusedRule};
use crate::protocol::Book;
use crate::state::AppState;

/// The register where the number stands, when the caller does not say: *protocollo generale*.
const USUAL: &str = "PG";

/// The number that another protocol system gave to a document.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "number": 45123, "registered_at": "2026-11-20T11:31:00+01:00" }))]
pub struct ToldNumber {
    /// The code of the register; `PG` when absent.
    #[validate(nested)]
    pub register: Option<Token<16>>,
    /// The number within the year.
    #[validate(nested)]
    pub number: Int<1, 9_007_199_254_740_991>,
    /// When it was registered there: not before it arrived, not in the future.
    pub registered_at: bounded::Moment,
}

/// Tell a document's number
///
/// Tells the number that the administration's own protocol system gave. It is told once: the same again changes nothing,
/// another is refused (409), and so is one that another document has. A case that waits for its registration is registered.
/// Its terms run from when it was presented, whatever the date of the number (L. 241/1990 art. 18-bis).
#[utoipa::path(
    tag = "protocol",
    operation_id = "tell_protocol_number",
    security(("token" = ["integrator"])),
    params(WaitingPath),
    responses(
        (status = 200, description = "It has this number.", body = WaitingDocument),
        (status = 409, description = "It has another number, or another document has this one.", body = Problem, content_type = "application/problem+json")
    )
)]
#[put("/administrations/{administration}/waiting-documents/{document}/protocol")]
pub async fn tell_protocol_number(
    state: web::Data<AppState>,
    who: May<TellNumbers>,
    Path(path): Path<WaitingPath>,
    Json(body): Json<ToldNumber>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let act = Act {
        actor: Actor {
            subject: Some(who.subject.clone()),
            role: who.role().name().to_owned(),
        },
        event: EventId(state.randomness().id(now)),
        now,
    };
    state
        .answer(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let found = protocol::deferred(db, own, path.document()?)?;
            let mut deferred = found.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
            let told = told(&book, &body)?;
            if deferred.numbering(&told, now).map_err(refused)? == Numbering::Takes {
                elsewhere(db, &book)?;
                protocol::number(db, own, deferred.sequence, &told).map_err(taken)?;
                act.register(db, &book, &deferred, &told)?;
                deferred.number = Some(told);
            }
            Answer::ok(&WaitingDocument::of(&book, &deferred, &links))
        })
        .await
}

fn told(book: &Book, body: &ToldNumber) -> Result<OrdinaryNumber, ApiError> {
    let register = body.register.as_ref().map_or(USUAL, |code| code.as_str());
    let registered_at = body.registered_at.0;
    Ok(OrdinaryNumber {
        register: parsed("/register", RegisterCode::parse(register))?,
        number: ProtocolNumber {
            year: book.today(registered_at).year(),
            number: body.number.get(),
        },
        registered_at,
    })
}

/// Numbers are told where another system gives them.
fn elsewhere(db: &mut Conn, book: &Book) -> Result<(), ApiError> {
    let system = protocol::system(db, &book.administration.code)?.value;
    if system.kind == SystemKind::External {
        return Ok(());
    }
    let detail = Bilingual::new(
        "I documenti dell'ente prendono il numero dal registro interno.",
        "The administration's documents are numbered by the built-in register.",
    );
    Err(ApiError::saying(ProblemCode::Conflict, detail))
}

/// Who tells a number, and when.
struct Act {
    actor: Actor,
    event: EventId,
    now: OffsetDateTime,
}

impl Act {
    /// Registers the case that waits for this number.
    fn register(
        self,
        db: &mut Conn,
        book: &Book,
        deferred: &Deferred,
        told: &OrdinaryNumber,
    ) -> Result<(), ApiError> {
        let Some(id) = deferred.particulars.case else {
            return Ok(());
        };
        let Some(case) = cases::find(db, &book.administration.code, id)? else {
            return Ok(());
        };
        if case.status != Status::Received || deferred.document.direction != Direction::Incoming {
            return Ok(());
        }
        let at = told.registered_at.max(case.last_occurred_at);
        let moment = Moment::said(Some(at), self.now).map_err(crate::cases::refused)?;
        let mut file = CaseFile::of(db, case)?;
        file.act(db, Command::Register, moment, self.actor, self.event)
            .map(drop)
    }
}

/// The number is another document's, or this one was numbered meanwhile.
fn taken(error: StoreError) -> ApiError {
    let detail = match error {
        StoreError::Conflict => Bilingual::new(
            "Un altro documento ha già questo numero.",
            "Another document has this number.",
        ),
        StoreError::Stale => another(),
        other => return other.into(),
    };
    ApiError::saying(ProblemCode::Conflict, detail)
}

fn another() -> Bilingual {
    Bilingual::new(
        "Il documento ha già un altro numero.",
        "The document has another number.",
    )
}

fn refused(refusal: NumberRefusal) -> ApiError {
    let (rule, detail) = match refusal {
        NumberRefusal::HasAnother => return ApiError::saying(ProblemCode::Conflict, another()),
        NumberRefusal::BeforeArrival => (
            "registered_before_arrival",
            Bilingual::new(
                "Un documento non è registrato prima di arrivare.",
                "A document is not registered before it arrives.",
            ),
        ),
        NumberRefusal::InFuture => (
            "registered_in_future",
            Bilingual::new(
                "Un documento non è registrato nel futuro.",
                "A document is not registered in the future.",
            ),
        ),
    };
    let rule = RefusedRule {
        rule: rule.to_owned(),
        detail: detail.clone(),
        source: "L. 241/1990 art. 18-bis".to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}
