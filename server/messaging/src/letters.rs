//! A letter as the bytes that are handed over: headers, two texts, perhaps a file; the same at every attempt.
//! Not here: words (see `words`), looks (see `html`, `plain`), how the bytes leave (see `folder_mail`).

use crate::page::one_line;
use crate::sender::instant;
use crate::{Sender, html, plain, words};
use cabinet::letter::Letter;
use cabinet::ports::Mail;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

/// Renders a letter. Date, Message-ID and boundaries come from the mail itself, so that a second attempt is recognised.
pub fn render(mail: &Mail, sender: &Sender) -> Vec<u8> {
    let page = words::page(mail.language, &mail.letter, sender);
    let agent = one_line(&sender.agent.name);
    let agent = (!agent.is_empty()).then_some(agent);

    // `_` is not in the alphabet of base64, and `=_` is never made by quoted-printable: no part can hold a boundary.
    let texts = vec![
        MimePart::new("text/plain", crlf(&plain::render(&page))),
        MimePart::new("text/html", crlf(&html::render(&page))),
    ];
    let texts = multipart("multipart/alternative", format!("=_{}", mail.id), texts);
    let files = attached(&mail.letter);
    // Neither boundary is the beginning of the other: readers compare beginnings.
    let body = if files.is_empty() {
        texts
    } else {
        let parts = std::iter::once(texts).chain(files).collect();
        multipart("multipart/mixed", format!("=_mixed_{}", mail.id), parts)
    };
    let mut bytes = Vec::with_capacity(64 * 1024);
    let mut message = MessageBuilder::new()
        .header("Date", Raw::new(date(mail, sender)))
        .from(Address::new_address(agent, sender.from.as_str()))
        .to(Address::new_address(None::<&str>, mail.to.as_str()))
        .subject(one_line(&page.subject))
        .message_id(MessageId::new(format!("{}@{}", mail.id, sender.host())))
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(page.language));
    if let Some(link) = &mail.unsubscribe {
        // Mail programs show a button of their own for these two (RFC 2369, RFC 8058).
        message = message
            .header("List-Unsubscribe", Raw::new(format!("<{link}>")))
            .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
    }
    message.body(body).serialize(&mut bytes);
    bytes
}

fn multipart<'a>(kind: &'a str, boundary: String, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    MimePart::new(ContentType::new(kind).attribute("boundary", boundary), parts)
}

/// The receipts as files; bytes of no text type are written in base64.
fn attached(letter: &Letter) -> Vec<MimePart<'_>> {
    let receipts = match letter {
        Letter::Receipt(receipt) => std::slice::from_ref(&**receipt),
        Letter::Receipts(receipts) => receipts,
        _ => return Vec::new(),
    };
    let files = receipts.iter().filter_map(|receipt| receipt.pdf.as_ref());
    files.map(|(name, bytes)| MimePart::new("application/pdf", bytes.as_slice()).attachment(one_line(name))).collect()
}

fn date(mail: &Mail, sender: &Sender) -> String {
    let date = instant(mail.queued_at).to_zoned(sender.timezone.clone());
    jiff::fmt::rfc2822::to_string(&date).expect("years from 1970 to 9999 can be written")
}

/// Lines of mail end so, in encoded parts as well.
fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}
