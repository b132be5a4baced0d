//! Reports as mail servers really write them: made by us after the shapes of Postfix, Exim, Exchange, Gmail, Yandex and
//! mail.ru. Not here: what follows from a report (see the rules of delivering).

use cabinet::ports::Fate;
use messaging::bounce::{Bounce, read};

const TAG: &str = "0199a1b200007000800000000000000100112233445566ff";

fn read_file(name: &str) -> Option<Bounce> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bounces").join(name);
    let text = std::fs::read_to_string(&path).unwrap().replace("TAG", TAG).replace('\n', "\r\n");
    read(text.as_bytes(), None)
}

fn fate(name: &str) -> Fate {
    let bounce = read_file(name).unwrap_or_else(|| panic!("{name} is a report"));
    assert_eq!(bounce.tag, TAG, "{name}");
    bounce.fate
}

#[test]
fn an_address_that_does_not_exist_is_told_by_every_kind_of_server() {
    for name in ["postfix.eml", "exim.eml", "exim-old.eml", "exchange.eml", "gmail.eml", "yandex.eml", "mailru.eml"] {
        let Fate::Failed(reason) = fate(name) else { panic!("{name}: {:?}", fate(name)) };
        assert!(!reason.contains('@'), "{name}: no address in a reason: {reason}");
        assert!(reason.starts_with("5."), "{name}: {reason}");
    }
}

#[test]
fn a_letter_that_waited_for_days_in_vain_has_failed() {
    assert!(matches!(fate("postfix-expired.eml"), Fate::Failed(reason) if reason.starts_with("4.4.1")));
}

#[test]
fn a_letter_that_was_not_liked_says_nothing_about_its_address() {
    assert!(matches!(fate("mailru-spam.eml"), Fate::Blocked(reason) if reason.starts_with("5.7.1")));
}

#[test]
fn a_warning_that_it_takes_longer_changes_nothing() {
    assert_eq!(fate("postfix-delayed.eml"), Fate::Underway);
}

#[test]
fn a_report_of_success_is_a_delivery() {
    assert_eq!(fate("postfix-delivered.eml"), Fate::Delivered);
}

#[test]
fn an_auto_reply_is_no_report() {
    assert_eq!(read_file("vacation.eml"), None);
}

#[test]
fn a_report_that_came_to_no_return_address_of_ours_is_nobodys() {
    assert_eq!(read_file("unsigned.eml"), None);
}

#[test]
fn the_address_that_the_mail_server_names_goes_before_the_headers() {
    let text = "To: somebody@else.ru\r\nX-Failed-Recipients: a@b.ru\r\nSubject: x\r\n\r\n550 5.1.1 no such user\r\n";
    let to = format!("bounces+{}@kvitok.example.ru", TAG.to_uppercase());
    assert_eq!(read(text.as_bytes(), Some(&to)).unwrap().tag, TAG, "whatever became of its case on the way");
    assert_eq!(read(text.as_bytes(), None), None);
}

#[test]
fn bytes_that_are_no_message_are_none() {
    let long = "a".repeat(100_000).into_bytes();
    for raw in [&b""[..], b"\0\xff\xfe", b"no header at all", &long] {
        assert_eq!(read(raw, None), None);
    }
}
