//! Bare handlers: the least that a request costs with this web framework on this machine.

use actix_web::rt::System;
use actix_web::web::{Bytes, Json, Path};
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

/// The most that is answered, in bytes.
const MOST: usize = 1 << 20;

/// What is answered of.
static ANSWER: [u8; MOST] = [b' '; MOST];

/// Serves them until the process ends.
pub fn serve(port: u16, workers: usize) {
    let server = HttpServer::new(|| {
        App::new()
            .route("/", web::get().to(hello))
            .route("/{bytes}", web::get().to(answer))
            .route("/{bytes}", web::post().to(read_and_answer))
    })
    .workers(workers)
    .bind(("127.0.0.1", port))
    .expect("the port is free");
    System::new().block_on(server.run()).expect("it serves");
}

async fn hello() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok", "version": "1.0.0" }))
}

/// Answers so many bytes; none with 304, as what has not changed is answered.
async fn answer(bytes: Path<usize>) -> HttpResponse {
    match *bytes {
        0 => HttpResponse::NotModified().finish(),
        bytes => HttpResponse::Ok()
            .content_type("application/json")
            .body(Bytes::from_static(&ANSWER[..bytes])),
    }
}

/// Reads a JSON and answers so many bytes.
async fn read_and_answer(bytes: Path<usize>, body: Json<Value>) -> HttpResponse {
    let answered = answer(bytes).await;
    drop(body);
    answered
}
