//! Delivery receipts as SMSCs write them: a text of `id: … stat: …`, fields of their own, or both.
//! Not here: whose message it is (see `cabinet::reports`).

use cabinet::ports::Fate;
use rusmpp::pdus::DeliverSm;
use rusmpp::tlvs::TlvValue;
use rusmpp::values::MessageState;

/// What a receipt says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    /// The number that the SMSC gave the message when it took it.
    pub(super) id: String,
    pub(super) fate: Fate,
}

/// Reads a receipt; `None` for an SMS that somebody wrote to us.
pub(super) fn read(sm: &DeliverSm) -> Option<Receipt> {
    let (mut id, mut state) = (None, None);
    for tlv in sm.tlvs() {
        match tlv.value() {
            Some(TlvValue::ReceiptedMessageId(value)) => id = Some(value.as_str().to_owned()),
            Some(TlvValue::MessageState(value)) => state = Some(by_state(*value)),
            _ => {}
        }
    }
    let text = String::from_utf8_lossy(sm.short_message().as_ref()).into_owned();
    let field = |name: &str| field(&text, name);
    let code = field("err").filter(|code| code.bytes().any(|b| b != b'0'));
    let id = id.or_else(|| field("id"))?;
    let fate = match field("stat").and_then(|stat| by_word(&stat)).or(state)? {
        Fate::Failed(reason) => Fate::Failed(code.map_or(reason.clone(), |code| format!("{reason}, error {code}"))),
        other => other,
    };
    Some(Receipt { id, fate })
}

/// `stat` of `id:17 sub:001 dlvrd:001 submit date:2611280300 done date:2611280301 stat:DELIVRD err:000 text:…`. Names
/// come in any case; the text at the end is ours and says nothing.
fn field(text: &str, name: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let end = lower.find("text:").unwrap_or(lower.len());
    let head = &lower[..end];
    let start = head.match_indices(&format!("{name}:")).map(|(at, _)| at).find(|at| {
        // `id:` is also the end of words; a name stands at the beginning or after a space.
        *at == 0 || head.as_bytes()[at - 1] == b' '
    })?;
    let value = &text[start + name.len() + 1..end];
    let value = value.trim_start().split(' ').next()?;
    (!value.is_empty() && value.len() <= 64 && value.is_ascii()).then(|| value.to_owned())
}

fn by_word(word: &str) -> Option<Fate> {
    let failed = |reason: &str| Some(Fate::Failed(reason.to_owned()));
    match word.to_ascii_uppercase().as_str() {
        "DELIVRD" | "DELIVERED" => Some(Fate::Delivered),
        "ENROUTE" | "ACCEPTD" | "ACCEPTED" | "SCHEDULED" | "BUFFRED" | "UNKNOWN" => Some(Fate::Underway),
        "EXPIRED" => failed("it was not delivered in time"),
        "DELETED" => failed("it was deleted"),
        "UNDELIV" | "FAILED" => failed("it cannot be delivered"),
        "REJECTD" | "REJECTED" | "SKIPPED" => failed("it was rejected"),
        _ => None,
    }
}

fn by_state(state: MessageState) -> Fate {
    let failed = |reason: &str| Fate::Failed(reason.to_owned());
    match state {
        MessageState::Delivered => Fate::Delivered,
        MessageState::Expired => failed("it was not delivered in time"),
        MessageState::Deleted => failed("it was deleted"),
        MessageState::Undeliverable => failed("it cannot be delivered"),
        MessageState::Rejected | MessageState::Skipped => failed("it was rejected"),
        _ => Fate::Underway,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusmpp::tlvs::MessageDeliveryRequestTlvValue as Field;
    use rusmpp::types::{COctetString, OctetString};

    fn sm(text: &str, fields: Vec<Field>) -> DeliverSm {
        let text = OctetString::from_slice(text.as_bytes()).unwrap();
        DeliverSm::builder().short_message(text).tlvs(fields).build()
    }

    fn receipt(id: &str, fate: Fate) -> Receipt {
        Receipt { id: id.to_owned(), fate }
    }

    #[test]
    fn receipts_are_read_in_every_shape_they_come_in() {
        let undelivered = Fate::Failed("it cannot be delivered, error 011".to_owned());
        for (text, expected) in [
            (
                "id:17ab sub:001 dlvrd:001 submit date:2611280300 done date:2611280301 stat:DELIVRD err:000 text:id:9 stat:EXPIRED",
                Some(receipt("17ab", Fate::Delivered)),
            ),
            ("ID:17 SUB:1 DLVRD:0 STAT:UNDELIV ERR:011 Text:", Some(receipt("17", undelivered))),
            ("id:17 stat:ENROUTE err:0", Some(receipt("17", Fate::Underway))),
            ("id:17 stat:SOMETHING", None),
            ("stat:DELIVRD", None),
            ("Спасибо за квитанцию", None),
            ("", None),
        ] {
            assert_eq!(read(&sm(text, vec![])), expected, "{text}");
        }
        let fields = vec![
            Field::ReceiptedMessageId(COctetString::from_slice(b"88\0").unwrap()),
            Field::MessageState(MessageState::Delivered),
        ];
        assert_eq!(read(&sm("", fields.clone())), Some(receipt("88", Fate::Delivered)));
        // The text is more exact than the field, and the field's number is the one that is compared.
        let expired = Fate::Failed("it was not delivered in time".to_owned());
        assert_eq!(read(&sm("id:0000000058 stat:EXPIRED err:000 text:", fields)), Some(receipt("88", expired)));
    }
}
