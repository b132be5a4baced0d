//! Control digits and forms of a payee's requisites: warnings to the clerk, because files must load as they are.
//! Not here: refusals of the QR writer (see `write`), and the words of the warnings.

use super::key::is_account;
use crate::content::Payee;
use domain::Inn;

/// What is doubtful about a payee's requisites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// ИНН: not ten or twelve digits, or its control digits are wrong.
    InnControl,
    /// КПП: not four digits, two digits or capital letters, three digits.
    KppForm,
    /// БИК: not nine digits beginning with `0`, as Russian ones do.
    BicForm,
    /// Account: not twenty digits.
    AccountForm,
    /// Account: its control digit does not fit the БИК.
    AccountKey,
    /// Correspondent account: not twenty digits.
    CorrAccountForm,
    /// Correspondent account: its control digit does not fit the БИК.
    CorrAccountKey,
}

impl Doubt {
    /// The field of [`Payee`].
    pub const fn field(self) -> &'static str {
        match self {
            Self::InnControl => "inn",
            Self::KppForm => "kpp",
            Self::BicForm => "bic",
            Self::AccountForm | Self::AccountKey => "account",
            Self::CorrAccountForm | Self::CorrAccountKey => "corr_account",
        }
    }
}

/// What is doubtful, in the order of the fields. A key is only checked where account and БИК have their form.
pub fn doubts(payee: &Payee) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut unless = |right: bool, doubt: Doubt| {
        if !right {
            found.push(doubt);
        }
    };
    unless(Inn::parse(&payee.inn).is_ok_and(|inn| inn.control_digits_hold()), Doubt::InnControl);
    unless(payee.kpp.is_empty() || is_kpp(&payee.kpp), Doubt::KppForm);
    let (bic, account, corr) = (payee.bic.as_str(), payee.account.as_str(), payee.corr_account.as_str());
    unless(is_bic(bic), Doubt::BicForm);
    unless(is_account(account), Doubt::AccountForm);
    if is_bic(bic) && is_account(account) {
        unless(account_key_holds(bic, account), Doubt::AccountKey);
    }
    if is_account(corr) {
        unless(!is_bic(bic) || corr_account_key_holds(bic, corr), Doubt::CorrAccountKey);
    } else {
        let none = matches!(corr, "" | "0");
        unless(none && is_bic(bic) && is_of_central_bank(bic), Doubt::CorrAccountForm);
    }
    found
}

/// Whether a БИК has its form: nine digits beginning with `0`.
pub fn is_bic(text: &str) -> bool {
    text.len() == 9 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the control digit of a settlement account fits the БИК (rules of the Bank of Russia: the last three digits
/// of the БИК before the account, weights 7, 1, 3). Accounts of a treasury, which begin with `0`, pass: they follow
/// other rules. False where either has not its form.
pub fn account_key_holds(bic: &str, account: &str) -> bool {
    if !is_bic(bic) || !is_account(account) {
        return false;
    }
    if account.starts_with('0') {
        return true;
    }
    if is_of_central_bank(bic) {
        key_holds(['0', nth(bic, 4), nth(bic, 5)], account)
    } else {
        key_holds([nth(bic, 6), nth(bic, 7), nth(bic, 8)], account)
    }
}

/// Whether the control digit of a correspondent account fits the БИК (`0` and its fifth and sixth digits before the
/// account). A treasury's account, `40102…`, passes. False where either has not its form.
pub fn corr_account_key_holds(bic: &str, account: &str) -> bool {
    is_bic(bic)
        && is_account(account)
        && (account.starts_with("40102") || key_holds(['0', nth(bic, 4), nth(bic, 5)], account))
}

/// Departments of the Bank of Russia and treasuries, which have no correspondent account: 000–002 at the end of the
/// БИК, `01` at its beginning.
fn is_of_central_bank(bic: &str) -> bool {
    bic.starts_with("01") || matches!(&bic[6..], "000" | "001" | "002")
}

fn is_kpp(text: &str) -> bool {
    text.len() == 9
        && text.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || matches!(i, 4 | 5) && b.is_ascii_uppercase())
}

fn nth(digits: &str, at: usize) -> char {
    char::from(digits.as_bytes()[at])
}

fn key_holds(prefix: [char; 3], account: &str) -> bool {
    // The letters of clearing currencies stand for digits in the order in which they are listed.
    let value =
        |c: char| c.to_digit(10).or_else(|| "ABCEHKMPTX".chars().position(|l| l == c).and_then(|p| u32::try_from(p).ok()));
    let digits = prefix.into_iter().chain(account.chars()).filter_map(value);
    digits.zip([7, 1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum::<u32>().is_multiple_of(10)
}
