//! The peer of the page benchmark: a bare axum handler that answers every request with the bytes of a file.
//! Not here: anything of the cabinet.

use axum::Router;
use axum::http::header;
use axum::routing::get;
use axum::serve::ListenerExt;

#[tokio::main(worker_threads = 4)]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: bare ADDRESS:PORT FILE"));
    };
    let bytes: &'static [u8] = std::fs::read(file)?.leak();
    let answer = move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes) };
    let listener = tokio::net::TcpListener::bind(address).await?.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, Router::new().route("/", get(answer))).await
}
