//! What letters and SMS say, as facts. Links and codes in them exist only while they are handed over.
//! Not here: their words and looks (see `messaging`), and when they are sent (see `delivery`).

use crate::settings_letter::{SettingsLetter, SettingsSms};
use domain::comparison::Comparison;
use domain::view::ReceiptPart;
use domain::{CheckCode, CodeDigits, Date, Money, Period};

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Asks to confirm the e-mail; the link works once, for three days.
    ConfirmEmail {
        /// Absolute address.
        link: String,
    },
    /// Somebody registered with an e-mail that has a cabinet already.
    AlreadyRegistered {
        /// Absolute address of the sign-in.
        sign_in: String,
        /// Absolute address of «Забыли пароль».
        forgotten: String,
    },
    /// The link to a new password; works once, for an hour.
    NewPassword {
        /// Absolute address.
        link: String,
    },
    /// Electronic delivery was chosen.
    SwitchedToElectronic {
        /// Whose flat.
        address: String,
        /// The first electronic month.
        first_period: Period,
        /// Suppliers that come by e-mail.
        electronic: Vec<String>,
        /// Suppliers that stay on paper.
        paper: Vec<String>,
        /// Paper comes until it is.
        email_confirmed: bool,
        /// Another holder of the same account did it, not the reader.
        by_another_holder: bool,
        /// Absolute address of the flat's page.
        link: String,
    },
    /// Paper was chosen again.
    ReturnedToPaper {
        /// Whose flat.
        address: String,
        /// The first month on paper again.
        first_period: Period,
        /// Another holder of the same account did it, not the reader.
        by_another_holder: bool,
        /// Absolute address of the flat's page.
        link: String,
    },
    /// A new receipt.
    Receipt(Box<ReceiptLetter>),
    /// Several new receipts of one person, of one month.
    Receipts(Vec<ReceiptLetter>),
    /// The "pay by" day is near.
    Reminder {
        /// The month.
        period: Period,
        /// The day.
        pay_by: Date,
        /// What is not paid.
        unpaid: Vec<Due>,
    },
    /// About the settings.
    Settings(SettingsLetter),
    /// Somebody wants to show the reader their receipts.
    Invitation(Invitation),
}

/// A receipt that is not paid, in a reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose flat.
    pub address: String,
    /// What is left to pay.
    pub left: Money,
    /// Absolute address of the pay page: no signing in.
    pub pay_link: String,
}

/// An invitation to a close person, by letter or SMS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who is invited: `Анна Петрова`.
    pub close_name: String,
    /// Whose receipts: `Мария Ивановна`.
    pub holder_name: String,
    /// They may also choose how the receipt comes.
    pub manage: bool,
    /// Absolute address; works once, for 48 hours.
    pub link: String,
}

/// The letter with a receipt's electronic charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLetter {
    /// Whose flat.
    pub address: String,
    /// Account number, in groups.
    pub number: String,
    /// The month.
    pub period: Period,
    /// A correction of one sent before.
    pub corrected: bool,
    /// The suppliers that come by this letter, with their lines.
    pub electronic: Vec<ReceiptPart>,
    /// Their sum.
    pub electronic_total: Money,
    /// Suppliers that come on paper, each with its sum.
    pub paper: Vec<(String, Money)>,
    /// Their sum.
    pub paper_total: Money,
    /// Everything.
    pub total: Money,
    /// The "pay by" day.
    pub pay_by: Date,
    /// Absolute address of the receipt.
    pub link: String,
    /// Absolute address of the pay page: no signing in.
    pub pay_link: String,
    /// What a correction changed, against the version before.
    pub correction: Option<Comparison>,
    /// The check code.
    pub code: Option<CheckCode>,
    /// Absolute address where a receipt is checked.
    pub check_link: String,
    /// Whose receipt it is, in the copy for a close person.
    pub whose: Option<String>,
    /// The receipt as PDF: name of the file and bytes. None where only a link is sent.
    pub pdf: Option<(String, Vec<u8>)>,
}

/// An SMS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sms {
    /// The code that confirms the change to electronic delivery.
    Code {
        /// Six digits.
        code: CodeDigits,
    },
    /// Electronic delivery was chosen (only to those who asked for information by SMS).
    SwitchedToElectronic {
        /// The first electronic month.
        first_period: Period,
    },
    /// Paper was chosen again (only to those who asked for information by SMS).
    ReturnedToPaper {
        /// The first month on paper again.
        first_period: Period,
    },
    /// A new receipt (only to those who asked for information by SMS).
    Receipt {
        /// The month.
        period: Period,
        /// Everything.
        total: Money,
        /// The "pay by" day.
        pay_by: Date,
    },
    /// Letters come back, so paper comes again.
    EmailFails {
        /// Masked address.
        email: String,
    },
    /// About the settings.
    Settings(SettingsSms),
    /// The code that a holder reads out to a close person.
    CodeToReadOut {
        /// Six digits.
        code: CodeDigits,
        /// Who asks for it.
        close_name: String,
        /// It gives access; otherwise it switches delivery.
        for_access: bool,
    },
    /// Somebody wants to show the reader their receipts.
    Invitation(Invitation),
    /// The holder has invited somebody.
    AccessOffered {
        /// Whom.
        close_name: String,
    },
    /// Somebody sees the holder's receipts from now on.
    AccessGiven {
        /// Who.
        close_name: String,
    },
}
