//! What pages show, as data that crosses the wire between the server and the browser.
//! Not here: how it is gathered (see `cabinet`) and how it looks (see `app`).

use crate::id::{AccountId, ReceiptId};
use crate::{Date, Decimal, Mode, Money, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod check;
mod history;
mod pay;
mod relatives;
mod settings;
mod understanding;

pub use check::{CheckPage, Verdict};
pub use history::{Doer, Happening, HistoryDay, HistoryPage};
pub use pay::{PayPage, PayeeSum, PaymentRow, PaymentState, QrPicture, Requisites};
pub use relatives::{
    AccessEvent, AskPage, AskStep, ClosePage, GiveAnswers, GivePage, GiveStep, GivenAccess, InvitationPage, InvitationState,
    MyPerson, RelativesPage, Role,
};
pub use settings::{
    AddressNotices, AppPage, DeviceRow, Moment, NewEmailPage, NoticesPage, PasskeyView, PasskeysPage, ProofWay,
    SettingsPage, UndoPage,
};
pub use understanding::{MonthSum, YearCell, YearPage, YearService};

/// The signed-in person, as the header and the settings show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The e-mail in full: it is their own.
    pub email: String,
    /// The phone in full.
    pub phone: String,
    /// Whether the e-mail has been confirmed by its link.
    pub email_confirmed: bool,
    /// Whether letters to it come back.
    pub email_failing: bool,
    /// Whether a password has been set (a wizard leaves it for later).
    pub has_password: bool,
}

/// What was wrong with a form. Closed: the texts are words of the interface, one for each (product section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// E-mail not typed.
    EmailEmpty,
    /// Not an e-mail address.
    EmailNotAnAddress,
    /// Phone not typed.
    PhoneEmpty,
    /// Not eleven digits.
    PhoneNotAPhone,
    /// Not a Russian mobile number.
    PhoneNotMobile,
    /// Neither e-mail nor phone typed at sign-in.
    LoginEmpty,
    /// Password not typed.
    PasswordEmpty,
    /// Fewer than 8 characters.
    PasswordTooShort,
    /// More than 200 characters.
    PasswordTooLong,
    /// One of the passwords that everybody tries first.
    PasswordCommon,
    /// Sign-in: no such pair. Never says which half.
    SignInWrong,
    /// Consent to processing of personal data not given.
    PersonalDataConsentNeeded,
    /// Account number not typed.
    AccountEmpty,
    /// Not an account number.
    AccountNotANumber,
    /// The total not typed.
    TotalEmpty,
    /// Not a sum.
    TotalNotASum,
    /// Binding: no such pair of account and total. Never says which half.
    BindingWrong,
    /// Code not typed.
    CodeEmpty,
    /// Fewer than six digits.
    CodeTooShort,
    /// More than six digits.
    CodeTooLong,
    /// Something else than digits.
    CodeNotDigits,
    /// Not the code that was sent.
    CodeWrong,
    /// Ten minutes have passed.
    CodeExpired,
    /// Five wrong tries: the code is dead.
    CodeTooManyTries,
    /// A new code is asked for too soon.
    CodeTooSoon,
    /// Too many codes to this phone today.
    CodeTooMany,
    /// Too many attempts of this kind; wait.
    TooManyAttempts,
    /// A link from a letter is used or too old.
    LinkDead,
    /// The e-mail of this link has been confirmed in another cabinet.
    EmailTaken,
    /// None of this address's suppliers is connected yet.
    NothingToSwitch,
    /// The wizard's draft is gone: begin again.
    DraftGone,
    /// Check: neither a code nor the text of a QR was typed.
    CheckEmpty,
    /// Check: what was typed is neither a check code nor the text of a payment QR.
    CheckNotACode,
    /// Check: no file was chosen.
    FileEmpty,
    /// Check: the file is larger than ten megabytes.
    FileTooBig,
    /// Check: the file is not a PDF.
    FileNotPdf,
    /// Check: the PDF asks for a password.
    FileEncrypted,
    /// Check: the PDF cannot be read.
    FileBroken,
    /// Payment: nothing is left to pay.
    NothingToPay,
    /// Payment: the bank does not answer, or refused the order.
    BankRefused,
    /// Settings: not the person's password.
    PasswordWrong,
    /// Settings: the new e-mail is the one in force.
    EmailSame,
    /// Settings: the new phone is the one in force.
    PhoneSame,
    /// The code was sent to a phone that is not in force any more.
    CodeOfOldPhone,
    /// The code of the authenticator app not typed.
    AppCodeEmpty,
    /// Sign-in: not the code of the authenticator app, and no recovery code that is left.
    AppCodeWrong,
    /// Sign-in: the first step was too long ago.
    FirstStepGone,
    /// Settings: what the device answered makes no passkey, or came too late.
    PasskeyNotKept,
    /// Settings: the person has as many passkeys as one may have.
    PasskeysTooMany,
    /// Sign-in: no passkey of this cabinet, or it came too late.
    PasskeyWrong,
    /// Sign-in: several people have this phone, and none was chosen.
    WhoseEmpty,
    /// Close person: name not typed.
    NameEmpty,
    /// Close person: more than a hundred characters.
    NameTooLong,
    /// Close person: neither e-mail nor phone typed.
    ContactEmpty,
    /// Close person: what was typed is neither an e-mail address nor a mobile phone.
    ContactNotAContact,
    /// Close person: the contact is the holder's own.
    ContactOwn,
    /// Close person: no address was chosen.
    AddressNotChosen,
    /// Close person: too many invitations today.
    TooManyInvitations,
    /// Close person: access is asked for to an address that the person has already.
    AccessOwn,
}

