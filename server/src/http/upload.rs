//! `POST /check/file`: a PDF to be checked. No server function, because those read a body without end.
//! Not here: the judgement (see `cabinet::checking`) and the page (see `app`).

use super::{failed, see_other};
use axum::Router;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::response::Response;
use axum::routing::get;
use cabinet::access::Visitor;
use cabinet::checking::LARGEST_FILE;
use cabinet::{Cabinet, Failure};
use domain::view::Problem;

/// How much of a body that is too large is read and thrown away: a browser shows the answer only once its file is sent.
/// Whoever sends more has the connection closed on them.
const PATIENCE: usize = 64 << 20;

/// The route, without its layers.
pub fn router<S: Clone + Send + Sync + 'static>(cabinet: &Cabinet) -> Router<S> {
    // Somebody who opens the address of the form's target wants the form.
    let back = get(|| async { see_other("/check") });
    let route = back.post(check_file).layer(DefaultBodyLimit::disable()).with_state(cabinet.clone());
    Router::new().route("/check/file", route)
}

async fn check_file(
    State(cabinet): State<Cabinet>,
    visitor: Option<Extension<Visitor>>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let visitor = visitor.map(|Extension(visitor)| visitor).unwrap_or_default();
    let read = match form {
        Ok(form) => read_file(form).await,
        Err(_) => Err(Problem::FileEmpty),
    };
    let outcome = match read {
        Ok(bytes) => cabinet.check_file(&visitor, bytes).await,
        Err(problem) => Err(Failure::problem("file", problem)),
    };
    let kept = match outcome {
        Ok(verdict) => cabinet.keep_verdict(&visitor, &verdict).await,
        Err(Failure::Problems(problems)) => cabinet.keep_form(&visitor, "check", &[], &problems).await,
        Err(failure) => Err(failure),
    };
    match kept {
        Ok(id) => see_other(&format!("/check?form={id}")),
        Err(failure) => failed(&cabinet, &failure),
    }
}

/// The field `file`. One file more than [`LARGEST_FILE`] is refused, but read to its end as far as patience goes.
async fn read_file(mut form: Multipart) -> Result<Vec<u8>, Problem> {
    let (mut file, mut seen, mut too_big) = (Vec::new(), 0, false);
    let half = |_: MultipartError| Problem::FileBroken;
    while let Some(mut field) = form.next_field().await.map_err(half)? {
        let wanted = field.name() == Some("file");
        while let Some(chunk) = field.chunk().await.map_err(half)? {
            seen += chunk.len();
            if seen > PATIENCE {
                return Err(Problem::FileTooBig);
            }
            too_big |= wanted && file.len() + chunk.len() > LARGEST_FILE;
            if too_big {
                file = Vec::new();
            } else if wanted {
                file.extend_from_slice(&chunk);
            }
        }
    }
    match (too_big, file.is_empty()) {
        (true, _) => Err(Problem::FileTooBig),
        (false, true) => Err(Problem::FileEmpty),
        (false, false) => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::extract::Request;
    use axum::routing::post;
    use std::sync::{Arc, Mutex};
    use tower::ServiceExt;

    const LINE: &str = "kvitok-boundary";

    async fn read(fields: &[(&str, &[u8])]) -> Result<usize, Problem> {
        let mut body = Vec::new();
        for (name, bytes) in fields {
            let head = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.pdf\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{LINE}--\r\n").as_bytes());
        of(body).await
    }

    async fn of(body: Vec<u8>) -> Result<usize, Problem> {
        let (tell, told) = tokio::sync::oneshot::channel();
        let tell = Arc::new(Mutex::new(Some(tell)));
        let route = post(|form: Multipart| async move {
            let read = read_file(form).await.map(|file| file.len());
            let _ = tell.lock().unwrap().take().unwrap().send(read);
        });
        let request = Request::post("/")
            .header("content-type", format!("multipart/form-data; boundary={LINE}"))
            .body(Body::from(body))
            .unwrap();
        let router = Router::new().route("/", route.layer(DefaultBodyLimit::disable()));
        router.oneshot(request).await.unwrap();
        told.await.unwrap()
    }

    #[tokio::test]
    async fn the_largest_file_is_read_and_one_byte_more_is_too_big() {
        assert_eq!(read(&[("file", b"%PDF-1.7")]).await, Ok(8));
        assert_eq!(read(&[("other", b"xx"), ("file", b"%PDF")]).await, Ok(4));
        assert_eq!(read(&[("file", &vec![b'x'; LARGEST_FILE])]).await, Ok(LARGEST_FILE));
        assert_eq!(read(&[("file", &vec![b'x'; LARGEST_FILE + 1])]).await, Err(Problem::FileTooBig));
        assert_eq!(read(&[("file", &vec![b'x'; LARGEST_FILE]), ("file", b"x")]).await, Err(Problem::FileTooBig));
    }

    #[tokio::test]
    async fn no_file_and_half_a_file_are_told_apart() {
        assert_eq!(read(&[]).await, Err(Problem::FileEmpty));
        assert_eq!(read(&[("file", b"")]).await, Err(Problem::FileEmpty));
        assert_eq!(read(&[("text", b"K7QM")]).await, Err(Problem::FileEmpty));
        let half = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n%PDF");
        assert_eq!(of(half.into_bytes()).await, Err(Problem::FileBroken));
    }
}
