//! Reading what mail servers send back about a letter: delivery status notifications (RFC 3464), and the older notes that
//! name the address in a header of their own. Not here: what follows from it (see `cabinet::reports`).

use cabinet::ports::Fate;
use mail_parser::{Message, MessageParser, MimeHeaders};

/// Digits of a letter's tag in its return address (see `cabinet::secret`).
const TAG: usize = 48;
/// Words of the other server that are kept for operators.
const WORDS: usize = 160;

/// What a message says about one of our letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The tag of the address it came to: the letter it is about, if the tag is ours.
    pub tag: String,
    /// What became of the letter.
    pub fate: Fate,
}

/// Reads a message. `delivered_to` is the address it came to, where the mail server says so; otherwise its headers are
/// looked through. `None`: it is no report, or came to no return address of ours: an auto-reply, an advertisement.
pub fn read(raw: &[u8], delivered_to: Option<&str>) -> Option<Bounce> {
    let message = MessageParser::default().parse(raw)?;
    let tag = delivered_to.and_then(tag_in).or_else(|| tag_of(&message))?;
    let fate = reported(&message).or_else(|| old_note(&message))?;
    Some(Bounce { tag, fate })
}

/// Where the address may stand that the report came to.
fn tag_of(message: &Message<'_>) -> Option<String> {
    ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To"]
        .iter()
        .filter_map(|name| message.header_raw(*name))
        .find_map(|value| value.split([' ', ',', '<', '>', '\r', '\n', '\t']).find_map(tag_in))
}

/// The tag of `bounces+TAG@…`.
fn tag_in(address: &str) -> Option<String> {
    let (local, _) = address.rsplit_once('@')?;
    let (_, tag) = local.rsplit_once('+')?;
    (tag.len() == TAG && tag.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| tag.to_ascii_lowercase())
}

/// Of the part `message/delivery-status`: the worst that it says of any recipient.
fn reported(message: &Message<'_>) -> Option<Fate> {
    let part = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|subtype| {
                    subtype.eq_ignore_ascii_case("delivery-status") || subtype.eq_ignore_ascii_case("global-delivery-status")
                })
        })
    })?;
    let text = String::from_utf8_lossy(part.contents()).replace("\r\n", "\n");
    // The first group is about the message, each further one about a recipient.
    let fates = text.split("\n\n").filter_map(|group| fate(&fields(group)));
    fates.max_by_key(|fate| match fate {
        Fate::Underway => 0,
        Fate::Delivered => 1,
        Fate::Blocked(_) => 2,
        Fate::Failed(_) => 3,
    })
}

/// Names in lower case and values of a group of fields; lines that go on put together.
fn fields(group: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in group.lines() {
        match (line.starts_with([' ', '\t']), fields.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                if let Some((name, value)) = line.split_once(':') {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
    fields
}

fn fate(fields: &[(String, String)]) -> Option<Fate> {
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let action = field("action")?.split_whitespace().next()?.to_ascii_lowercase();
    match action.as_str() {
        "failed" => {
            let status = field("status").and_then(|text| text.split_whitespace().next()).unwrap_or("5.0.0");
            let said = field("diagnostic-code").map_or("", |code| code.split_once(';').map_or(code, |(_, text)| text));
            Some(failed(status, said))
        }
        // To a server that reports no further: it is theirs, as with every letter without such a report.
        "delivered" | "relayed" | "expanded" => Some(Fate::Delivered),
        "delayed" => Some(Fate::Underway),
        _ => None,
    }
}

/// A failure, told apart by its status (RFC 3463): x.7 is a matter of trust in the sender, x.3, x.5 and x.6 of servers and
/// of the message; all others, and no answer for days, are of the address.
fn failed(status: &str, said: &str) -> Fate {
    let reason = format!("{status} {}", without_addresses(said));
    match status.split('.').nth(1) {
        Some("3" | "5" | "6" | "7") => Fate::Blocked(reason),
        _ => Fate::Failed(reason),
    }
}

/// Notes from before the standard, and of servers that never came to follow it: a header names whom they could not reach.
fn old_note(message: &Message<'_>) -> Option<Fate> {
    message.header_raw("X-Failed-Recipients")?;
    let text = message.body_text(0).unwrap_or_default();
    let line = text.lines().map(str::trim).find(|line| status_in(line).is_some());
    Some(line.map_or_else(
        || Fate::Failed("the mail server could not reach the address".to_owned()),
        |line| failed(status_in(line).unwrap_or("5.0.0"), line),
    ))
}

/// `5.1.1` in a line of text.
fn status_in(line: &str) -> Option<&str> {
    line.split([' ', '(', ')', '[', ']', '#', ':', '-']).find(|word| {
        let numbers: Vec<&str> = word.split('.').collect();
        numbers.len() == 3 && matches!(numbers[0], "4" | "5") && numbers.iter().all(|number| number.parse::<u16>().is_ok())
    })
}

fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains('@'));
    words.collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(WORDS).collect()
}