/// A form as it is shown again: what was typed (never codes or passwords) and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Field name → raw text as typed.
    pub values: BTreeMap<String, String>,
    /// Field name → what was wrong, in the order of the form.
    pub problems: Vec<(String, Problem)>,
}

impl FormState {
    /// What was typed into a field, or nothing.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).cloned().unwrap_or_default()
    }

    /// What is wrong with a field, if anything.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.problems.iter().find(|(name, _)| name == field).map(|(_, problem)| *problem)
    }
}

/// One supplier of an address and the way its charges come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierDelivery {
    /// Name that residents know.
    pub name: String,
    /// From when the supplier can be had electronically, if at all.
    pub connected_from: Option<Period>,
    /// How the next receipt will come.
    pub mode: Mode,
    /// Since which period, where a choice was made.
    pub since: Option<Period>,
}

/// The state of an address in one word, for its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressStatus {
    /// Every supplier's charges come on paper.
    Paper,
    /// Connected suppliers electronically, the others on paper.
    Mixed,
    /// Everything electronically.
    Electronic,
    /// Electronic was chosen, but paper comes until the e-mail is confirmed.
    WaitsForEmail,
    /// Electronic was chosen, but letters come back, so paper comes again.
    EmailFails,
}

/// An address on «Адреса» and at the head of its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressCard {
    /// The account.
    pub id: AccountId,
    /// Its number as the register writes it, in groups.
    pub number: String,
    /// `Абакан, ул. Щетинкина, д. 12, кв. 45`.
    pub address: String,
    /// In one word.
    pub status: AddressStatus,
}

/// The page of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressPage {
    /// Heading.
    pub card: AddressCard,
    /// Each supplier and its way.
    pub suppliers: Vec<SupplierDelivery>,
    /// The first receipt a choice made now would change.
    pub next_period: Period,
    /// Whether «Перейти на электронную квитанцию» has anything to switch.
    pub can_switch: bool,
    /// Whether «Вернуть бумажную квитанцию» has anything to return.
    pub can_return: bool,
    /// Where letters go, masked.
    pub email: String,
    /// Information by SMS was asked for.
    pub sms_notices: bool,
    /// The newest receipt.
    pub latest: Option<ReceiptRow>,
    /// A choice made today, to say «Готово» on the page.
    pub just_returned_from: Option<Period>,
    /// Whose address this is, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}

/// The page on which electronic delivery is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchPage {
    /// `Абакан, ул. …`.
    pub address: String,
    /// Suppliers whose charges will come by e-mail.
    pub electronic: Vec<String>,
    /// Suppliers that stay on paper for now.
    pub paper: Vec<String>,
    /// First electronic month.
    pub first_period: Period,
    /// In full: the person checks it.
    pub email: String,
    /// In full.
    pub phone: String,
    /// The text of the consent to electronic delivery.
    pub consent: Document,
    /// The text of the consent to processing of personal data.
    pub personal_data: Document,
    /// The form as typed.
    pub form: FormState,
    /// Whose address this is, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}

/// The page on which the code is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePage {
    /// `Абакан, ул. …`.
    pub address: String,
    /// Masked.
    pub phone: String,
    /// The form: its problems.
    pub form: FormState,
    /// Whose phone the code went to, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}

/// The page after the code: what happens now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DonePage {
    /// `Абакан, ул. …`.
    pub address: String,
    /// First electronic month.
    pub first_period: Period,
    /// Where letters go, in full.
    pub email: String,
    /// Until it is, paper comes as before.
    pub email_confirmed: bool,
    /// Suppliers that come by e-mail.
    pub electronic: Vec<String>,
    /// Suppliers that stay on paper.
    pub paper: Vec<String>,
    /// Information by SMS was asked for.
    pub sms_notices: bool,
}

