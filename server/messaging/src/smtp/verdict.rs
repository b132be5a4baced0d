//! What a mail server's answer means: for this letter, for its address, or for everything.
//! Not here: the conversation (see `connection`).

use super::connection::{Phase, Trouble};
use cabinet::ports::Handover;
use smtp_proto::Response;

/// A server's words for operators: code, first line, at most this long. Addresses in it are taken out.
const WORDS: usize = 160;

/// The answer in the queue's words.
pub(super) fn verdict(trouble: &Trouble) -> Handover {
    match trouble {
        Trouble::Silent(Phase::Open, what) => Handover::Stopped(format!("the mail server cannot be used: {what}")),
        Trouble::Silent(Phase::Last, what) => {
            // It may have the letter. It goes again under the same Message-ID, by which mailboxes know it.
            Handover::Deferred(format!("no word about the letter after its last byte: {what}"))
        }
        Trouble::Silent(_, what) => Handover::Deferred(format!("the mail server fell silent: {what}")),
        Trouble::Reply(phase, reply) => of_reply(*phase, reply),
    }
}

fn of_reply(phase: Phase, reply: &Response<String>) -> Handover {
    let words = words(reply);
    match (phase, reply.code) {
        // 530, 535, 538: it does not know us. 421 in the middle is about this connection; if the server is closing down,
        // the next one is refused.
        (Phase::Open, _) | (_, 530 | 535 | 538) => Handover::Stopped(words),
        (_, 400..=499) => Handover::Deferred(words),
        (Phase::Recipient | Phase::Last, _) if address_fails(phase, reply) => Handover::Refused(words),
        _ => Handover::Rejected(words),
    }
}

/// Whether a permanent refusal is about the mailbox. The enhanced code says so (RFC 3463: 1 is the address, 2 the
/// mailbox); without one, a refusal of the recipient is taken for what it looks like. 2.2, a full mailbox, counts: the
/// server has said that it will not try again.
fn address_fails(phase: Phase, reply: &Response<String>) -> bool {
    match reply.esc {
        [5, subject, detail] => match (subject, detail) {
            // 1.7 and 1.8 are about the sender's address.
            (1, 7 | 8) => false,
            (1 | 2, _) => true,
            _ => false,
        },
        // 550 no such mailbox, 551 not here, 552 full, 553 not a mailbox name.
        _ => phase == Phase::Recipient && (550..=553).contains(&reply.code),
    }
}

/// The code and the server's words without any address: refusals repeat the mailbox, and the words go into a log.
fn words(reply: &Response<String>) -> String {
    let text: Vec<&str> = reply.message.split_whitespace().filter(|word| !word.contains('@')).collect();
    let [class, subject, detail] = reply.esc;
    let esc = if class == 0 { String::new() } else { format!("{class}.{subject}.{detail} ") };
    format!("{} {esc}{}", reply.code, text.join(" ")).chars().filter(|c| !c.is_control()).take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(phase: Phase, code: u16, esc: [u8; 3], message: &str) -> Handover {
        verdict(&Trouble::Reply(phase, Response { code, esc, message: message.to_owned() }))
    }

    #[test]
    fn only_a_refusal_of_the_mailbox_makes_an_address_fail() {
        use Phase::{Last, Recipient, Sender};
        let refused = |answer: Handover| matches!(answer, Handover::Refused(_));
        assert!(refused(said(Recipient, 550, [5, 1, 1], "no such user")));
        assert!(refused(said(Recipient, 550, [0, 0, 0], "no such user")));
        assert!(refused(said(Recipient, 552, [5, 2, 2], "mailbox is full")));
        assert!(refused(said(Last, 550, [5, 1, 1], "no such user")), "some servers look only then");
        for (phase, code, esc) in [
            (Recipient, 550, [5, 7, 1]),
            (Recipient, 554, [0, 0, 0]),
            (Recipient, 550, [5, 1, 8]),
            (Last, 550, [0, 0, 0]),
            (Last, 554, [5, 7, 1]),
            (Sender, 550, [5, 1, 1]),
        ] {
            assert!(matches!(said(phase, code, esc, "no"), Handover::Rejected(_)), "{phase:?} {code} {esc:?}");
        }
    }

    #[test]
    fn what_is_temporary_waits_and_what_is_about_us_stops_the_lane() {
        assert!(matches!(said(Phase::Recipient, 450, [4, 2, 0], "greylisted"), Handover::Deferred(_)));
        assert!(matches!(said(Phase::Last, 452, [4, 3, 1], "disk full"), Handover::Deferred(_)));
        assert!(matches!(said(Phase::Open, 421, [4, 3, 2], "closing"), Handover::Stopped(_)));
        assert!(matches!(said(Phase::Sender, 421, [4, 3, 2], "closing"), Handover::Deferred(_)));
        assert!(matches!(said(Phase::Open, 535, [5, 7, 8], "wrong password"), Handover::Stopped(_)));
        assert!(matches!(verdict(&Trouble::Silent(Phase::Open, "refused".to_owned())), Handover::Stopped(_)));
        assert!(matches!(verdict(&Trouble::Silent(Phase::Last, "timeout".to_owned())), Handover::Deferred(_)));
    }

    #[test]
    fn addresses_do_not_get_into_the_reasons() {
        let Handover::Refused(reason) = said(Phase::Recipient, 550, [5, 1, 1], "<anna@mail.ru>: no such user\r\nbye") else {
            panic!("refused")
        };
        assert_eq!(reason, "550 5.1.1 no such user bye");
    }
}
