//! A letter as the bytes that are handed over: headers and two alternative parts, the same bytes at every attempt.
//! Not here: words (see `words`), looks (see `html`, `plain`), how the bytes leave (see `folder_mail`).

use crate::page::one_line;
use crate::sender::instant;
use crate::{Sender, html, plain, words};
use cabinet::ports::Mail;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

/// Renders a letter. Date, Message-ID and boundary come from the mail itself, so that a second attempt is recognised.
pub fn render(mail: &Mail, sender: &Sender) -> Vec<u8> {
    let page = words::ru::page(&mail.letter, sender);
    let agent = one_line(&sender.agent.name);
    let agent = (!agent.is_empty()).then_some(agent);

    // `_` is not in the alphabet of base64, and `=_` is never made by quoted-printable: no part can hold the boundary.
    let alternative = ContentType::new("multipart/alternative").attribute("boundary", format!("=_{}", mail.id));
    let parts = vec![
        MimePart::new("text/plain", crlf(&plain::render(&page))),
        MimePart::new("text/html", crlf(&html::render(&page))),
    ];
    let mut bytes = Vec::new();
    MessageBuilder::new()
        .header("Date", Raw::new(date(mail, sender)))
        .from(Address::new_address(agent, sender.from.as_str()))
        .to(Address::new_address(None::<&str>, mail.to.as_str()))
        .subject(one_line(&page.subject))
        .message_id(MessageId::new(format!("{}@{}", mail.id, sender.host())))
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(page.language))
        .body(MimePart::new(alternative, parts))
        .serialize(&mut bytes);
    bytes
}

fn date(mail: &Mail, sender: &Sender) -> String {
    let date = instant(mail.queued_at).to_zoned(sender.timezone.clone());
    jiff::fmt::rfc2822::to_string(&date).expect("years from 1970 to 9999 can be written")
}

/// Lines of mail end so, in encoded parts as well.
fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}
