//! Words of “Addresses”: the list, adding an address, the page of one address, the way back to paper.
//! Not here: the switch to electronic receipts (`switch`) and receipts themselves (`receipts`).

use super::dates;
use domain::view::AddressStatus;
use domain::{Mode, Period};

// The drawing shows the paper as it is, and the paper is Russian.
pub use crate::locales::ru::addresses::{PICTURE_ACCOUNT, PICTURE_NUMBER, PICTURE_RECEIPT, PICTURE_SUM, PICTURE_TOTAL};

pub const TITLE: &str = "Addresses";
pub const LEAD: &str = "Open an address to choose how its receipt reaches you.";
pub const ADD: &str = "Add an address";
pub const ACCOUNT: &str = "Utility account";
pub const STATUS: &str = "The receipt comes:";

pub const EMPTY_HEADING: &str = "No addresses here yet";
pub const EMPTY_TEXT: &str = "Add an address to see its receipts and to switch to electronic ones.";
pub const EMPTY_HAVE: &str = "Take the paper receipt for last month. You need two lines of it:";
pub const EMPTY_LINES: [&str; 2] =
    ["the utility account number, at the top of the receipt;", "the sum “Total to pay”, at the bottom."];

pub fn status(status: AddressStatus) -> &'static str {
    match status {
        AddressStatus::Paper => "on paper",
        AddressStatus::Mixed => "partly by e-mail, partly on paper",
        AddressStatus::Electronic => "by e-mail",
        AddressStatus::WaitsForEmail => "on paper until the e-mail address is confirmed",
        AddressStatus::EmailFails => "on paper, because letters do not get through",
    }
}

pub const BIND_TITLE: &str = "Add an address";
pub const BIND_LEAD: &str = "Copy two lines from the paper receipt. Only somebody who holds the receipt knows the sum, so \
                             no stranger can see your charges.";
pub const NUMBER_LABEL: &str = "Utility account number";
pub const NUMBER_HINT: &str = "At the top of the receipt. You can leave out spaces and hyphens.";
pub const TOTAL_LABEL: &str = "Total to pay";
pub const BIND_BUTTON: &str = "Add the address";
pub const BIND_BUSY: &str = "Checking…";
pub const NO_RECEIPT: &str = "No paper receipt at hand?";
pub const NO_RECEIPT_TEXT: &str =
    "Call us and we will tell you how to add the address. The phone number is at the bottom of the page.";

pub fn total_hint(months: &[Period]) -> String {
    let months: Vec<String> = months.iter().take(2).map(|month| dates::month(*month)).collect();
    if months.is_empty() {
        return "At the bottom of the receipt for last month. For example: 3412,77".to_owned();
    }
    format!("At the bottom of the receipt for {}. For example: 3412,77", months.join(" or "))
}

pub const PICTURE_TITLE: &str = "Where to find both lines on the paper receipt";
pub const PICTURE_TEXT: &str = "A drawing of the paper receipt. The utility account number at the top is circled, below it \
                                are the lines of charges, and at the bottom the total to pay is circled.";

pub const HOW_HEADING: &str = "How the receipt comes";

pub fn way(mode: Mode, since: Option<Period>) -> String {
    let way = match mode {
        Mode::Electronic => "by e-mail",
        Mode::Paper => "on paper",
    };
    since.map_or_else(|| way.to_owned(), |period| format!("{way} {}", from(period)))
}

pub const NOT_CONNECTED: &str = "only on paper for now";

pub fn connected_later(period: Period) -> String {
    format!("only on paper for now, by e-mail {}", from(period))
}

fn from(period: Period) -> String {
    format!("from {}", dates::of_month(period))
}

pub const SWITCH: &str = "Switch to electronic receipts";
pub fn switch_text(period: Period) -> String {
    format!(
        "The first electronic receipt will be the one for {}. You can bring back the paper here on any day.",
        dates::month(period)
    )
}
pub const RETURN: &str = "Bring back the paper receipt";
pub const RETURN_BUSY: &str = "Bringing it back…";
pub fn return_text(period: Period) -> String {
    format!("If you want the paper back, it will come again, starting with the receipt for {}.", dates::month(period))
}
pub const NOTHING_TO_SWITCH: &str = "The suppliers of this address do not send electronic receipts yet. When they do, a \
                                     button to switch will appear here.";

pub fn letters_to(email: &str) -> String {
    format!("Letters go to {email}.")
}
pub const SMS_ON: &str = "Notices also come by SMS.";
pub const SMS_OFF: &str = "Notices come by e-mail only.";

pub const LATEST_HEADING: &str = "Latest receipt";
pub const ALL_RECEIPTS: &str = "All receipts";

pub const UNCONFIRMED_HEADING: &str = "Confirm your e-mail address";
pub const UNCONFIRMED_TEXT: &str =
    "Open our letter and press the link in it. Until the address is confirmed, the receipt comes on paper.";
pub const FAILING_HEADING: &str = "Our letters do not reach you";
pub const FAILING_TEXT: &str = "Your mailbox does not accept our letters, so the receipt comes on paper again. Check whether \
                                the mailbox is full, then confirm the address once more.";
pub const RESEND: &str = "Send the letter again";
pub const RESEND_BUSY: &str = "Sending…";
pub const RESENT_HEADING: &str = "The letter is on its way";
pub const RESENT_TEXT: &str = "It takes a few minutes. Look in the “Spam” folder as well.";

pub const RETURNED_TITLE: &str = "Done: the paper receipt will come back";
pub fn returned_text(period: Period) -> String {
    format!("The receipt for {} and all later ones will come on paper.", dates::month(period))
}
pub const RETURNED_REST: &str = "You still see all receipts here. You can switch to electronic ones again on any day, on the \
                                 page of the address.";
pub const TO_ADDRESS: &str = "Open the address";

pub const LINKS: &str = "Pay links";
pub const LINKS_TEXT: &str = "Every letter with a receipt has a pay link. It opens without signing in and shows the sum, but \
    no name and no flat. If a letter got into the wrong hands, switch the links off. The next letters will have new ones.";
pub const REVOKE_LINKS: &str = "Switch off the old links";
pub const REVOKE_LINKS_BUSY: &str = "Switching off…";
pub const LINKS_REVOKED: &str = "Done: the old pay links do not open any more. You can pay after signing in.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_of_the_total_names_the_months_that_are_taken() {
        let november: Period = "2026-11".parse().unwrap();
        let hint = total_hint(&[november, november.previous()]).replace('\u{a0}', " ");
        assert!(hint.contains("for November 2026 or October 2026"), "{hint}");
        assert!(total_hint(&[]).contains("for last month"));
    }

    #[test]
    fn the_way_of_a_supplier_names_the_month_of_the_choice() {
        let way = way(Mode::Electronic, "2026-11".parse().ok()).replace('\u{a0}', " ");
        assert_eq!(way, "by e-mail from November 2026");
    }
}
