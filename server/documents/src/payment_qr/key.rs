//! The names of a payment QR's fields, with the length and the kind of their values.
//! Not here: the order in which they are written (see `write` and `receipt`).

use std::fmt;

macro_rules! keys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $limit:expr, $kind:ident;)*) => {
        /// A field of a payment QR. Names are of Latin letters only, `CBC` too, and are compared without regard to case.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Key {
            $($(#[$doc])* $variant,)*
            /// A field that the standard does not name, as written.
            Other(String),
        }

        impl Key {
            /// Every field of the standard.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            /// The name as the standard writes it.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Other(name) => name,
                }
            }

            /// The greatest number of characters, and what they are. Where implementations of the standard differ
            /// about a limit, the one that most of them share.
            pub(super) fn limit(&self) -> (usize, Kind) {
                match self {
                    $(Self::$variant => ($limit, Kind::$kind),)*
                    Self::Other(_) => (NO_LIMIT, Kind::Text),
                }
            }
        }
    };
}

/// For fields that are only bounded by the symbol.
const NO_LIMIT: usize = usize::MAX;

/// What the value of a field is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text.
    Text,
    /// Digits only.
    Digits,
    /// A bank account: twenty digits, the sixth of which may be a letter of a clearing currency.
    Account,
}

keys! {
    /// Payee.
    Name = "Name", 160, Text;
    /// The payee's bank account; not the resident's account number.
    PersonalAcc = "PersonalAcc", 20, Account;
    /// The payee's bank.
    BankName = "BankName", 45, Text;
    /// БИК of that bank.
    Bic = "BIC", 9, Digits;
    /// Correspondent account of that bank.
    CorrespAcc = "CorrespAcc", 20, Digits;
    /// Whole kopecks.
    Sum = "Sum", 18, Digits;
    /// What is paid for.
    Purpose = "Purpose", 210, Text;
    /// ИНН of the payee.
    PayeeInn = "PayeeINN", 12, Digits;
    /// ИНН of the payer.
    PayerInn = "PayerINN", 12, Digits;
    /// Status of the payer of a tax.
    DrawerStatus = "DrawerStatus", 2, Text;
    /// КПП of the payee.
    Kpp = "KPP", 9, Text;
    /// Budget classification code.
    Cbc = "CBC", 20, Text;
    /// Code of the territory.
    Oktmo = "OKTMO", 11, Digits;
    /// Ground of a tax payment.
    PaytReason = "PaytReason", 2, Text;
    /// Period of a tax.
    TaxPeriod = "TaxPeriod", 10, Text;
    /// Number of a document.
    DocNo = "DocNo", 15, Text;
    /// Date of a document.
    DocDate = "DocDate", 10, Text;
    /// Kind of a tax payment.
    TaxPaytKind = "TaxPaytKind", 2, Text;
    /// Payer's last name: personal data.
    LastName = "LastName", NO_LIMIT, Text;
    /// Payer's first name: personal data.
    FirstName = "FirstName", NO_LIMIT, Text;
    /// Payer's patronymic: personal data.
    MiddleName = "MiddleName", NO_LIMIT, Text;
    /// Payer's address: personal data.
    PayerAddress = "PayerAddress", NO_LIMIT, Text;
    /// The resident's account number, лицевой счёт, at the payee.
    PersAcc = "PersAcc", NO_LIMIT, Text;
    /// A budget payee's account at the treasury.
    PersonalAccount = "PersonalAccount", NO_LIMIT, Text;
    /// The month paid for; written `MMYYYY`.
    PaymPeriod = "PaymPeriod", NO_LIMIT, Text;
    /// The day by which it is to be paid.
    PaymTerm = "PaymTerm", NO_LIMIT, Text;
    /// Kind of the payment, a word of the payee's bank.
    Category = "Category", NO_LIMIT, Text;
    /// Code of the service, or name of the meter.
    ServiceName = "ServiceName", NO_LIMIT, Text;
    /// Number of the meter.
    CounterId = "CounterId", NO_LIMIT, Text;
    /// Reading of the meter.
    CounterVal = "CounterVal", NO_LIMIT, Text;
    /// Number of the bill.
    QuittId = "QuittId", NO_LIMIT, Text;
    /// Date of the bill.
    QuittDate = "QuittDate", NO_LIMIT, Text;
    /// A further sum in kopecks.
    AddAmount = "AddAmount", 18, Digits;
    /// Number of a contract.
    Contract = "Contract", NO_LIMIT, Text;
    /// Flat.
    Flat = "Flat", NO_LIMIT, Text;
    /// Phone: personal data.
    Phone = "Phone", NO_LIMIT, Text;
    /// Index of a tax document.
    DocIdx = "DocIdx", NO_LIMIT, Text;
    /// Pension insurance number: personal data.
    PensAcc = "PensAcc", NO_LIMIT, Text;
    /// Kind of the payer's identity document.
    PayerIdType = "PayerIdType", NO_LIMIT, Text;
    /// Number of the payer's identity document: personal data.
    PayerIdNum = "PayerIdNum", NO_LIMIT, Text;
    /// A child's name: personal data.
    ChildFio = "ChildFio", NO_LIMIT, Text;
    /// Date of birth: personal data.
    BirthDate = "BirthDate", NO_LIMIT, Text;
    /// Number of a kindergarten or a school.
    InstNum = "InstNum", NO_LIMIT, Text;
    /// Number of a group or a class.
    ClassNum = "ClassNum", NO_LIMIT, Text;
    /// A teacher's or a physician's name.
    SpecFio = "SpecFio", NO_LIMIT, Text;
    /// Number of a ruling.
    RuleId = "RuleId", NO_LIMIT, Text;
    /// Number of enforcement proceedings.
    ExecId = "ExecId", NO_LIMIT, Text;
    /// Kind of a register.
    RegType = "RegType", NO_LIMIT, Text;
    /// Unique number of a charge to the budget.
    Uin = "UIN", NO_LIMIT, Text;
    /// Technical code of the payment: `02` is housing and utilities.
    TechCode = "TechCode", 2, Digits;
}

impl Key {
    /// The required fields in their order.
    pub const REQUIRED: [Self; 5] = [Self::Name, Self::PersonalAcc, Self::BankName, Self::Bic, Self::CorrespAcc];

    /// The field of a name in any case; an unknown name is [`Key::Other`] as written.
    pub fn parse(name: &str) -> Self {
        let known = Self::KNOWN.iter().find(|key| key.name().eq_ignore_ascii_case(name));
        known.cloned().unwrap_or_else(|| Self::Other(name.to_owned()))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a text has the form of a bank account: twenty digits, the sixth may be a letter of a clearing currency.
pub(super) fn is_account(text: &str) -> bool {
    text.len() == 20 && text.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || i == 5 && b"ABCEHKMPTX".contains(&b))
}
