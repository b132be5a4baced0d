//! The two folders as the delivery worker sees them.
//! Not here: what the letters say (see `letters`).

use crate::fixtures::{ID, QUEUED, mail, sender, switched};
use cabinet::letter::Sms;
use cabinet::ports::{Handover, Mailer, SmsGateway, TextMessage};
use domain::{CodeDigits, Language, MobilePhone};
use messaging::{MailFolder, SmsFolder};
use std::fs;

#[tokio::test]
async fn a_letter_sent_twice_is_one_file_that_is_found_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let folder = MailFolder::open(dir.path(), sender(), QUEUED).unwrap();
    let mail = mail(switched(true, false));
    assert_eq!(folder.was_accepted(mail.id, QUEUED).await, Some(false));
    assert_eq!(folder.send(&mail).await, Handover::accepted());
    assert_eq!(folder.send(&mail).await, Handover::accepted());
    let names: Vec<_> = fs::read_dir(dir.path().join("outbox/mail"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names, [format!("20261122T081457.123Z-{ID}.eml")]);
    let restarted = MailFolder::open(dir.path(), sender(), QUEUED).unwrap();
    assert_eq!(restarted.was_accepted(mail.id, QUEUED).await, Some(true));
}

#[tokio::test]
async fn an_sms_is_a_file_of_four_fields_whose_text_ends_with_the_bound_code() {
    let dir = tempfile::tempdir().unwrap();
    let folder = SmsFolder::open(dir.path(), sender(), QUEUED).unwrap();
    let text = TextMessage {
        id: ID.parse().unwrap(),
        queued_at: QUEUED,
        to: MobilePhone::parse("8 912 345-67-89").unwrap(),
        language: Language::Ru,
        sms: Sms::Code { code: CodeDigits::from_number(123_456) },
    };
    assert_eq!(folder.send(&text).await, Handover::accepted());
    assert_eq!(folder.send(&text).await, Handover::accepted());
    assert_eq!(folder.was_accepted(text.id, QUEUED).await, Some(true));
    let path = dir.path().join(format!("outbox/sms/20261122T081457.123Z-{ID}.json"));
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    let file: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(
        file,
        serde_json::json!({
            "id": ID,
            "to": "+79123456789",
            "text": "123456 — код для перехода на электронную квитанцию. Никому его не сообщайте.\n\n\
                     @kvitok.example.ru #123456",
            "created_at": "2026-11-22T08:14:57.123Z",
        })
    );
}
