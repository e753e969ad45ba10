//! A bare handler: the least that a request costs with this web framework on this machine.

use actix_web::rt::System;
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::json;

/// Serves it until the process ends.
pub fn serve(port: u16, workers: usize) {
    let server = HttpServer::new(|| App::new().route("/", web::get().to(hello)))
        .workers(workers)
        .bind(("127.0.0.1", port))
        .expect("the port is free");
    System::new().block_on(server.run()).expect("it serves");
}

async fn hello() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok", "version": "1.0.0" }))
}