/// The form that binds an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindingPage {
    /// The months whose total is accepted, newest first.
    pub months: Vec<Period>,
    /// The form as typed.
    pub form: FormState,
}

/// A receipt in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptRow {
    /// Its id.
    pub id: ReceiptId,
    /// Its month.
    pub period: Period,
    /// To pay.
    pub total: Money,
    /// The part that came by e-mail.
    pub electronic: Money,
    /// The part that came on paper.
    pub paper: Money,
    /// Whether any supplier's part came by e-mail, also one that comes to nothing.
    pub by_email: bool,
    /// The "pay by" day.
    pub pay_by: Date,
}

/// The receipts of one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptGroup {
    /// The account.
    pub id: AccountId,
    /// Its number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// Newest first, at most twelve unless all were asked for.
    pub rows: Vec<ReceiptRow>,
    /// There are older ones.
    pub more: bool,
    /// Whose they are, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}

/// A line of charges as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeLine {
    /// `Отопление`.
    pub service: String,
    /// `Гкал`.
    pub unit: String,
    /// Consumption.
    pub volume: Decimal,
    /// Roubles per unit.
    pub tariff: Decimal,
    /// The sums.
    pub sums: crate::charge::Sums,
    /// Meters, norms, reasons: where the register brought them.
    #[serde(default)]
    pub details: crate::ChargeDetails,
}

/// A supplier's part of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPart {
    /// Name that residents know.
    pub supplier: String,
    /// Phone for questions.
    pub phone: String,
    /// Which way this part went.
    pub mode: Mode,
    /// Its lines.
    pub lines: Vec<ChargeLine>,
    /// To pay to this supplier.
    pub total: Money,
}

/// One receipt with all its charges (product rule 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPage {
    /// Id, month, sums.
    pub row: ReceiptRow,
    /// The account.
    pub account: AccountId,
    /// Its number.
    pub number: String,
    /// Its address.
    pub address: String,
    /// Parts, electronic ones first.
    pub parts: Vec<ReceiptPart>,
    /// When it was published.
    pub published: Date,
    /// The letters about it: `an***@mail.ru` and what became of each.
    pub letters: Vec<LetterState>,
    /// None of its letters arrived: it comes on paper after all, in a supplement (product rule 13).
    pub comes_on_paper: bool,
    /// Its check code; none for what was published before receipts were signed.
    pub code: Option<crate::CheckCode>,
    /// Which version it is, from 1.
    pub version: i64,
    /// The version that replaced it, and when.
    pub replaced: Option<(ReceiptId, Date)>,
    /// What differs from the version before; none for the first one.
    pub correction: Option<crate::comparison::Comparison>,
    /// Against the month before, where it has a receipt.
    pub last_month: Option<crate::comparison::Comparison>,
    /// Against the same month of the year before.
    pub last_year: Option<crate::comparison::Comparison>,
    /// Up to thirteen months up to this one, oldest first.
    pub months: Vec<MonthSum>,
    /// Paid here since it was published.
    pub paid: Money,
    /// Left to pay.
    pub left: Money,
    /// The path of the pay page: `/pay/…`; none for a replaced version.
    pub pay_path: Option<String>,
    /// Whose receipt this is, for a close person.
    #[serde(default)]
    pub whose: Option<String>,
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterState {
    /// Masked address.
    pub to: String,
    /// Where it is.
    pub state: MessageState,
    /// When the mail service took it, if it did.
    pub sent: Option<Moment>,
    /// When it came into its state.
    pub changed: Moment,
}

/// Where a message is (product rule 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Waits for its publication to finish.
    Held,
    /// Waits for its turn.
    Queued,
    /// Being handed over.
    Sending,
    /// Handed over to the gateway.
    Sent,
    /// At the mail server, or on the phone, of the person.
    Delivered,
    /// The gateway refused for now; it will be tried again.
    Deferred,
    /// Given up.
    Failed,
    /// Came back.
    Returned,
}

/// A legal text as it was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its heading.
    pub title: String,
    /// `2026-09-01`.
    pub version: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// The agent, as every page's foot and the contacts show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentContacts {
    /// `Единый расчётный центр`.
    pub name: String,
    /// `8 800 …`.
    pub phone: String,
    /// `пн–пт 8:00–20:00`.
    pub hours: String,
    /// `info@…`.
    pub email: String,
    /// Office address.
    pub office: String,
}
