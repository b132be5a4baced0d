//! Reading the demo's folders of letters and SMS for `/dev/outbox`.
//! Not here: writing them (see `messaging`).

use app::{Outbox, OutboxMail, OutboxText};
use jiff::tz::TimeZone;
use mail_parser::MessageParser;
use std::path::{Path, PathBuf};

/// The newest messages that the page shows of each kind.
const SHOWN: usize = 100;

/// The newest letters and SMS of a data folder.
pub fn read(data_dir: &Path, timezone: &TimeZone) -> Outbox {
    let folder = data_dir.join("outbox");
    Outbox {
        mails: newest(&folder.join("mail")).iter().filter_map(|path| mail(path, timezone)).collect(),
        texts: newest(&folder.join("sms")).iter().filter_map(|path| text(path, timezone)).collect(),
    }
}

/// File names sort by time.
fn newest(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let hidden = |path: &PathBuf| file_name(path).starts_with('.');
    let mut paths: Vec<PathBuf> = entries.filter(|path| !hidden(path)).collect();
    paths.sort_unstable_by(|a, b| b.cmp(a));
    paths.truncate(SHOWN);
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn shown(moment: jiff::Timestamp, timezone: &TimeZone) -> String {
    moment.to_zoned(timezone.clone()).strftime("%d.%m.%Y %H:%M:%S").to_string()
}

fn mail(path: &Path, timezone: &TimeZone) -> Option<OutboxMail> {
    let bytes = std::fs::read(path).ok()?;
    let message = MessageParser::default().parse(&bytes)?;
    let to = message.to()?.first()?.address()?.to_owned();
    let at = message.date().and_then(|date| jiff::Timestamp::from_second(date.to_timestamp()).ok());
    Some(OutboxMail {
        file: file_name(path),
        to,
        subject: message.subject().unwrap_or_default().to_owned(),
        at: at.map(|at| shown(at, timezone)).unwrap_or_default(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
    })
}

/// The HTML part of one letter, by its file name.
pub fn html(data_dir: &Path, name: &str) -> Option<String> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)) && !name.starts_with('.');
    let bytes = plain.then(|| std::fs::read(data_dir.join("outbox/mail").join(name)).ok())??;
    Some(MessageParser::default().parse(&bytes)?.body_html(0)?.into_owned())
}

#[derive(serde::Deserialize)]
struct SmsFile {
    to: String,
    text: String,
    created_at: String,
}

fn text(path: &Path, timezone: &TimeZone) -> Option<OutboxText> {
    let sms: SmsFile = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    let at = sms.created_at.parse().map(|at| shown(at, timezone)).unwrap_or_default();
    Some(OutboxText { file: file_name(path), to: sms.to, text: sms.text, at })
}
